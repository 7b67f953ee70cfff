/** Waiting at crossings and kerbs: a road with three crossings, every second by hand. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { UNREACHED, unlimited } from "../../../src/base/cost-units.js";
import { chooseProfile, describeWalker } from "../../../src/city/ask/choose-profile.js";
import { buildWalkNetwork } from "../../../src/city/open/build-walk-network.js";
import { linkNodes } from "../../../src/network/link-nodes.js";
import { overlayNetwork } from "../../../src/network/overlay.js";
import { DISTANCE_BASIS, PROFILES, type WalkProfile } from "../../../src/network/profiles.js";
import { decodeNetwork, encodeNetwork } from "../../../src/network/storage.js";
import { EdgeFlag, NodeRole } from "../../../src/network/street-draft.js";
import { walkCosts } from "../../../src/network/walk-costs.js";
import type { WalkNetwork } from "../../../src/network/walk-network.js";
import { nearestCosts } from "../../../src/search/nearest.js";
import { osmTown } from "../../support/osm-town.js";
import { randomTown, SEED } from "../../support/random-town.js";
import { place, town } from "../../support/town.js";

const FOOTWAY = { highway: "footway" };
const CROSSING = { highway: "footway", footway: "crossing" };
type Tags = Readonly<Record<string, string>>;

/** A road west to east over points w, x, e; a pavement on each side, and a crossing way south–x–north of 12 m. */
function roadTown(at: { x?: Tags; south?: Tags; north?: Tags }, road = "primary") {
  return buildWalkNetwork(
    osmTown({
      nodes: {
        w: [-200, 0],
        x: [0, 0, at.x ?? {}],
        e: [200, 0],
        south: [0, -6, at.south ?? {}],
        north: [0, 6, at.north ?? {}],
        a: [-100, -6],
        b: [-100, 6],
      },
      ways: [
        { over: ["w", "x", "e"], tags: { highway: road } },
        { over: ["a", "south"], tags: FOOTWAY },
        { over: ["b", "north"], tags: FOOTWAY },
        { over: ["south", "x", "north"], tags: CROSSING },
      ],
    }),
  );
}

/** Names → OpenStreetMap's numbers, in the order of the plan. */
const ID = { w: 1, x: 2, e: 3, south: 4, north: 5, a: 6, b: 7 } as const;

function walkMs(
  network: WalkNetwork,
  from: keyof typeof ID,
  to: keyof typeof ID,
  profile: WalkProfile<"ms">,
) {
  const costs = walkCosts(network, profile);
  const node = (name: keyof typeof ID) => linkNodes(costs, [network.nodeId.indexOf(ID[name])]);
  return nearestCosts(costs, node(to), node(from), { limit: unlimited("ms") }).cost[0]!;
}
const waiting = { ...PROFILES.adult, crossings: { signalS: 15, majorS: 12, minorS: 3 } };
/** Degrees are kept to a centimetre: a few points may each be off by so much, 9 ms. */
const near = (found: number, due: number) => expect(Math.abs(found - due)).toBeLessThanOrEqual(20);

test("a crossing costs its seconds once, by signals and by the road, in both directions", () => {
  // From pavement to pavement 12 m at 1.2 m/s: 10 s, and 15, 12 or 3 s more.
  const signals = { highway: "crossing", crossing: "traffic_signals" };
  const marked = { highway: "crossing", crossing: "uncontrolled" };
  for (const [x, road, delayS] of [
    [signals, "primary", 15],
    [signals, "residential", 15],
    [{ highway: "crossing", "crossing:signals": "yes" }, "primary", 15],
    [marked, "primary", 12],
    [marked, "secondary_link", 12],
    [{ highway: "crossing" }, "residential", 3],
    [{}, "primary", 0],
    [{ crossing: "no" }, "primary", 0],
  ] as const) {
    const network = roadTown({ x }, road);
    near(walkMs(network, "south", "north", waiting), 10_000 + 1000 * delayS);
    near(walkMs(network, "north", "south", waiting), 10_000 + 1000 * delayS);
    near(walkMs(network, "south", "north", PROFILES.adult), 10_000);
    // Along the road nobody waits: 400 m.
    near(walkMs(network, "w", "e", waiting), 333_333);
    // To the middle of the road half of the wait.
    near(walkMs(network, "south", "x", waiting), 5000 + 500 * delayS);
  }
});

test("a raised kerb stops a wheelchair and delays a stroller that says so, whichever side it is on", () => {
  const x = { highway: "crossing", crossing: "uncontrolled" };
  const slow = { ...PROFILES.stroller, raisedKerb: 4 };
  for (const kerb of [{ south: { kerb: "raised" } }, { north: { barrier: "kerb", kerb: "raised" } }]) {
    const network = roadTown({ x, ...kerb });
    expect(walkMs(network, "a", "b", PROFILES.wheelchair)).toBe(UNREACHED);
    // 100 + 12 + 100 m at 1 m/s.
    near(walkMs(network, "a", "b", slow), 212_000 + 4000);
    near(walkMs(network, "a", "b", PROFILES.stroller), 212_000);
    near(walkMs(network, "a", "b", PROFILES.adult), 212_000 / 1.2);
  }
  const low = roadTown({ x, south: { kerb: "lowered" }, north: { kerb: "flush" } });
  near(walkMs(low, "a", "b", PROFILES.wheelchair), 212_000 / 0.75);
});

