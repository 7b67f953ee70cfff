import { expect, test } from "vitest";
import { blocksFromOsm } from "../../../src/osm/blocks-from-osm.js";
import { facilitiesFromOsm, servicesOfTags } from "../../../src/osm/facilities-from-osm.js";
import { type OsmPlan, osmTown } from "../../support/osm-town.js";

test.each<[Record<string, string>, string[]]>([
  [{ amenity: "kindergarten" }, ["kindergarten"]],
  [{ amenity: "kindergarten", nursery: "yes" }, ["childcare", "kindergarten"]],
  [{ amenity: "childcare" }, ["childcare"]],
  [{ amenity: "social_facility", social_facility: "day_care", "social_facility:for": "senior" }, ["elderly"]],
  [{ amenity: "social_facility", social_facility: "day_care", "social_facility:for": "child" }, []],
  [{ amenity: "social_facility", social_facility: "nursing_home" }, ["elderly-residential"]],
  [{ amenity: "restaurant" }, []],
  [{ amenity: "fast_food", fast_food: "cafeteria" }, []],
  [{ amenity: "pharmacy", healthcare: "pharmacy" }, ["pharmacy"]],
  [{ amenity: "clinic;pharmacy" }, ["health", "pharmacy"]],
  [{ shop: "supermarket" }, ["convenience"]],
  [{ leisure: "playground" }, ["play"]],
  [{ amenity: "community_centre", leisure: "sports_centre" }, ["sports", "culture"]],
])("%o offers %o", (tags, services) => {
  expect(servicesOfTags(tags)).toEqual(services);
});

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
        club: [200, 0, { leisure: "fitness_centre", access: "private" }],
      },
      ways: [{ over: ["c1", "door", "c2", "fire", "c3", "c4", "c1"], tags: { amenity: "clinic" } }],
    }),
  );
  expect(set.facilities.map(({ id, openToAll, entrances }) => [id, openToAll, entrances.length])).toEqual([
    ["node/8", false, 0],
    ["way/1", null, 1],
  ]);
  expect(set.notes).toMatchObject([{ code: "closed-places", count: 1 }]);
});

test("elderly day care, under-3 care, after-school care and meals are never complete in OpenStreetMap", () => {
  const { completeness } = facilitiesFromOsm(osmTown({ nodes: {}, ways: [] }));
  const incomplete = Object.keys(completeness).filter((id) => completeness[id] === "incomplete");
  expect(incomplete.sort()).toEqual(["afterschool", "childcare", "elderly", "meals"]);
});

/** Buildings of 20 × 35 m, 700 m² a floor: 20 people a floor at 35 m² each. */
function estate(...buildings: Record<string, string>[]): OsmPlan {
  const boxes = buildings.map((tags, i) => ({ ...box(`b${i}_`, i * 100, 0, 20, 35), tags }));
  return {
    nodes: Object.assign({}, ...boxes.map(({ corners }) => corners)) as OsmPlan["nodes"],
    ways: boxes.map(({ over, tags }) => ({ over, tags })),
  };
}

test("residents are floor area over 35 m², and marked as estimated", () => {
  const { blocks } = blocksFromOsm(
    osmTown(
      estate(
        {
          building: "apartments",
          "building:levels": "5",
          "addr:street": "Elm Street",
          "addr:housenumber": "3",
        },
        { building: "house", "building:levels": "1;2" },
        { building: "residential" },
      ),
    ),
  );
  // 5 floors 100 people; levels 1.5 in the mean 30; one level assumed 20. The footprint is exact to a centimetre.
  expect(blocks.map(({ name, residents, estimated }) => [name, residents, estimated])).toEqual([
    ["Elm Street 3", 100, true],
    ["way/2", 30, true],
    ["way/3", 20, true],
  ]);
  expect(blocks.every(({ households, ages }) => households === null && ages === null)).toBe(true);
});

test("missing levels are the median of the same kind where twenty are known", () => {
  const known = Array.from({ length: 21 }, (_, i) => ({
    building: "apartments",
    "building:levels": String(i < 10 ? 2 : 9),
  }));
  const { blocks, notes } = blocksFromOsm(osmTown(estate(...known, { building: "apartments" })));
  // Ten have 2 levels and eleven 9: the median is 9, 180 people.
  expect(blocks[21]!.residents).toBe(180);
  expect(notes.find(({ code }) => code === "levels-assumed")?.message).toContain(
    "they carry 180 of the people",
  );
});

test("a plain building is a home by its house number or its land, if nothing else is there", () => {
  const land = box("land", -10, 900, 200, 100);
  const plain = (east: number, north: number, tags: Record<string, string>, i: number) => ({
    ...box(`p${i}_`, east, north, 20, 10),
    tags: { building: "yes", ...tags },
  });
  const buildings = [
    plain(0, 0, { "addr:housenumber": "7" }, 0),
    plain(50, 0, {}, 1),
    plain(100, 0, { "addr:housenumber": "9", shop: "car" }, 2),
    plain(0, 920, {}, 3),
    { ...box("shed", 50, 920, 5, 5), tags: { building: "yes" } },
  ];
  const { blocks, notes } = blocksFromOsm(
    osmTown({
      nodes: Object.assign({}, land.corners, ...buildings.map(({ corners }) => corners)) as OsmPlan["nodes"],
      ways: [
        { over: land.over, tags: { landuse: "residential", name: "North Garden" } },
        ...buildings.map(({ over, tags }) => ({ over, tags })),
      ],
    }),
  );
  expect(blocks.map(({ id, unit }) => [id, unit])).toEqual([
    ["way/2", null],
    ["way/5", "North Garden"],
  ]);
  expect(notes.find(({ code }) => code === "buildings-left-out")?.count).toBe(3);
});

test("a known total is met to the last person", () => {
  const { blocks } = blocksFromOsm(
    osmTown(estate({ building: "house" }, { building: "house" }, { building: "house" })),
    { knownResidents: 100 },
  );
  expect(blocks.map(({ residents }) => residents)).toEqual([34, 33, 33]);
  expect(() => blocksFromOsm(osmTown(estate()), { knownResidents: -1 })).toThrow("knownResidents is -1");
});

test("an extract that maps hardly any homes on its streets claims none", () => {
  const plan = estate({ building: "house" });
  const streets: OsmPlan = {
    nodes: { ...plan.nodes, x: [0, 500], y: [50_000, 500] },
    ways: [...plan.ways, { over: ["x", "y"], tags: { highway: "residential" } }],
  };
  const { blocks, notes } = blocksFromOsm(osmTown(streets));
  expect(blocks).toEqual([]);
  expect(notes.find(({ code }) => code === "homes-not-mapped")?.message).toContain("on 50 km of streets");
});
