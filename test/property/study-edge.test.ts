/**
 * What is not flagged at the edge stands whatever lies beyond: facilities and streets are added out there, and blocks
 * that are not flagged keep their verdict, and their walk where it is no longer than the way to the edge.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { UNREACHED } from "../../src/base/cost-units.js";
import { analyzeLivingCircle } from "../../src/city/ask/analyze.js";
import { VERDICTS } from "../../src/coverage/gap-report.js";
import type { Area } from "../../src/geo/area.js";
import { EdgeFlag } from "../../src/network/street-draft.js";
import type { Block, Facility, FacilitySet } from "../../src/places/places.js";
import type { Requirement } from "../../src/standards/requirement.js";
import { block, facility, KINDERGARTEN, MEALS } from "../support/gap-input.js";
import { SEED } from "../support/random-town.js";
import { place, type TownPlan, type TownStreet, town } from "../support/town.js";

/** Rows and columns of streets 100 m apart, on a square of 1000 m. */
const LINES = 11;
const SIDE_M = 100 * (LINES - 1);
const SIDES = ["east", "west", "north", "south"] as const;
type Side = (typeof SIDES)[number];

interface Known {
  /** Columns of streets that are there, beside the two outermost; all rows are, so that the town hangs together. */
  readonly columns: readonly boolean[];
  /** Streets with steps, by number. */
  readonly steps: readonly number[];
  readonly homes: readonly (readonly [number, number])[];
  readonly doors: readonly (readonly [number, number] | null)[];
  readonly places: readonly (readonly [number, number])[];
  readonly limits: readonly [metres: number, minutes: number];
}

/** Metres beyond a side of the square, and along it. */
type Beyond = readonly [beyondM: number, alongM: number];

interface Further {
  readonly side: Side;
  readonly places: readonly Beyond[];
  /** Each through places beyond, and through corners on the edge where the first number is 0. */
  readonly streets: readonly (readonly Beyond[])[];
}

const metre = (min: number, max: number) => fc.integer({ min, max });
const inTown = fc.tuple(metre(0, SIDE_M), metre(0, SIDE_M));

const known: fc.Arbitrary<Known> = fc.record({
  columns: fc.array(fc.boolean(), { minLength: LINES, maxLength: LINES }),
  steps: fc.array(metre(0, 210), { maxLength: 40 }),
  homes: fc.array(inTown, { minLength: 12, maxLength: 12 }),
  doors: fc.array(fc.option(fc.tuple(metre(-60, 60), metre(-60, 60))), { minLength: 12, maxLength: 12 }),
  places: fc.array(fc.tuple(metre(-40, SIDE_M + 40), metre(-40, SIDE_M + 40)), {
    minLength: 3,
    maxLength: 6,
  }),
  limits: fc.tuple(metre(80, 320), fc.integer({ min: 1, max: 4 })),
});

const corner = metre(0, LINES - 1).map((line): Beyond => [0, 100 * line]);
const outside = fc.tuple(metre(1, 250), metre(-100, SIDE_M + 100));
const further: fc.Arbitrary<Further> = fc.record({
  side: fc.constantFrom(...SIDES),
  places: fc.array(fc.tuple(metre(1, 150), metre(-50, SIDE_M + 50)), { maxLength: 4 }),
  streets: fc.array(fc.array(fc.oneof(corner, outside), { minLength: 2, maxLength: 4 }), { maxLength: 4 }),
});

function onSide(side: Side, [beyondM, alongM]: Beyond): [number, number] {
  if (side === "east") return [SIDE_M + beyondM, alongM];
  if (side === "west") return [-beyondM, alongM];
  return side === "north" ? [alongM, SIDE_M + beyondM] : [alongM, -beyondM];
}

/** The town, with what lies beyond it if that is given. */
function plan({ columns, steps }: Known, beyond: readonly Further[]): TownPlan {
  const points: Record<string, [number, number]> = {};
  const streets: TownStreet[] = [];
  const walked = (over: readonly string[]) => {
    const attributes = steps.includes(streets.length) ? EdgeFlag.steps : 0;
    streets.push({ over, attributes });
  };
  const name = (x: number, y: number) => {
    points[`${x},${y}`] = [x, y];
    return `${x},${y}`;
  };
  for (let r = 0; r < LINES; r++)
    for (let c = 1; c < LINES; c++) walked([name(100 * (c - 1), 100 * r), name(100 * c, 100 * r)]);
  for (let c = 0; c < LINES; c++) {
    if (c > 0 && c < LINES - 1 && !columns[c]) continue;
    for (let r = 1; r < LINES; r++) walked([name(100 * c, 100 * (r - 1)), name(100 * c, 100 * r)]);
  }
  for (const { side, streets: more } of beyond)
    for (const line of more) streets.push({ over: line.map((one) => name(...onSide(side, one))) });
  return { points, streets };
}

