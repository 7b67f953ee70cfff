import fc from "fast-check";
import { expect, test } from "vitest";
import { buildWalkNetwork } from "../../../../src/city/open/build-walk-network.js";
import { linkPoints } from "../../../../src/network/link-points.js";
import { DISTANCE_BASIS } from "../../../../src/network/profiles.js";
import { walkCosts } from "../../../../src/network/walk-costs.js";
import type { WalkNetwork } from "../../../../src/network/walk-network.js";
import { type ReadStreetsOptions, readStreets } from "../../../../src/read/streets/read-streets.js";
import { shortestPath } from "../../../../src/search/shortest-path.js";
import { SEED } from "../../../support/random-town.js";
import { tableFiles } from "../../../support/table-files.js";
import { place, pointsAt } from "../../../support/town.js";

const { layer } = tableFiles();

type Place = readonly [eastM: number, northM: number];
const line = (places: readonly Place[], properties: object = {}) =>
  [{ type: "LineString", coordinates: places.map(([x, y]) => place(x, y)) }, properties] as const;

const networkOf = async (file: string, options: ReadStreetsOptions = {}) =>
  buildWalkNetwork(await readStreets(file, options));
const totalMm = ({ edgeLengthMm }: WalkNetwork) => edgeLengthMm.reduce((sum, mm) => sum + mm, 0);
const noteOf = ({ source }: WalkNetwork, code: string) => source.notes.find((note) => note.code === code);

/** Metres along streets between two places, or null where no walk leads. */
function walkM(network: WalkNetwork, from: Place, to: Place): number | null {
  const costs = walkCosts(network, DISTANCE_BASIS);
  const [a, b] = [from, to].map((at) => linkPoints(costs, pointsAt([at]), { minComponentPoints: 0 }));
  const walk = shortestPath(costs, a!, 0, b!, 0);
  return walk === null ? null : walk.streetMm / 1000;
}

test("lines meet where they share a place, and cross without meeting where they do not", async () => {
  // A street 200 m east; one leaves it at its middle; another passes under it without a common place.
  const network = await networkOf(
    layer(
      line(
        [
          [0, 0],
          [100, 0],
          [200, 0],
        ],
        { name: "大安路" },
      ),
      line([
        [100, 0],
        [100, 80],
      ]),
      line([
        [150, -50],
        [150, 50],
      ]),
    ),
  );
  // Nodes: the two ends of the long street, its middle, the end of the side street; and the two of the underpass.
  expect([network.streetNodeCount, network.edgeCount]).toEqual([6, 4]);
  expect(walkM(network, [0, 0], [100, 80])).toBeCloseTo(180, 1);
  expect(walkM(network, [0, 0], [150, 50])).toBe(null);
  expect(network.names).toEqual(["", "大安路"]);
  expect(noteOf(network, "lines-walked")!.count).toBe(3);
  expect(network.source.attribution).toBe(null);
});

test("a line end that stops short is reported with its row, and joined where a tolerance is given", async () => {
  // Row 2 stops 0.6 m south of the middle of row 1; row 3 begins 0.4 m east of its end.
  const file = layer(
    line([
      [0, 0],
      [200, 0],
    ]),
    line([
      [100, -80],
      [100, -0.6],
    ]),
    line([
      [200.4, 0],
      [300, 0],
    ]),
  );
  const apart = await networkOf(file);
  expect(walkM(apart, [0, 0], [100, -80])).toBe(null);
  const { count, message } = noteOf(apart, "near-miss-junctions")!;
  // Both dead ends of the gap in the east are named: the end of row 1 and the beginning of row 3.
  expect(count).toBe(3);
  expect(message).toMatch(/row 2 at .*: 0\.60 m/);
  expect(message).toMatch(/row 3 at .*: 0\.40 m/);

  const joined = await networkOf(file, { snapM: 1 });
  // 100 m east, 80 m south but for a bend of the street by 0.6 m.
  expect(walkM(joined, [0, 0], [100, -80])).toBeCloseTo(179.4, 1);
  expect(walkM(joined, [0, 0], [300, 0])).toBeCloseTo(300, 0);
  expect(noteOf(joined, "near-miss-junctions")).toBe(undefined);
  expect(noteOf(joined, "ends-joined")!.count).toBeGreaterThanOrEqual(2);
});

