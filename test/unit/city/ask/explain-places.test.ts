import { expect, test } from "vitest";
import { InvalidInputError } from "../../../../src/base/errors.js";
import { at, openStreetCity, STREET_CITY } from "../../../support/street-city.js";
import { town } from "../../../support/town.js";

// Two streets of 1 km with a river between them, and a bridge at their east ends.
const RIVER_TOWN = town({
  points: { a: [0, 0], b: [1000, 0], c: [0, 200], d: [1000, 200] },
  streets: [
    { over: ["a", "b"], name: "South Bank" },
    { over: ["b", "d"], name: "Old Bridge" },
    { over: ["c", "d"], name: "North Bank" },
  ],
  barriers: [
    {
      kind: "river",
      name: "Grey River",
      line: [
        [-500, 100],
        [990, 100],
      ],
    },
  ],
});

test("a requirement in minutes and one in metres are explained each on its own streets", async () => {
  const facilities = [
    { id: "c", services: ["meals"], ...at(200) },
    { id: "k", services: ["kindergarten"], ...at(200) },
  ];
  const inMinutes = await openStreetCity({ facilities });
  expect(await inMinutes.explain("meals", "e")).toMatchObject({ unit: "min", limit: 5 });
  const inMetres = await openStreetCity({ facilities, services: ["kindergarten"], minutes: undefined });
  const why = await inMetres.explain("kindergarten", "e");
  expect(why).toMatchObject({ unit: "m", limit: 300, reason: "too-far" });
  // 800 m along the street, which is straight.
  expect([why.cost, why.walkM, why.detour].map((n) => Math.round(n!))).toEqual([800, 800, 1]);
});

test("a river between a home and a canteen severs them, and a crossing of it would mend it", async () => {
  const city = await openStreetCity({
    streets: RIVER_TOWN,
    blocks: [{ id: "north", ...at(0, 200), residents: 30 }],
    facilities: [{ id: "south", services: ["meals"], ...at(0) }],
  });
  const why = await city.explain("meals", "north");
  // 200 m in a straight line; 1000 m east, 200 m over the bridge and 1000 m back.
  expect([why.straightM, why.walkM].map((m) => Math.round(m!))).toEqual([200, 2200]);
  expect(why).toMatchObject({ verdict: "gap", reason: "severed" });
  expect(why.detour).toBeCloseTo(11, 0);
  expect(why.barriers.map(({ kind, name }) => [kind, name])).toEqual([["river", "Grey River"]]);
  expect(why.change).toMatchObject({ kind: "crossing", gained: { amount: 30, blocks: 1 } });
  expect(Math.round(why.change!.lengthM)).toBe(200);
});

test("a service that no rule judges and a block that is not there are refused", async () => {
  const city = await openStreetCity();
  await expect(city.explain("health", "e")).rejects.toThrow(InvalidInputError);
  await city.analyze();
  await expect(city.explain("health", "e")).rejects.toThrow(
    'No rule gives a walk for "health"; there are meals',
  );
  await expect(city.explain("meals", "x")).rejects.toThrow('no block "x"');
});

test("an explanation is the same whether the whole city was analysed before or not", async () => {
  const [before, after] = [await openStreetCity(), await openStreetCity(STREET_CITY)];
  await after.analyze();
  expect(await before.explain("meals", "e")).toEqual(await after.explain("meals", "e"));
});
