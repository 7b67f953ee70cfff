import { expect, test } from "vitest";
import { blocksFromOsm } from "../../../../src/read/osm/blocks-from-osm.js";
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
