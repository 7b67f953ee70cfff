import { expect, test } from "vitest";
import { EdgeFlag, NodeRole } from "../../../../src/network/street-draft.js";
import { streetClasses, type Tags, WALK_RULES } from "../../../../src/read/osm/rule-data.js";
import { isSquare, ruleOfNode, ruleOfWay } from "../../../../src/read/osm/walk-rules.js";

const WALKED: readonly [tags: Tags, flags: number][] = [
  [{ highway: "footway" }, 0],
  [{ highway: "cycleway" }, 0],
  [{ highway: "trunk" }, 0],
  [{ highway: "residential", oneway: "yes" }, 0],
  [{ highway: "residential", sidewalk: "no" }, 0],
  [{ highway: "residential", sidewalk: "separate" }, 0],
  [{ highway: "service", access: "no", foot: "yes" }, 0],
  [{ highway: "path", access: "customers" }, 0],
  [{ highway: "service", access: "private" }, EdgeFlag.private],
  [{ highway: "residential", access: "residents" }, EdgeFlag.private],
  [{ highway: "service", access: "private", foot: "permissive" }, 0],
  [{ highway: "service", access: "private", service: "driveway" }, EdgeFlag.private | EdgeFlag.driveway],
  // Of several values the most closed decides.
  [{ highway: "footway", foot: "designated;private" }, EdgeFlag.private],
  [{ highway: "footway;steps" }, EdgeFlag.steps],
  [{ highway: "footway", wheelchair: "yes;no" }, EdgeFlag.wheelsClosed | EdgeFlag.strollerClosed],
  [{ highway: "footway", "oneway:foot": "yes" }, EdgeFlag.backwardClosed],
  [{ highway: "footway", "oneway:foot": "-1" }, EdgeFlag.forwardClosed],
  [{ highway: "footway", "foot:backward": "no" }, EdgeFlag.backwardClosed],
  [{ highway: "footway", conveying: "backward" }, EdgeFlag.forwardClosed],
  [{ highway: "steps" }, EdgeFlag.steps],
  [{ highway: "steps", conveying: "forward" }, EdgeFlag.steps | EdgeFlag.backwardClosed],
  [{ highway: "steps", "ramp:wheelchair": "yes" }, EdgeFlag.steps | EdgeFlag.ramp],
  [{ highway: "path", wheelchair: "no" }, EdgeFlag.wheelsClosed | EdgeFlag.strollerClosed],
  [{ highway: "path", wheelchair: "no", stroller: "yes" }, EdgeFlag.wheelsClosed],
  [{ highway: "path", stroller: "no" }, EdgeFlag.strollerClosed],
  // A rail for bicycles is not a ramp for chairs; a ramp for strollers alone keeps wheelchairs out.
  [{ highway: "steps", ramp: "yes" }, EdgeFlag.steps | EdgeFlag.ramp],
  [{ highway: "steps", ramp: "yes", "ramp:bicycle": "yes" }, EdgeFlag.steps],
  [{ highway: "steps", ramp: "yes", "ramp:wheelchair": "no" }, EdgeFlag.steps],
  [{ highway: "steps", "ramp:stroller": "yes" }, EdgeFlag.steps | EdgeFlag.ramp | EdgeFlag.wheelsClosed],
  [{ highway: "footway", "oneway:foot": "1" }, EdgeFlag.backwardClosed],
  [{ highway: "footway", "oneway:foot": "true" }, EdgeFlag.backwardClosed],
  [{ highway: "footway", "oneway:foot": "no" }, 0],
  [{ man_made: "pier" }, 0],
  [{ indoor: "corridor" }, EdgeFlag.indoor],
  [{ highway: "footway", footway: "crossing" }, EdgeFlag.crossing],
  [{ highway: "footway", bridge: "yes" }, EdgeFlag.bridge | EdgeFlag.endsOnly],
  [{ highway: "footway", tunnel: "no" }, 0],
  [{ highway: "corridor" }, EdgeFlag.indoor],
  [{ highway: "elevator" }, EdgeFlag.lift],
  [{ railway: "platform" }, 0],
  [{ highway: "motorway", foot: "yes" }, 0],
];

test.each(WALKED)("%o is walked", (tags, flags) => {
  expect(ruleOfWay(tags)).toMatchObject({ walk: true, attributes: flags });
});