test("an end that reaches the street round a corner is not a near miss", async () => {
  // Row 3 ends 2 m from row 1, which it left 2 m ago at the common corner.
  const main = line([
    [0, 0],
    [50, 0],
    [100, 0],
  ]);
  const side = line([
    [50, 0],
    [50, 20],
  ]);
  const stub = line([
    [100, 0],
    [100, 2],
  ]);
  const network = await networkOf(layer(main, side, stub), { snapM: 3 });
  expect(noteOf(network, "near-miss-junctions")).toBe(undefined);
  expect(noteOf(network, "ends-joined")).toBe(undefined);
});

test("where a layer has a column highway the walk rules of OpenStreetMap hold, and nowhere else", async () => {
  const network = await networkOf(
    layer(
      line(
        [
          [0, 0],
          [100, 0],
        ],
        { highway: "residential" },
      ),
      line(
        [
          [0, 0],
          [0, 100],
        ],
        { highway: "motorway" },
      ),
      line(
        [
          [0, 0],
          [0, -100],
        ],
        { highway: ["steps", "footway"] },
      ),
      line(
        [
          [0, 0],
          [-100, 0],
        ],
        { highway: null, waterway: "river" },
      ),
      line(
        [
          [100, 0],
          [100, 50],
        ],
        { highway: "service", access: "private" },
      ),
    ),
  );
  expect(totalMm(network) / 1000).toBeCloseTo(250, 0);
  expect(noteOf(network, "lines-left-out-class-motorway-not-for-walking")!.count).toBe(1);
  expect(noteOf(network, "lines-left-out-no-street")!.count).toBe(1);
  expect([...new Set([...network.edgeClass].map((c) => network.classes[c]))].sort()).toEqual([
    "residential",
    "service",
    "steps",
  ]);
});

test("lines that name their nodes meet at them, whichever way round a row is written", async () => {
  // A star of three rows: the middle is node 5; row 2 begins at v, and row 1 stands again the other way round.
  const network = await networkOf(
    layer(
      line(
        [
          [0, 0],
          [100, 0],
        ],
        { u: 5, v: 7 },
      ),
      line(
        [
          [0, 100],
          [0, 0],
        ],
        { u: 5, v: 8 },
      ),
      line(
        [
          [-100, 0],
          [0, 0],
        ],
        { u: 9, v: 5 },
      ),
      line(
        [
          [100, 0],
          [0, 0],
        ],
        { u: 7, v: 5 },
      ),
    ),
  );
  expect([...network.nodeId]).toEqual([5, 7, 8, 9]);
  expect(network.edgeCount).toBe(3);
  expect(noteOf(network, "lines-twice")!.count).toBe(1);
});

test("two nodes of other numbers at one place stay two, as on a bridge", async () => {
  const network = await networkOf(
    layer(
      line(
        [
          [-100, 0],
          [0, 0],
        ],
        { u: 1, v: 2 },
      ),
      line(
        [
          [0, 0],
          [100, 0],
        ],
        { u: 2, v: 3 },
      ),
      line(
        [
          [0, -100],
          [0, 0],
        ],
        { u: 4, v: 5 },
      ),
      line(
        [
          [0, 0],
          [0, 100],
        ],
        { u: 5, v: 6 },
      ),
    ),
  );
  expect(walkM(network, [-100, 0], [100, 0])).toBeCloseTo(200, 0);
  expect(network.componentPoints.length).toBe(2);
});

/** Three streets along a line, the second from 100 to 200 m, and what they name as their nodes. */
function streetsNaming(...names: readonly (readonly [u: unknown, v: unknown])[]) {
  const rows = names.map(([u, v], i) =>
    line(
      [
        [100 * i, 0],
        [100 * i + 100, 0],
      ],
      { u, v },
    ),
  );
  return layer(...rows);
}

