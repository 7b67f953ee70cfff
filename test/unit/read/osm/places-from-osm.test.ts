import { expect, test } from "vitest";
import { SERVICES } from "../../../../src/places/services.js";
import { blocksFromOsm } from "../../../../src/read/osm/blocks-from-osm.js";
import { facilitiesFromOsm } from "../../../../src/read/osm/facilities-from-osm.js";
import { SERVICE_RULES, servicesOfTags } from "../../../../src/read/osm/service-rules.js";
import { type OsmPlan, osmTown } from "../../../support/osm-town.js";

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
  [{ amenity: "childcare", min_age: "6" }, []],
  [{ amenity: "childcare", min_age: "0", after_school: "yes" }, ["childcare", "afterschool"]],
  [{ amenity: "childcare", after_school: "only" }, ["afterschool"]],
  [{ amenity: "kindergarten", nursery: "only" }, ["childcare"]],
  [{ amenity: "social_facility", social_facility: "assisted_living", "social_facility:for": "disabled" }, []],
  [{ social_facility: "assisted_living", "social_facility:for": "disabled;senior" }, ["elderly-residential"]],
  [{ "disused:amenity": "pharmacy" }, []],
  [{ shop: "supermarket" }, ["convenience"]],
  [{ leisure: "playground" }, ["play"]],
  [
    { amenity: "community_centre", leisure: "sports_centre" },
    ["sports", "culture", "service-station", "sports-hall"],
  ],
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

test("every rule is for a known service and names its source; no rule is for community meals", () => {
  const known = SERVICES.map(({ id }) => id);
  for (const { service, all, source } of SERVICE_RULES.rules) {
    expect(known).toContain(service);
    expect(Object.values(all).every((values) => values.length > 0) && source.length > 0).toBe(true);
  }
  const covered = new Set(SERVICE_RULES.rules.map(({ service }) => service));
  // Those without a rule have no tag of their own: they come from registers.
  const without = ["meals", "activity-ground", "health-centre", "service-centre"];
  expect(known.filter((id) => !covered.has(id))).toEqual(without);
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

test("a building in two parts with a court counts both parts, without the court, and its outlines only once", () => {
  const [west, court, east] = [box("w", 0, 0, 35, 20), box("c", 10, 5, 7, 10), box("e", 100, 0, 70, 20)];
  const { blocks, notes } = blocksFromOsm(
    osmTown({
      nodes: { ...west.corners, ...court.corners, ...east.corners, point: [300, 0, { building: "house" }] },
      ways: [
        { over: west.over, tags: { building: "house" } },
        { over: court.over, tags: {} },
        { over: east.over, tags: {} },
      ],
      relations: [
        {
          members: [
            [1, "outer"],
            [2, "inner"],
            [3, "outer"],
          ],
          tags: { type: "multipolygon", building: "apartments", "building:levels": "7" },
        },
      ],
    }),
  );
  // (700 − 70 + 1400) m² × 7 floors ÷ 35 m² = 406 people; the point lies in the larger part, in the east.
  expect(blocks.map(({ id, residents }) => [id, residents])).toEqual([["relation/1", 406]]);
  expect(blocks[0]!.lon * 111_320).toBeGreaterThan(99);
  const counts = Object.fromEntries(notes.map(({ code, count }) => [code, count]));
  expect(counts).toEqual({ "buildings-without-outline": 1, "buildings-mapped-twice": 1 });
});

test("nobody lives in an abandoned house, and known residents without a floor are counted", () => {
  const { blocks } = blocksFromOsm(
    osmTown(estate({ building: "house", abandoned: "yes" }, { building: "house", ruins: "no" })),
  );
  expect(blocks.map(({ id }) => id)).toEqual(["way/2"]);
  const none = blocksFromOsm(osmTown({ nodes: {}, ways: [] }), { knownResidents: 5 });
  expect(none.notes).toMatchObject([{ code: "residents-not-placed", count: 5 }]);
});

test("the unit is the smallest named estate or part of town around", () => {
  const plan = estate({ building: "house" });
  const [town, land] = [box("t", -500, -500, 1000, 1000), box("l", -50, -50, 200, 200)];
  const around = (name: string): OsmPlan => ({
    nodes: { ...plan.nodes, ...town.corners, ...land.corners },
    ways: [
      ...plan.ways,
      { over: town.over, tags: { place: "neighbourhood", name: "Old Town" } },
      { over: land.over, tags: { landuse: "residential", ...(name === "" ? {} : { name }) } },
    ],
  });
  const unitOf = (name: string) => blocksFromOsm(osmTown(around(name))).blocks[0]!.unit;
  expect([unitOf("Elm Court"), unitOf("")]).toEqual(["Elm Court", "Old Town"]);
});