const at = ([x, y]: readonly [number, number]) => {
  const [lon, lat] = place(x, y);
  return { lon, lat };
};

function blocksOf({ homes, doors }: Known): Block[] {
  return homes.map((home, i) => {
    const door = doors[i];
    const entrances = door ? [place(home[0] + door[0], home[1] + door[1])] : [];
    return block(`home ${i}`, 10, { ...at(home), entrances });
  });
}

function facilitiesOf({ places }: Known, beyond: readonly Further[]): FacilitySet {
  const one = (id: string, where: readonly [number, number]): Facility =>
    facility(id, ["kindergarten", "meals"], at(where));
  const more = beyond.flatMap(({ side, places: out }, k) =>
    out.map((where, i) => one(`beyond ${k}/${i}`, onSide(side, where))),
  );
  return {
    facilities: [...places.map((where, i) => one(`known ${i}`, where)), ...more],
    completeness: { kindergarten: "complete", meals: "complete" },
    suspectedDuplicates: [],
    merged: 0,
    notes: [],
  };
}

/** The middle of the town. */
const MIDDLE: Area = [
  [
    [
      [250, 250],
      [750, 250],
      [750, 750],
      [250, 750],
      [250, 250],
    ].map(([x, y]) => place(x!, y!)),
  ],
];

/** @param bufferM - of a study area in the middle of the town; null for no area */
function judge(town_: Known, beyond: readonly Further[], bufferM: number | null) {
  const [limitM, minutes] = town_.limits;
  const requirements: Requirement[] = [
    { ...KINDERGARTEN, limit: limitM },
    { ...MEALS, limit: minutes },
  ];
  return analyzeLivingCircle(
    town(plan(town_, beyond)),
    { blocks: { blocks: blocksOf(town_), notes: [] }, facilities: facilitiesOf(town_, beyond) },
    {
      requirements,
      threads: 1,
      ...(bufferM === null ? {} : { area: { name: "middle", polygons: MIDDLE, bufferM } }),
    },
  );
}