const LEFT_OUT: readonly [tags: Tags, reason: RegExp][] = [
  [{ highway: "motorway" }, /not for walking/],
  [{ highway: "motorway_link" }, /not for walking/],
  [{ highway: "trunk", motorroad: "yes" }, /not for walking/],
  [{ highway: "residential", foot: "no" }, /closed to walkers/],
  [{ highway: "primary", foot: "use_sidepath" }, /closed to walkers/],
  [{ highway: "track", access: "no" }, /closed to walkers/],
  [{ highway: "proposed" }, /not built/],
  [{ highway: "construction", foot: "yes" }, /not built/],
  [{ highway: "raceway" }, /not for walking/],
  [{ highway: "footway", construction: "yes" }, /not built/],
  [{ highway: "residential", abandoned: "yes" }, /not built/],
  [{ highway: "service", access: "emergency" }, /closed to walkers/],
  [{ highway: "service", access: "restricted" }, /closed to walkers/],
  [{ man_made: "pier", access: "no" }, /closed to walkers/],
  [{ route: "ferry", foot: "yes" }, /ferries/],
  [{ highway: "goat_path" }, /unknown/],
];

test.each(LEFT_OUT)("%o is left out", (tags, reason) => {
  const rule = ruleOfWay(tags)!;
  expect(rule.walk).toBe(false);
  expect("reason" in rule && rule.reason).toMatch(reason);
});

test("what is not a street has no rule, and a ferry is left out by name", () => {
  expect(ruleOfWay({ building: "yes" })).toBeNull();
  // A ferry is counted among the ways left out, since people may think it walked.
  expect(ruleOfWay({ route: "ferry", foot: "yes" })).toEqual({
    walk: false,
    reason: "ferries are not walked",
  });
});

test("a motorway opened to walkers is walked as a plain road", () => {
  expect(ruleOfWay({ highway: "motorway", foot: "yes" })).toMatchObject({
    streetClass: streetClasses(WALK_RULES).indexOf("road"),
  });
});

test.each<[Tags, number, boolean]>([
  [{ barrier: "gate" }, NodeRole.kept, false],
  [{ barrier: "bollard", access: "no", foot: "yes" }, NodeRole.kept, false],
  [{ barrier: "gate", access: "no" }, NodeRole.closed, false],
  [{ barrier: "lift_gate", access: "private" }, NodeRole.kept, true],
  [{ barrier: "gate", locked: "yes" }, NodeRole.kept, true],
  [{ barrier: "wall" }, NodeRole.closed, false],
  [{ barrier: "fence", foot: "yes" }, NodeRole.kept, false],
  [{ barrier: "no" }, 0, false],
  [{ highway: "crossing" }, NodeRole.kept | NodeRole.crossing, false],
  [
    { highway: "crossing", crossing: "traffic_signals" },
    NodeRole.kept | NodeRole.crossing | NodeRole.signals,
    false,
  ],
  [{ highway: "crossing", crossing: "no" }, NodeRole.kept, false],
  [{ barrier: "kerb", kerb: "raised" }, NodeRole.kept | NodeRole.raisedKerb, false],
  [{ kerb: "lowered" }, NodeRole.kept, false],
  [{ name: "nothing of the kind" }, 0, false],
])("the node %o means role %i to walkers, residents' gate: %s", (tags, role, privateGate) => {
  expect(ruleOfNode(tags)).toEqual({ role, privateGate });
});

test("a pedestrian area is a square, a pedestrian ring is not", () => {
  expect(isSquare({ highway: "pedestrian", area: "yes" })).toBe(true);
  expect(isSquare({ highway: "pedestrian" })).toBe(false);
  expect(isSquare({ highway: "service", area: "yes" })).toBe(false);
});

test("access binds at every node of a way, barrier or not, and foot goes before access", () => {
  expect(ruleOfNode({ foot: "no" })).toEqual({ role: NodeRole.closed, privateGate: false });
  expect(ruleOfNode({ highway: "crossing", foot: "no" })).toEqual({
    role: NodeRole.closed,
    privateGate: false,
  });
  expect(ruleOfNode({ entrance: "service", access: "private" })).toEqual({
    role: NodeRole.kept,
    privateGate: true,
  });
  expect(ruleOfNode({ access: "no", foot: "yes" }).role).toBe(0);
});

test("wheels stop at stiles and turnstiles, and where their own tags say so", () => {
  const [chair, stroller, kept] = [NodeRole.wheelsClosed, NodeRole.strollerClosed, NodeRole.kept];
  expect(ruleOfNode({ barrier: "stile" }).role).toBe(kept | chair | stroller);
  expect(ruleOfNode({ barrier: "kissing_gate", wheelchair: "yes" }).role).toBe(kept);
  expect(ruleOfNode({ barrier: "turnstile", stroller: "yes" }).role).toBe(kept | chair);
  expect(ruleOfNode({ barrier: "gate", wheelchair: "no" }).role).toBe(kept | chair | stroller);
  expect(ruleOfNode({ barrier: "gate" }).role).toBe(kept);
});
