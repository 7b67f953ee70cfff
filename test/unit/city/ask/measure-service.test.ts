import { afterAll, expect, test } from "vitest";
import { NO_FACILITY, UNREACHED } from "../../../../src/base/cost-units.js";
import { measureService } from "../../../../src/city/ask/measure-service.js";
import { CityLinks } from "../../../../src/city/open/city-links.js";
import { DISTANCE_BASIS, PROFILES } from "../../../../src/network/profiles.js";
import type { Block, Facility } from "../../../../src/places/places.js";
import { block, facility, KINDERGARTEN, MEALS } from "../../../support/gap-input.js";
import { at } from "../../../support/street-city.js";
import { place, town } from "../../../support/town.js";

// A street of 1 km, and one that leads from its east end 400 m back, 100 m north of it.
const links = new CityLinks(
  town({
    points: { w: [0, 0], e: [1000, 0], f: [1000, 100], g: [600, 100] },
    streets: [{ over: ["w", "e", "f", "g"] }],
  }),
);
afterAll(() => links.close());

function measure(requirement: typeof MEALS, blocks: readonly Block[], facilities: readonly Facility[]) {
  const completeness = { meals: "complete" as const };
  const set = { facilities, completeness, suspectedDuplicates: [], merged: 0, notes: [] };
  const places = { blocks: { blocks, notes: [] }, facilities: set };
  const [distance, time] = [links.basis(DISTANCE_BASIS, places), links.basis(PROFILES.adult, places)];
  return measureService(requirement, places, distance, time);
}
const metresOf = (mm: Uint32Array) => [...mm].map((v) => (v === UNREACHED ? null : Math.round(v / 1000)));

test("nearest facility and walks come on both bases, whatever the requirement counts", async () => {
  const facilities = [facility("clinic", ["health"], at(100)), facility("c", ["meals"], at(300))];
  const found = await measure(MEALS, [block("b", 10, at(0))], facilities);
  // Canteens alone: 300 m at 1.2 m/s.
  expect([...found.nearest]).toEqual([1]);
  expect([metresOf(found.walkMm), Math.round(found.walkMs[0]! / 1000)]).toEqual([[300], 250]);
  expect(found).toMatchObject({ completeness: "complete", facilityCount: 1, linkedFacilityCount: 1 });
});

test("what is in reach is counted on the streets and not in a straight line", async () => {
  // 100 m apart in a straight line: from 600 m on the street to the end of the street behind it, 900 m on foot.
  const facilities = [
    facility("behind", ["kindergarten"], at(600, 100)),
    facility("k", ["kindergarten"], at(400)),
  ];
  const found = await measure(KINDERGARTEN, [block("b", 10, at(600))], facilities);
  expect(metresOf(found.straightToAnyMm!)).toEqual([100]);
  expect([...found.inReach]).toEqual([1]);
  expect([[...found.nearest], metresOf(found.walkMm)]).toEqual([[1], [200]]);
});

test("a straight line longer than the limit is none, and a facility beside no street is not counted in one", async () => {
  const far = await measure(
    KINDERGARTEN,
    [block("b", 10, at(0))],
    [facility("k", ["kindergarten"], at(400))],
  );
  expect([metresOf(far.straightToAnyMm!), [...far.inReach]]).toEqual([[null], [0]]);
  const off = [facility("k", ["kindergarten"], at(0, 250))];
  const found = await measure(KINDERGARTEN, [block("b", 10, at(0))], off);
  expect(found).toMatchObject({ facilityCount: 1, linkedFacilityCount: 0 });
  expect([metresOf(found.straightToAnyMm!), [...found.nearest]]).toEqual([[null], [NO_FACILITY]]);
});

test("homes and facilities are entered by their doors", async () => {
  const doors = [place(100, 0), place(200, 0)];
  const found = await measure(
    KINDERGARTEN,
    [block("b", 10, { ...at(0, 40), entrances: doors })],
    [facility("k", ["kindergarten"], { ...at(900), entrances: [place(350, 0)] })],
  );
  // From the door at 200 m to that at 350 m.
  expect(metresOf(found.walkMm)).toEqual([150]);
  expect([metresOf(found.straightToAnyMm!), [...found.inReach]]).toEqual([[150], [1]]);
});

test("without facilities nothing is reached, and a source that is not known to be complete stays incomplete", async () => {
  const found = await measure(KINDERGARTEN, [block("b", 10, at(0))], []);
  expect([[...found.nearest], metresOf(found.walkMm), [...found.inReach]]).toEqual([
    [NO_FACILITY],
    [null],
    [0],
  ]);
  expect(found.completeness).toBe("incomplete");
});