test("a block that is not flagged keeps its verdict whatever lies beyond the edge, and a short walk too", async () => {
  const seen = { sure: 0, flagged: 0, changed: 0, walksKept: 0 };
  const all = fc.array(further, { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(known, all, fc.option(metre(0, 300)), async (inside, beyond, bufferM) => {
      const before = await judge(inside, [], bufferM);
      // With an area, facilities between its buffer and the edge of the town are data from beyond, too.
      const after = await judge(inside, beyond, bufferM === null ? null : 5000);
      before.services.forEach((service, s) => {
        const then = after.services[s]!;
        const { flagged } = before.boundary!.services[s]!;
        const onTime = service.requirement.basis === "time";
        const walk = onTime ? service.walkMs : service.walkMm;
        for (let b = 0; b < flagged.length; b++) {
          if (flagged[b] === 1) {
            seen.flagged++;
            if (service.verdict[b] !== then.verdict[b]) seen.changed++;
            continue;
          }
          seen.sure++;
          const where = `${service.service} of home ${b}`;
          expect(VERDICTS[then.verdict[b]!], where).toBe(VERDICTS[service.verdict[b]!]);
          const metres = onTime ? (walk[b]! / 1000) * 1.2 : walk[b]! / 1000;
          if (walk[b] === UNREACHED || metres > before.boundary!.toBoundaryM[b]!) continue;
          seen.walksKept++;
          expect((onTime ? then.walkMs : then.walkMm)[b], where).toBe(walk[b]);
          expect(after.facilities.facilities[then.nearest[b]!]!.id, where).toBe(
            before.facilities.facilities[service.nearest[b]!]!.id,
          );
        }
      });
    }),
    { seed: SEED, numRuns: Number(process.env.EDGE_RUNS ?? 120) },
  );
  // The property is not an empty one: many are not flagged, and flagged ones do change.
  expect(seen.sure).toBeGreaterThan(150);
  expect(seen.walksKept).toBeGreaterThan(50);
  expect(seen.changed).toBeGreaterThan(20);
});

/** One home and one facility or more on streets drawn by hand. */
async function judgeByHand(
  streets: TownPlan,
  home: readonly [number, number],
  places: readonly (readonly [number, number])[],
  requirement: Requirement,
) {
  const { service } = requirement;
  const facilities: FacilitySet = {
    facilities: places.map((where, i) => facility(`f${i}`, [service], at(where))),
    completeness: { [service]: "complete" },
    suspectedDuplicates: [],
    merged: 0,
    notes: [],
  };
  const blocks = { blocks: [block("home", 10, at(home))], notes: [] };
  const report = await analyzeLivingCircle(
    town(streets),
    { blocks, facilities },
    { requirements: [requirement], threads: 1 },
  );
  const [edge] = report.boundary!.services;
  return {
    verdict: VERDICTS[report.services[0]!.verdict[0]!],
    flagged: edge!.flagged[0],
    edge: edge!.verdicts,
  };
}

test("a short way over steps is a long walk in minutes, and is measured so at the edge", async () => {
  // A square of 1000 by 600 m. From the home 200 m of steps lead to the facility, at a third of 1.2 m/s: 500 s, past
  // the limit of 360 s. The edge is 300 m away, farther than 200 m, but nearer than 360 s, which are 432 m.
  const streets: TownPlan = {
    points: {
      a: [0, 0],
      b: [300, 0],
      c: [1000, 0],
      d: [1000, 600],
      e: [0, 600],
      home: [300, 300],
      up: [500, 300],
    },
    streets: [
      { over: ["a", "b", "c", "d", "e", "a"] },
      { over: ["b", "home"] },
      { over: ["home", "up"], attributes: EdgeFlag.steps },
    ],
  };
  const meals = { ...MEALS, limit: 6 };
  const before = await judgeByHand(streets, [300, 300], [[500, 300]], meals);
  expect(before).toEqual({ verdict: "gap", flagged: 1, edge: 1 });
  // And so it is: a facility 10 m beyond the edge is 310 m away, 258 s.
  const after = await judgeByHand(
    streets,
    [300, 300],
    [
      [500, 300],
      [300, -10],
    ],
    meals,
  );
  expect(after.verdict).toBe("met");
});

test("a facility that a street beyond the edge would take away makes a block unsure, however far its edge", async () => {
  // A roof of two streets from (0, 0) and (2400, 0) up to (1200, 600), and a lane down to (1200, 100). The facility
  // lies 80 m below its end and 20 m above the edge, which no street runs along. The home is 110 + 80 m from it and
  // 210 m from the edge.
  const roof: TownPlan = {
    points: { west: [0, 0], top: [1200, 600], east: [2400, 0], lane: [1200, 100] },
    streets: [{ over: ["west", "top", "east"] }, { over: ["top", "lane"] }],
  };
  const meals = { ...KINDERGARTEN, service: "meals" };
  const before = await judgeByHand(roof, [1200, 210], [[1200, 20]], meals);
  expect(before).toEqual({ verdict: "met", flagged: 1, edge: 1 });
  // A street a metre beyond the edge is 21 m from the facility: the lane, more than 25 m farther, is not a link any more.
  const beyond: TownPlan = {
    points: { ...roof.points, x: [1100, -1], y: [1300, -1] },
    streets: [...roof.streets, { over: ["west", "x", "y", "east"] }],
  };
  expect((await judgeByHand(beyond, [1200, 210], [[1200, 20]], meals)).verdict).toBe("gap");
});

test("a block that joins no street is sure unless a street beyond the edge could be its first", async () => {
  const square: TownPlan = {
    points: {
      a: [0, 0],
      b: [900, 0],
      c: [900, 900],
      d: [0, 900],
      e: [10, 10],
      f: [890, 10],
      g: [890, 890],
      h: [10, 890],
    },
    // Corners are nodes, and so on the hull, where a lane begins.
    streets: [
      { over: ["a", "b", "c", "d", "a"] },
      ...["ae", "bf", "cg", "dh"].map((lane) => ({ over: [...lane] })),
    ],
  };
  const verdictAt = (x: number) => judgeByHand(square, [x, 450], [[0, 0]], KINDERGARTEN);
  // Streets and edge are one here: beyond 150 m there is no link, whatever lies outside.
  expect(await verdictAt(151)).toEqual({ verdict: "unknown", flagged: 0, edge: 0 });
  expect((await verdictAt(149)).flagged).toBe(1);
});
