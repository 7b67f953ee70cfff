import { expect, test } from "vitest";
import { analyzeLivingCircle } from "../../../src/city/ask/analyze.js";
import { EdgeFlag, NodeRole } from "../../../src/network/street-draft.js";
import type { WalkNetwork } from "../../../src/network/walk-network.js";
import type { Block, Facility } from "../../../src/places/places.js";
import type { Requirement } from "../../../src/standards/requirement.js";
import { block, facility } from "../../support/gap-input.js";
import { explainerFor } from "../../support/questions.js";
import { place, type TownPlan, town } from "../../support/town.js";

const MEALS: Requirement = {
  service: "meals",
  basis: "distance",
  limit: 500,
  profile: "distance",
  ruleSet: "test",
  recordId: "r",
  status: "assumption",
  source: "test",
};

const at = (east: number, north: number) => {
  const [lon, lat] = place(east, north);
  return { lon, lat };
};

async function explained(
  plan: TownPlan,
  blocks: readonly Block[],
  facilities: readonly Facility[],
  notes: WalkNetwork["source"]["notes"] = [],
) {
  const drawn = town(plan);
  const network = { ...drawn, source: { ...drawn.source, notes } };
  const set = {
    facilities,
    completeness: { meals: "complete" as const },
    suspectedDuplicates: [],
    merged: 0,
    notes: [],
  };
  const report = await analyzeLivingCircle(
    network,
    { blocks: { blocks, notes: [] }, facilities: set },
    { requirements: [MEALS] },
  );
  return explainerFor(network, report);
}

// Two banks 100 m apart, a street along each, one bridge 1000 m to the east. Homes and canteen at the west end.
const RIVER: TownPlan = {
  points: { a: [0, 0], m: [300, 0], b: [1000, 0], c: [1000, 100], n: [300, 100], d: [0, 100] },
  streets: [
    { over: ["a", "m", "b"], name: "South Bank" },
    { over: ["b", "c"], name: "Old Bridge", attributes: EdgeFlag.bridge },
    { over: ["c", "n", "d"], name: "North Bank" },
  ],
  barriers: [
    {
      kind: "river",
      line: [
        [-500, 50],
        [1500, 50],
      ],
      name: "Slow River",
    },
  ],
};

test("one bridge: the river is named, the bridge is the bottleneck, a crossing at the door would mend it", async () => {
  const blocks = [
    block("home", 100, at(0, 0)),
    block("next", 40, at(200, 0)),
    block("far", 7, at(900, 0)),
    block("there", 1, at(0, 100)),
  ];
  const explain = await explained(RIVER, blocks, [facility("canteen", ["meals"], at(0, 100))]);
  const why = explain("meals", "home");
  // Straight 100 m; the walk goes 1000 m to the bridge, 100 m over it, 1000 m back.
  expect(why).toMatchObject({ verdict: "gap", reason: "severed", limit: 500, unit: "m" });
  expect(why.straightM).toBeCloseTo(100, 1);
  expect(why.walkM).toBeCloseTo(2100, 1);
  expect(why.detour).toBeCloseTo(21, 1);
  expect(why.barriers).toMatchObject([{ kind: "river", name: "Slow River" }]);
  expect(why.bottleneck).toMatchObject({ kind: "bridge", name: "Old Bridge" });
  // A crossing of 100 m at the west end: 100 m of walk. With it "next" walks 200 + 100; "far" would walk 1000.
  expect(why.change).toMatchObject({ kind: "crossing", barriers: [{ name: "Slow River" }] });
  expect(why.change!.lengthM).toBeCloseTo(100, 1);
  expect(why.change!.cost).toBeCloseTo(100, 1);
  expect(why.change!.gained).toEqual({ group: "all", amount: 140, blocks: 2 });
});

test("a closed gate between two streets is opened before anything is built", async () => {
  // Two courts that end at one closed gate; the way round is 1200 m.
  const plan: TownPlan = {
    points: { a: [0, 0], g: [100, 0], b: [200, 0], x: [0, 500], y: [200, 500] },
    streets: [{ over: ["a", "g", "b"] }, { over: ["a", "x", "y", "b"] }],
    roles: { g: NodeRole.closed },
  };
  const explain = await explained(
    plan,
    [block("home", 10, at(0, 0))],
    [facility("f", ["meals"], at(200, 0))],
  );
  const why = explain("meals", "home");
  expect(why.walkM).toBeCloseTo(1200, 1);
  expect(why.change).toMatchObject({ kind: "gate", barriers: [], gained: { amount: 10, blocks: 1 } });
  expect(why.change!.cost).toBeCloseTo(200, 1);
});

test("two dead ends are joined by a link, and none longer than 150 m is proposed", async () => {
  const ends = (gapM: number): TownPlan => ({
    points: { a: [0, 0], p: [100, 0], q: [100 + gapM, 0], b: [300, 0], x: [0, 800], y: [300, 800] },
    streets: [{ over: ["a", "p"] }, { over: ["q", "b"] }, { over: ["a", "x", "y", "b"] }],
  });
  const blocks = [block("home", 10, at(0, 0))];
  const canteen = [facility("f", ["meals"], at(300, 0))];
  const near = (await explained(ends(80), blocks, canteen))("meals", "home");
  expect(near.change).toMatchObject({ kind: "link" });
  expect(near.change!.lengthM).toBeCloseTo(80, 1);
  expect(near.change!.cost).toBeCloseTo(300, 1);
  expect((await explained(ends(180), blocks, canteen))("meals", "home").change).toBeNull();
});

