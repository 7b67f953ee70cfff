import { expect, test } from "vitest";
import { facilitiesFromOsm } from "../../../../src/read/osm/facilities-from-osm.js";
import { type OsmPlan, osmTown } from "../../../support/osm-town.js";

/** A rectangle of `width` × `depth` metres with its corner at (east, north). */
function box(name: string, east: number, north: number, width: number, depth: number) {
  const corners: Record<string, [number, number]> = {
    [`${name}1`]: [east, north],
    [`${name}2`]: [east + width, north],
    [`${name}3`]: [east + width, north + depth],
    [`${name}4`]: [east, north + depth],
  };
  return { corners, over: [...Object.keys(corners), `${name}1`] };
}

test("a point inside the outline of its own place is one with it, another name is another place", () => {
  const garden = box("g", 0, 0, 60, 40);
  const plan = (name: string): OsmPlan => ({
    nodes: { ...garden.corners, p: [30, 20, { amenity: "kindergarten", name }] },
    ways: [{ over: garden.over, tags: { amenity: "kindergarten", name: "Sunshine" } }],
  });
  const same = facilitiesFromOsm(osmTown(plan("Sunshine")));
  expect([same.facilities.map((f) => f.id), same.merged]).toEqual([["way/1"], 1]);
  const other = facilitiesFromOsm(osmTown(plan("Moonlight")));
  expect([other.facilities.map((f) => f.id), other.merged]).toEqual([["node/5", "way/1"], 0]);
});

test("what a merged point offers is not lost with it", () => {
  const garden = box("g", 0, 0, 60, 40);
  const { facilities, merged } = facilitiesFromOsm(
    osmTown({
      nodes: {
        ...garden.corners,
        p: [
          30,
          20,
          {
            amenity: "clinic;pharmacy",
            "name:en": "Elm",
            capacity: "yes",
            beds: "12",
            opening_hours: "24/7",
          },
        ],
      },
      ways: [{ over: garden.over, tags: { amenity: "clinic", access: "yes" } }],
    }),
  );
  expect(merged).toBe(1);
  expect(facilities).toMatchObject([
    {
      id: "way/1",
      name: "Elm",
      names: { en: "Elm" },
      services: ["health", "pharmacy"],
      capacity: 12,
      openToAll: true,
      openingHours: "24/7",
    },
  ]);
});

test("an unnamed playground in a park is a place of its own, an unnamed pitch in a pitch is not", () => {
  const park = box("g", 0, 0, 900, 900);
  const pitch = box("p", 2000, 0, 50, 50);
  const { facilities, merged, suspectedDuplicates } = facilitiesFromOsm(
    osmTown({
      nodes: {
        ...park.corners,
        ...pitch.corners,
        swings: [10, 10, { leisure: "playground" }],
        goal: [2020, 20, { leisure: "pitch" }],
      },
      ways: [
        { over: park.over, tags: { leisure: "park", name: "Great Park" } },
        { over: pitch.over, tags: { leisure: "pitch", name: "North pitch" } },
      ],
    }),
  );
  expect([facilities.map(({ id }) => id), merged]).toEqual([["node/9", "way/1", "way/2"], 1]);
  expect(suspectedDuplicates).toEqual([]);
});

test("two names in one unnamed outline stay two places beside it, and are suspected where it is a building", () => {
  const hall = box("h", 0, 0, 60, 40);
  const { facilities, merged, suspectedDuplicates } = facilitiesFromOsm(
    osmTown({
      nodes: {
        ...hall.corners,
        a: [20, 20, { shop: "convenience", name: "Anna" }],
        b: [40, 20, { shop: "convenience", name: "Boris" }],
      },
      ways: [{ over: hall.over, tags: { building: "retail", shop: "convenience" } }],
    }),
  );
  expect([facilities.map(({ name }) => name), merged]).toEqual([["Anna", "Boris", ""], 0]);
  // The hall's point is its middle (30, 20), 10 m from each.
  expect(suspectedDuplicates.map(({ a, b, distanceM }) => [a, b, distanceM])).toEqual([
    ["node/5", "way/1", 10],
    ["node/6", "way/1", 10],
  ]);
});

test("one name twice within 50 m is reported and not merged", () => {
  const shop = (east: number) =>
    [east, 0, { shop: "convenience", name: "Corner" }] as [number, number, Record<string, string>];
  const { facilities, suspectedDuplicates } = facilitiesFromOsm(
    osmTown({ nodes: { a: shop(0), b: shop(40), c: shop(200) }, ways: [] }),
  );
  expect(facilities.length).toBe(3);
  expect(suspectedDuplicates).toEqual([
    { a: "node/1", b: "node/2", distanceM: 40, reason: "same name and service" },
  ]);
});

test("closed places are left out and counted, private ones are marked, entrances are found", () => {
  const clinic = box("c", 0, 0, 30, 30);
  const set = facilitiesFromOsm(
    osmTown({
      nodes: {
        ...clinic.corners,
        door: [15, 0, { entrance: "main" }],
        fire: [30, 15, { entrance: "emergency" }],
        gone: [100, 0, { amenity: "pharmacy", disused: "yes" }],
        was: [120, 0, { "disused:amenity": "pharmacy", shop: "shoes" }],
        shut: [140, 0, { amenity: "pharmacy", opening_hours: "off" }],
        guests: [160, 0, { leisure: "playground", access: "customers" }],
        club: [200, 0, { leisure: "fitness_centre", access: "private" }],
      },
      ways: [{ over: ["c1", "door", "c2", "fire", "c3", "c4", "c1"], tags: { amenity: "clinic" } }],
    }),
  );
  expect(set.facilities.map(({ id, openToAll, entrances }) => [id, openToAll, entrances.length])).toEqual([
    ["node/10", null, 0],
    ["node/11", false, 0],
    ["way/1", null, 1],
  ]);
  expect(set.notes).toMatchObject([{ code: "closed-places", count: 3 }]);
});

test("elderly day care, under-3 care, after-school care and meals are never complete in OpenStreetMap", () => {
  const { completeness } = facilitiesFromOsm(osmTown({ nodes: {}, ways: [] }));
  const incomplete = Object.keys(completeness).filter((id) => completeness[id] === "incomplete");
  for (const id of ["afterschool", "childcare", "elderly", "meals"]) expect(incomplete).toContain(id);
});
