import fc from "fast-check";
import { expect, test } from "vitest";
import { distanceM } from "../../../src/geo/earth.js";
import { findDuplicates, isOneEntry, mergeFacilities } from "../../../src/places/duplicates.js";
import { facility } from "../../support/gap-input.js";
import { SEED } from "../../support/random-town.js";

/** A hundred-thousandth of a degree on the equator is 1.113 m. */
const at = (metresEast: number) => ({ lon: metresEast / 111_319.49, lat: 0 });

test("names that differ in width, case or spaces are one name", () => {
  const { suspected } = findDuplicates([
    facility("a", ["meals"], { name: "Ｅlm  care", ...at(0) }),
    facility("b", ["meals"], { name: "elm Care ", ...at(10) }),
  ]);
  expect(suspected).toEqual([{ a: "a", b: "b", distanceM: 10, reason: "same name and service" }]);
});

test("a station and a centre of one name are two places, which look alike", () => {
  const list = [
    facility("a", ["health"], { name: "幸福社区卫生服务站", ...at(0) }),
    facility("b", ["health"], { name: "幸福社区卫生服务中心", ...at(10) }),
    facility("c", ["health"], { name: "幸福社区", ...at(20) }),
  ];
  const { sure, suspected } = findDuplicates(list, { sameSpotM: 5 });
  expect(sure).toEqual([]);
  expect(suspected.map(({ a, b }) => a + b)).toEqual(["ac", "bc"]);
});

test("neither another service nor a missing name nor 51 metres look alike", () => {
  const list = [
    facility("a", ["meals"], { name: "Elm", ...at(0) }),
    facility("b", ["health"], { name: "Elm", ...at(1) }),
    facility("c", ["meals"], { name: "", ...at(1) }),
    facility("d", ["meals"], { name: "Elm", ...at(51) }),
  ];
  expect(findDuplicates(list, { sameSpotM: 5 })).toEqual({ sure: [], suspected: [] });
});

test("five metres make it sure for a register, and nothing but an address does by default", () => {
  const list = [
    facility("a", ["meals"], { name: "Elm", ...at(0) }),
    facility("b", ["meals"], { name: "Elm", ...at(4.9) }),
    facility("c", ["meals"], { name: "Elm", ...at(10.1) }),
  ];
  expect(findDuplicates(list, { sameSpotM: 5 }).sure).toEqual([[0, 1]]);
  expect(findDuplicates(list).sure).toEqual([]);
  const addresses = ["", "Elm 3", "ELM 3"];
  expect(findDuplicates(list, { addressOf: (i) => addresses[i]! }).sure).toEqual([[1, 2]]);
});

test("entries under one id are one place within 50 m, if no two names are given", () => {
  const a = facility("1", ["meals"], { name: "Elm", ...at(0) });
  expect(isOneEntry(a, facility("1", ["health"], { name: "", ...at(49) }))).toBe(true);
  expect(isOneEntry(a, facility("1", ["health"], { name: "Oak", ...at(0) }))).toBe(false);
  expect(isOneEntry(a, facility("1", ["health"], { name: "Elm", ...at(51) }))).toBe(false);
});

test("a merged facility offers all services, and more is kept than the first entry says", () => {
  const list = [
    facility("b", ["meals"], { name: "Elm", capacity: 20, openToAll: false, entrances: [[1, 1]] }),
    facility("x", ["play"]),
    facility("a", ["elderly", "meals"], { name: "", capacity: 30, entrances: [[1, 1]] }),
    facility("c", ["health"], { areaM2: 600, openToAll: true, entrances: [[2, 2]] }),
  ];
  const suspected = [
    { a: "x", b: "b", distanceM: 3, reason: "" },
    { a: "x", b: "c", distanceM: 4, reason: "" },
    { a: "b", b: "c", distanceM: 5, reason: "" },
  ];
  // b–a and a–c chain three entries into one, under the lowest id.
  const merge = mergeFacilities(
    list,
    [
      [0, 2],
      [2, 3],
    ],
    suspected,
  );
  expect(merge.facilities.map(({ id }) => id)).toEqual(["a", "x"]);
  expect(merge.facilities[0]).toMatchObject({
    name: "Elm",
    services: ["elderly", "meals", "health"],
    capacity: 30,
    areaM2: 600,
    openToAll: true,
    entrances: [
      [1, 1],
      [2, 2],
    ],
  });
  expect(merge.merged).toBe(2);
  expect(merge.disagreeing).toEqual(["a"]);
  expect(merge.suspectedDuplicates).toEqual([{ a: "x", b: "a", distanceM: 3, reason: "" }]);
});

test("a merged facility has opening hours only where no two entries differ", () => {
  const entry = (id: string, openingHours?: string) =>
    facility(id, ["meals"], openingHours === undefined ? {} : { openingHours });
  const hoursOf = (...entries: ReturnType<typeof entry>[]) => {
    const { facilities, disagreeing } = mergeFacilities(entries, [[0, 1]]);
    return [facilities[0]!.openingHours, disagreeing];
  };
  expect(hoursOf(entry("a"), entry("b", "Mo-Fr 08:00-17:00"))).toEqual(["Mo-Fr 08:00-17:00", []]);
  expect(hoursOf(entry("a", "24/7"), entry("b", "24/7"))).toEqual(["24/7", []]);
  expect(hoursOf(entry("a", "24/7"), entry("b", "Mo-Fr 08:00-17:00"))).toEqual([undefined, ["a"]]);
});

test("looking at neighbours finds the pairs that looking at all finds, across cells and latitudes", () => {
  const place = fc.tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ min: -60, max: 60 }));
  fc.assert(
    fc.property(
      fc.array(place, { maxLength: 25 }),
      fc.constantFrom([0, 0], [71.5, 51.5], [180, 65]),
      (places, [lon, lat]) => {
        const list = places.map(([x, y], i) =>
          facility(`f${i}`, ["play"], { name: "Elm", lon: lon! + x / 50_000, lat: lat! + y / 50_000 }),
        );
        const pairs = list.flatMap((a, i) =>
          list.flatMap((b, k) =>
            k > i && distanceM(a.lon, a.lat, b.lon, b.lat) <= 50 ? [`${a.id} ${b.id}`] : [],
          ),
        );
        expect(findDuplicates(list).suspected.map(({ a, b }) => `${a} ${b}`)).toEqual(pairs);
      },
    ),
    { seed: SEED, numRuns: 200 },
  );
});
