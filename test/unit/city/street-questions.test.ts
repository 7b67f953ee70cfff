/**
 * Questions to a city about its streets: isochrones, walks, links, matrices, nearest facilities, reach.
 */
import { expect, test } from "vitest";
import { InvalidInputError } from "../../../src/base/errors.js";
import { at, openStreetCity, STREET_CITY } from "../../support/street-city.js";

const lonLat = (eastM: number, northM = 0): [number, number] => {
  const { lon, lat } = at(eastM, northM);
  return [lon, lat];
};

/** Street within an isochrone, metres. */
const reachedM = ({ features }: { readonly features: readonly { readonly properties: object | null }[] }) =>
  features.map(({ properties }) => Math.round((properties as { reached_street_m: number }).reached_street_m));

test("an isochrone holds the street that is walked within each cutoff", async () => {
  const city = await openStreetCity();
  // From 500 m east both ways: 2 minutes are 144 m, 10 minutes are 720 m and reach both ends.
  expect(reachedM(city.isochrone(lonLat(500), { minutes: [2, 10] }))).toEqual([288, 1000]);
  // From 100 m east: 100 m to the one end, 300 m towards the other.
  expect(reachedM(city.isochrone(at(100), { metres: 300 }))).toEqual([400]);
});

test("without cutoffs an isochrone takes the minutes of the city", async () => {
  const city = await openStreetCity();
  const { features } = city.isochrone(lonLat(500));
  expect(features.map(({ properties }) => properties!.minutes)).toEqual([5]);
});

test("of several places each has its features, and those that join no street are listed", async () => {
  const city = await openStreetCity();
  const circles = city.isochrone([at(0), at(500, 500)], { metres: 100 });
  expect(circles.features.map(({ properties }) => properties!.place)).toEqual([0]);
  expect(circles.unlinked).toEqual([
    { place: 1, reason: "no-street-in-reach", nearestStreetM: expect.closeTo(500, 0) },
  ]);
});

test("the isochrone of a service lies around all its facilities together", async () => {
  const facilities = [
    { id: "c", services: ["meals"], ...at(200) },
    { id: "d", services: ["meals"], ...at(250) },
    { id: "h", services: ["health"], ...at(900) },
  ];
  const city = await openStreetCity({ facilities });
  // 100 m around 200 m and 250 m: from 100 m to 350 m.
  expect(reachedM(city.isochrone({ service: "meals" }, { metres: 100 }))).toEqual([250]);
  expect(() => city.isochrone({ service: "meals" }, { direction: "from" })).toThrow(InvalidInputError);
});

test("cutoffs are in one unit, and places in degrees", async () => {
  const city = await openStreetCity();
  expect(() => city.isochrone(at(0), { minutes: 5, metres: 300 })).toThrow("not in both");
  expect(() => city.isochrone([200, 0])).toThrow("expected [longitude, latitude] in degrees");
});

test("a walk goes from door to door by named streets", async () => {
  const city = await openStreetCity();
  const walk = city.walk(lonLat(100, 10), lonLat(700, 20))!;
  expect([walk.streetM, walk.offStreetM, walk.metres].map(Math.round)).toEqual([600, 30, 630]);
  // 630 m at 1.2 m/s.
  expect(walk.minutes).toBeCloseTo(630 / 1.2 / 60, 2);
  expect(walk.streets.map(({ name, metres }) => [name, Math.round(metres)])).toEqual([["Main Street", 600]]);
  expect(walk.from.linked).toEqual(lonLat(100));
  expect(walk.to.offStreetM).toBeCloseTo(20, 1);
  expect(walk.geometry.coordinates.at(0)).toEqual(lonLat(100, 10));
  expect(walk.geometry.coordinates.at(-1)).toEqual(lonLat(700, 20));
});

test("a slower walker takes longer over the same way, and there is none to a place beside no street", async () => {
  const city = await openStreetCity();
  // 600 m at 0.7 m/s.
  expect(city.walk(at(100), at(700), { profile: "senior80" })!.minutes).toBeCloseTo(600 / 0.7 / 60, 2);
  expect(city.walk(at(100), at(500, 500))).toBeNull();
});

test("a place is linked at the nearest point of the street, or the reason is given", async () => {
  const city = await openStreetCity();
  expect(city.link(at(300, 40))).toEqual({
    reason: "linked",
    nearestStreetM: expect.closeTo(40, 1),
    links: [{ place: lonLat(300), offStreetM: expect.closeTo(40, 1) }],
  });
  expect(city.link(at(300, 40), { offStreetCapM: 30 })).toMatchObject({
    reason: "no-street-in-reach",
    links: [],
  });
});

test("a matrix holds the pairs within the limit, as rows and as columns", async () => {
  const city = await openStreetCity();
  const matrix = city.matrix([at(0), at(1000)], [at(200), at(900)], { metres: 250 });
  expect(matrix.unit).toBe("m");
  expect(matrix.rows().map(({ from, to, walk }) => [from, to, Math.round(walk)])).toEqual([
    [0, 0, 200],
    [1, 1, 100],
  ]);
  expect([...matrix.toColumns().first]).toEqual([0, 1, 2]);
  // Without a limit all four, in minutes of the city's walker.
  const all = city.matrix([at(0), at(1000)], [at(200), at(900)]);
  expect(all.rows().map(({ walk }) => Math.round(walk * 60 * 1.2))).toEqual([200, 900, 800, 100]);
  expect(() => city.matrix([], [], { minutes: 5, profile: "distance" })).toThrow("counts metres");
});

test("the nearest facilities come in order, and those of other services are passed over", async () => {
  const facilities = [
    { id: "far", name: "Far Canteen", services: ["meals"], ...at(900) },
    { id: "clinic", services: ["health"], ...at(310) },
    { id: "near", name: "Near Canteen", services: ["meals"], ...at(200) },
  ];
  const city = await openStreetCity({ facilities });
  const rows = city.nearest(at(300), "meals", { k: 3, profile: "distance" });
  expect(rows.map(({ rank, facility, name, walk }) => [rank, facility, name, Math.round(walk)])).toEqual([
    [1, "near", "Near Canteen", 100],
    [2, "far", "Far Canteen", 600],
  ]);
  expect(city.nearest(lonLat(300), "sports")).toEqual([]);
});

test("reach says which blocks each candidate could serve", async () => {
  const city = await openStreetCity();
  const reach = city.reach([at(250), at(900)], { metres: 300 });
  // w and m lie 250 m from the first, e 100 m from the second.
  expect([...reach.firstOfDemand]).toEqual([0, 1, 2, 3]);
  expect([...reach.candidate]).toEqual([0, 0, 1]);
  expect([...reach.cost].map(Math.round)).toEqual([250, 250, 100]);
  expect(() => city.reach([at(250)], {})).toThrow(InvalidInputError);
});

test("a city names its parts", async () => {
  const city = await openStreetCity();
  expect(city.network.edgeCount).toBe(1);
  expect(city.facilities.facilities.map(({ id }) => id)).toEqual(["c"]);
  expect(city.blocks.blocks.map(({ id }) => id)).toEqual(STREET_CITY.blocks.map(({ id }) => id));
  expect(city.requirements.map(({ service, basis, limit }) => [service, basis, limit])).toEqual([
    ["meals", "time", 5],
  ]);
  expect([city.profile.id, city.config.minutes]).toEqual(["adult", [5]]);
});