test("a kerb in the middle of a path lies on the shorter side, and where three streets meet on none", () => {
  const plan = {
    points: { a: [0, 0], k: [40, 0], b: [100, 0], c: [40, 50] } as const,
    roles: { k: NodeRole.kept | NodeRole.raisedKerb },
  };
  const two = town({ ...plan, streets: [{ over: ["a", "k", "b"] }] });
  expect([...walkCosts(two, PROFILES.wheelchair).edgeCostForward]).toEqual([UNREACHED, 80_000]);
  const three = town({ ...plan, streets: [{ over: ["a", "k", "b"] }, { over: ["k", "c"] }] });
  expect([...walkCosts(three, PROFILES.wheelchair).edgeCostForward]).not.toContain(UNREACHED);
});

test("metres know no waiting, and waits are saved with the network and kept by streets laid over it", () => {
  const network = roadTown({ x: { highway: "crossing", crossing: "traffic_signals" } });
  const bare = roadTown({});
  expect(walkCosts(network, DISTANCE_BASIS).edgeCostForward).toEqual(
    walkCosts(bare, DISTANCE_BASIS).edgeCostForward,
  );
  expect(bare.edgeWaits).toBeUndefined();
  expect(decodeNetwork(encodeNetwork(network))).toEqual(network);
  const line = [place(-50, -6), place(-50, 6)];
  const { network: after } = overlayNetwork(network, { add: [{ line }] });
  near(walkMs(after, "south", "north", waiting), 25_000);
  // The new way, 12 m without signals, and 50 m to it and from it: 112 m beside 100 + 12 + 15 s + 100.
  near(walkMs(after, "a", "b", waiting), 112_000 / 1.2);
});

test("in any town waits of nothing change no digit, and waiting shortens no walk", () => {
  let waited = 0;
  fc.assert(
    fc.property(randomTown({ privates: false }), fc.integer({ min: 0, max: 60 }), (plan, seconds) => {
      const names = Object.keys(plan.points);
      const roles = Object.fromEntries(
        names.map((name, i) => [name, NodeRole.kept | [NodeRole.crossing, 0, NodeRole.raisedKerb][i % 3]!]),
      );
      const streets = plan.streets.map((street, i) =>
        i % 2 === 0 ? { ...street, attributes: (street.attributes ?? 0) | EdgeFlag.crossing } : street,
      );
      const network = town({ ...plan, roles, streets });
      const none = { ...PROFILES.adult, crossings: { signalS: 0, majorS: 0, minorS: 0 }, raisedKerb: 0 };
      const plain = walkCosts(network, PROFILES.adult);
      expect(walkCosts(network, none).edgeCostForward).toEqual(plain.edgeCostForward);
      const waits = { ...none, crossings: { signalS: seconds, majorS: seconds, minorS: seconds } };
      const slow = walkCosts(network, waits);
      for (let e = 0; e < network.edgeCount; e++) {
        expect(slow.edgeCostForward[e]!).toBeGreaterThanOrEqual(plain.edgeCostForward[e]!);
        if (slow.edgeCostForward[e]! > plain.edgeCostForward[e]!) waited++;
      }
    }),
    { seed: SEED, numRuns: 150 },
  );
  expect(waited).toBeGreaterThan(200);
});

test("a city's figures replace those of a profile, for one or for all, and are described in one line", () => {
  const walkers = { all: { crossings: { signalS: 15, majorS: 0, minorS: 0 } }, senior80: { speedMps: 0.6 } };
  const slow = chooseProfile(PROFILES.senior80, { walkers });
  expect(slow).toEqual({ ...PROFILES.senior80, speedMps: 0.6, crossings: walkers.all.crossings });
  expect(chooseProfile(PROFILES.adult, {})).toEqual(PROFILES.adult);
  expect(describeWalker(slow, {})).toBe(
    "senior80 at 0.6 m/s; steps 3 times the time of flat street; " +
      "mapped crossings 15 s with signals, 0 s over major roads, 0 s over others",
  );
  expect(describeWalker(PROFILES.wheelchair, {})).toBe(
    "wheelchair at 0.75 m/s; steps not walked; raised kerbs not passed; nothing narrower than 0.9 m; nothing rougher than intermediate",
  );
  const wrong = { ...PROFILES.adult, crossings: { signalS: -1, majorS: 0, minorS: 0 } };
  expect(() => walkCosts(roadTown({}), wrong)).toThrow('Profile "adult" waits -1 s');
});