test.each<[what: string, names: readonly (readonly [unknown, unknown])[], note: string, count: number]>([
  [
    "a row that names a node of elsewhere",
    [
      [1, 2],
      [2, 3],
      [2, 4],
    ],
    "node-numbers-stale",
    1,
  ],
  // Node 2 has two rows far apart, of which none says who is right.
  [
    "two rows that contradict each other",
    [
      [1, 2],
      [5, 6],
      [2, 4],
    ],
    "node-numbers-stale",
    2,
  ],
  // Node 2 lies at 100 m by rows 1 and 2; row 2 is not a loop there, and row 3 begins elsewhere.
  [
    "a loop in name alone",
    [
      [1, 2],
      [2, 2],
      [2, 3],
    ],
    "node-numbers-stale",
    2,
  ],
  [
    "a row without names",
    [
      [1, 2],
      [null, null],
      [3, 4],
    ],
    "node-numbers-empty",
    1,
  ],
  [
    "a row with half a name",
    [
      [1, 2],
      [2, 3],
      [3, ""],
    ],
    "node-numbers-empty",
    1,
  ],
  [
    "two rows without names",
    [
      [1, 2],
      ["", "nan"],
      [null, undefined],
    ],
    "node-numbers-empty",
    2,
  ],
])("%s meets the others where they share a place, and is counted", async (_, names, code, count) => {
  const network = await networkOf(streetsNaming(...names));
  expect(noteOf(network, code)).toMatchObject({ count });
  expect(network.nodeCount).toBeLessThanOrEqual(4);
  expect(walkM(network, [0, 0], [300, 0])).toBeCloseTo(300, 0);
});

test("sound names of nodes leave no note", async () => {
  const network = await networkOf(streetsNaming([1, 2], [2, 3], [3, 4]));
  expect(network.source.notes.map(({ code }) => code)).not.toContain("node-numbers-stale");
  // Nodes 2 and 3 lie inside one street.
  expect([...network.nodeId]).toEqual([1, 4]);
});

test("the order of rows and the direction of lines change nothing", async () => {
  const crossing = fc.integer({ min: 0, max: 4 });
  const street = fc.tuple(crossing, crossing, crossing, crossing);
  await fc.assert(
    fc.asyncProperty(
      fc.array(street, { minLength: 1, maxLength: 10 }),
      fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), {
        minLength: 10,
        maxLength: 10,
      }),
      async (streets, shuffle) => {
        const features = streets
          .filter(([a, b, c, d]) => a !== c || b !== d)
          .map(
            ([a, b, c, d]) =>
              [
                [a * 90, b * 90],
                [c * 90, d * 90],
              ] as const,
          );
        if (features.length === 0) return;
        const turned = features
          .map((places, i) => ({
            places: shuffle[i]![1] ? [...places].reverse() : places,
            key: shuffle[i]![0],
          }))
          .sort((a, b) => a.key - b.key)
          .map(({ places }) => line(places));
        const [one, other] = [
          await networkOf(layer(...features.map((f) => line(f)))),
          await networkOf(layer(...turned)),
        ];
        for (const column of [
          "nodeLonE7",
          "nodeLatE7",
          "edgeFrom",
          "edgeTo",
          "edgeLengthMm",
          "head",
        ] as const) {
          expect([...other[column]]).toEqual([...one[column]]);
        }
      },
    ),
    { seed: SEED, numRuns: 60 },
  );
});

test.each<[what: string, file: string, reason: RegExp]>([
  [
    "points alone",
    layer([{ type: "Point", coordinates: [1, 2] }, {}]),
    /row 1: the geometry is Point, expected lines/,
  ],
  ["no features", layer(), /the layer holds no features, expected lines/],
  [
    "a line of one place",
    layer([{ type: "LineString", coordinates: [[1, 2]] }, {}]),
    /row 1: .*fewer than two places/,
  ],
  [
    "metres",
    layer([
      {
        type: "LineString",
        coordinates: [
          [5e5, 4e6],
          [5e5, 5e6],
        ],
      },
      {},
    ]),
    /row 1: .*not in degrees/,
  ],
  [
    "a word for a node",
    layer(
      line(
        [
          [0, 0],
          [1, 0],
        ],
        { u: "a", v: 2 },
      ),
    ),
    /row 1, column "u": "a" is given, expected the number/,
  ],
  [
    "a hole in a line",
    layer([{ type: "LineString", coordinates: [[1, 2], null] }, {}]),
    /row 1: the place is null/,
  ],
])("%s is refused as streets, by row and reason", async (_, file, reason) => {
  await expect(readStreets(file)).rejects.toThrow(reason);
  await expect(readStreets(file)).rejects.toThrow(file);
});