test("no street change is proposed where places of streets are estimates, and the explanation says so", async () => {
  const plan: TownPlan = {
    points: { a: [0, 0], p: [100, 0], q: [180, 0], b: [300, 0], x: [0, 800], y: [300, 800] },
    streets: [{ over: ["a", "p"] }, { over: ["q", "b"] }, { over: ["a", "x", "y", "b"] }],
  };
  const blocks = [block("home", 10, at(0, 0))];
  const canteen = [facility("f", ["meals"], at(300, 0))];
  // Five pieces of street: one that is shorter than its straight line is a fifth of them.
  const note = { code: "edges-shorter-than-straight", count: 1, message: "" };
  const estimated = (await explained(plan, blocks, canteen, [note]))("meals", "home");
  expect(estimated).toMatchObject({ reason: "detour", change: null, streetsEstimated: true });
  const other = { ...note, code: "edges-twice" };
  const surveyed = (await explained(plan, blocks, canteen, [other]))("meals", "home");
  expect(surveyed).toMatchObject({ change: { kind: "link" }, streetsEstimated: false });
});

test("blocks that are met, unreachable or unknown are explained too, and nothing is proposed where nothing is missing", async () => {
  const plan: TownPlan = {
    points: { a: [0, 0], b: [400, 0], c: [5000, 0], d: [5200, 0] },
    streets: [{ over: ["a", "b"] }, { over: ["c", "d"] }],
  };
  const blocks = [block("met", 1, at(0, 0)), block("cut", 1, at(5000, 0))];
  const explain = await explained(plan, blocks, [facility("f", ["meals"], at(400, 0))]);
  expect(explain("meals", "met")).toMatchObject({ verdict: "met", reason: "none", change: null });
  expect(explain("meals", "cut")).toMatchObject({
    verdict: "unknown",
    reason: "unlinked",
    walkM: null,
    change: null,
  });
  expect(() => explain("health", "met")).toThrow('does not judge "health"; it judges meals');
  expect(() => explain("meals", "nowhere")).toThrow('no block "nowhere"');
  const empty = await explained(plan, blocks, [facility("g", ["health"], at(400, 0))]);
  expect(empty("meals", "met")).toMatchObject({ verdict: "gap", reason: "absent", facility: null });
});

test("an estate in the way: two of its gates would have to open, and those on both sides of it gain", async () => {
  // 200 m of private street lie between home and canteen; the public way round is 600 + 300 + 600 m.
  const plan: TownPlan = {
    points: { a: [0, 0], g: [50, 0], h: [250, 0], b: [300, 0], x: [0, 600], y: [300, 600] },
    streets: [
      { over: ["a", "g"] },
      { over: ["g", "h"], attributes: EdgeFlag.private, name: "Estate" },
      { over: ["h", "b"] },
      { over: ["a", "x", "y", "b"] },
    ],
  };
  const blocks = [block("home", 10, at(0, 0)), block("up", 4, at(0, 150)), block("estate", 3, at(150, 0))];
  const explain = await explained(plan, blocks, [facility("f", ["meals"], at(300, 0))]);
  const why = explain("meals", "home");
  expect(why.walkM).toBeCloseTo(1500, 1);
  // 50 + 200 + 50 m through the estate; "up" walks 150 m more, 450 of 500. The estate itself is met already.
  expect(why.change).toMatchObject({ kind: "passage", barriers: [], isInside: false });
  expect(why.change!.lengthM).toBeCloseTo(200, 1);
  expect(why.change!.cost).toBeCloseTo(300, 1);
  expect(why.change!.gained).toEqual({ group: "all", amount: 14, blocks: 2 });
  expect(explain("meals", "estate").verdict).toBe("met");
});

test("a closed gate of one's own estate is opened for its people, and for nobody who would walk through", async () => {
  // The estate's street runs from its one open gate q down to a closed gate p beside the canteen's street.
  const plan: TownPlan = {
    points: { p: [0, 0], q: [0, 300], m: [-600, 300], c: [-600, 0] },
    streets: [{ over: ["p", "q"], attributes: EdgeFlag.private }, { over: ["q", "m", "c", "p"] }],
    roles: { p: NodeRole.closed },
  };
  const blocks = [
    block("home", 10, at(0, 100)),
    block("neighbour", 5, at(0, 250)),
    // Would walk 50 + 300 + 100 m through the estate, and may not.
    block("outside", 7, at(-50, 300)),
  ];
  const explain = await explained(plan, blocks, [facility("f", ["meals"], at(-100, 0))]);
  const why = explain("meals", "home");
  // 200 to the gate q, 600, 300 and 500 round; through p 100 + 100.
  expect(why.walkM).toBeCloseTo(1600, 1);
  expect(why.change).toMatchObject({ kind: "gate", isInside: true, lengthM: 0 });
  expect(why.change!.cost).toBeCloseTo(200, 1);
  expect(why.change!.gained).toEqual({ group: "all", amount: 15, blocks: 2 });
  // From outside nothing but going through the estate would do: both its gates are named.
  expect(explain("meals", "outside").change).toMatchObject({ kind: "passage" });
});

test("a bridge over a street is not a gate between them", async () => {
  const plan: TownPlan = {
    points: {
      a: [0, 0],
      k: [100, 0],
      b: [200, 0],
      s: [100, -200],
      o: [100, 0],
      n: [100, 900],
      e: [200, 900],
    },
    streets: [
      { over: ["a", "k", "b"] },
      { over: ["s", "o", "n"], attributes: EdgeFlag.bridge },
      { over: ["n", "e", "b"] },
    ],
  };
  const explain = await explained(
    plan,
    [block("home", 10, at(0, 0))],
    [facility("f", ["meals"], at(100, -100))],
  );
  expect(explain("meals", "home").change).toMatchObject({ kind: "link", lengthM: 0 });
});
