/**
 * Which streets are for walking, and what a walker meets there.
 *
 * The rules are data: `data/tags/walk-rules.json` names a source for each. This file only reads them.
 */

import { shippedJson } from "../../base/read-file.js";
import { type BarrierKind, EdgeFlag, NodeRole } from "../../network/street-draft.js";

interface WalkRules {
  readonly classes: Readonly<Record<string, { readonly walk: boolean; readonly source: string }>>;
  readonly access: Readonly<Record<"order" | "yes" | "private" | "no", readonly string[]>>;
  readonly barriers: { readonly closed: readonly string[] };
  readonly lifecycle_keys: { readonly keys: readonly string[]; readonly value: string };
  readonly wheels: { readonly closed_barriers: readonly string[]; readonly passed_if: readonly string[] };
  readonly one_way: { readonly forward: readonly string[]; readonly backward: readonly string[] };
  readonly private_drives: { readonly service: readonly string[] };
  readonly squares: {
    readonly classes: readonly string[];
    readonly most_vertices: number;
    readonly most_targets: number;
  };
  readonly off_street_barriers: Readonly<Record<BarrierKind, Readonly<Record<string, readonly string[]>>>> & {
    /** Kinds of water that count as areas alone; as lines they are names on a map. */
    readonly areas_only: Readonly<Record<string, readonly string[]>>;
    readonly expressways: {
      readonly motorroad: readonly string[];
      readonly trunk_without_walkers: readonly string[];
    };
    readonly hidden: {
      readonly keys: readonly string[];
      readonly location: readonly string[];
      readonly below_by_layer: readonly string[];
    };
  };
}

/** The rules as shipped. */
export const WALK_RULES = shippedJson<WalkRules>("tags/walk-rules.json");

/** Classes of streets, in the order of the rules; `streetClass` columns hold the index. */
export const STREET_CLASSES: readonly string[] = Object.keys(WALK_RULES.classes).filter(
  (name) => WALK_RULES.classes[name]!.walk,
);

export type Tags = Readonly<Record<string, string>>;

type Access = "yes" | "private" | "no";

/** How one way is walked: its flags, or why it is not walked at all. */
export type WayRule =
  | { readonly walk: true; readonly streetClass: number; readonly attributes: number }
  | { readonly walk: false; readonly reason: string };

/** The rule for a way with these tags; null if the way is no street. */
export function ruleOfWay(tags: Tags): WayRule | null {
  const streetClass = classOf(tags);
  if (streetClass === null) return null;
  const classRule = WALK_RULES.classes[streetClass];
  const foot = accessOf(tags);
  if (classRule === undefined) return { walk: false, reason: `class ${streetClass} unknown` };
  // No access tag puts a timetable or a building site into minutes.
  if (classRule.source === "lifecycle" || isNotInUse(tags)) {
    return { walk: false, reason: `not built (${streetClass})` };
  }
  if (classRule.source === "ferry") return { walk: false, reason: "ferries are not walked" };
  const closedClass = !classRule.walk || tags.motorroad === "yes";
  if (closedClass && accessValue(tags.foot) !== "yes") {
    return { walk: false, reason: `class ${streetClass} not for walking` };
  }
  if (foot === "no") return { walk: false, reason: "closed to walkers (foot or access)" };
  // A motorway that walkers may use is walked as an ordinary road.
  const asClass = classRule.walk ? streetClass : "road";
  return {
    walk: true,
    streetClass: STREET_CLASSES.indexOf(asClass),
    attributes: attributesOf(tags, streetClass) | (foot === "private" ? privateFlags(tags) : 0),
  };
}

/** Whether a key of the lifecycle stands beside a class that is in use. */
function isNotInUse(tags: Tags): boolean {
  const { keys, value } = WALK_RULES.lifecycle_keys;
  return keys.some((key) => tags[key] === value);
}

/** What a node on a street means to walkers: `NodeRole` bits, and whether it is a gate for residents only. */
export function ruleOfNode(tags: Tags): { readonly role: number; readonly privateGate: boolean } {
  const { barrier } = tags;
  const kerb = tags.kerb === "raised" ? NodeRole.raisedKerb : 0;
  const access = accessOf(tags);
  // Access binds at any node of a way, whatever else the node is.
  if (access === "no") return { role: NodeRole.closed, privateGate: false };
  const wheels = wheelsAtNode(tags);
  if (access === "private") return { role: NodeRole.kept | wheels, privateGate: true };
  if (barrier !== undefined && barrier !== "no") {
    const isOpen = tags.foot !== undefined || tags.access !== undefined;
    if (WALK_RULES.barriers.closed.includes(barrier) && !isOpen)
      return { role: NodeRole.closed, privateGate: false };
    return { role: NodeRole.kept | kerb | wheels, privateGate: tags.locked === "yes" && !isOpen };
  }
  const means = tags.highway === "crossing" || tags.highway === "elevator" || tags.kerb !== undefined;
  const isKept = means || tags.crossing !== undefined;
  return {
    role: (isKept || wheels > 0 ? NodeRole.kept : 0) | kerb | wheels | crossingOf(tags),
    privateGate: false,
  };
}

/** Whether wheelchairs and strollers stop here: by their own tags first, else by the kind of barrier. */
function wheelsAtNode(tags: Tags): number {
  const closes = WALK_RULES.wheels.closed_barriers.includes(tags.barrier ?? "");
  const [chair, stroller] = wheelsOf(tags, closes);
  return (chair ? NodeRole.wheelsClosed : 0) | (stroller ? NodeRole.strollerClosed : 0);
}

/** Whether a place is closed to wheelchairs, and to strollers; a stroller passes where a wheelchair does. */
function wheelsOf(
  { wheelchair, stroller }: Tags,
  isClosed: boolean,
): readonly [chair: boolean, stroller: boolean] {
  const closedBy = (value: string | undefined, otherwise: boolean) => {
    if (value === undefined) return otherwise;
    return value === "no" || (otherwise && !WALK_RULES.wheels.passed_if.includes(value));
  };
  const chair = closedBy(wheelchair, isClosed);
  return [chair, closedBy(stroller, chair)];
}

/** Whether walkers cross a road here, and whether they have signals. */
function crossingOf(tags: Tags): number {
  const { highway, crossing } = tags;
  if (crossing === "no" || (highway !== "crossing" && crossing === undefined)) return 0;
  const signals = crossing === "traffic_signals" || tags["crossing:signals"] === "yes";
  return NodeRole.crossing | (signals ? NodeRole.signals : 0);
}

/** Whether a way is an area that people walk across. */
export function isSquare(tags: Tags): boolean {
  const streetClass = classOf(tags);
  return streetClass !== null && tags.area === "yes" && WALK_RULES.squares.classes.includes(streetClass);
}

function classOf(tags: Tags): string | null {
  if (tags.highway !== undefined) return tags.highway;
  if (tags.railway === "platform" || tags.public_transport === "platform") return "platform";
  if (tags.man_made === "pier") return "pier";
  if (tags.indoor === "corridor") return "corridor";
  return tags.route === "ferry" ? "ferry" : null;
}

function accessOf(tags: Tags): Access {
  for (const key of WALK_RULES.access.order) {
    const value = accessValue(tags[key]);
    if (value !== null) return value;
  }
  return "yes";
}

/** Of several values the most open one counts, as with `foot=designated;private`. */
function accessValue(text: string | undefined): Access | null {
  if (text === undefined) return null;
  const values = text.split(";").map((v) => v.trim());
  for (const access of ["yes", "private", "no"] as const) {
    if (values.some((v) => WALK_RULES.access[access].includes(v))) return access;
  }
  return null;
}

function privateFlags(tags: Tags): number {
  const isDrive = WALK_RULES.private_drives.service.includes(tags.service ?? "");
  return EdgeFlag.private | (isDrive ? EdgeFlag.driveway : 0);
}

function attributesOf(tags: Tags, streetClass: string): number {
  const is = (condition: boolean, flag: number) => (condition ? flag : 0);
  const [chairRamp, strollerRamp] = rampsOf(tags);
  const isSteps = streetClass === "steps";
  const [chair, stroller] = wheelsOf(tags, false);
  return (
    is(streetClass === "steps", EdgeFlag.steps) |
    is(streetClass === "elevator", EdgeFlag.lift) |
    is(isSet(tags.bridge), EdgeFlag.bridge) |
    is(isSet(tags.tunnel), EdgeFlag.tunnel) |
    is(
      tags.footway === "crossing" || tags.path === "crossing" || tags.cycleway === "crossing",
      EdgeFlag.crossing,
    ) |
    is(isSteps && (chairRamp || strollerRamp), EdgeFlag.ramp) |
    is(chair || (isSteps && strollerRamp && !chairRamp), EdgeFlag.wheelsClosed) |
    is(stroller || (isSteps && chairRamp && !strollerRamp), EdgeFlag.strollerClosed) |
    is(tags.indoor === "yes" || streetClass === "corridor", EdgeFlag.indoor) |
    directionFlags(tags)
  );
}

/** Whether steps have a ramp for wheelchairs, and for strollers; a key that says for whom goes before plain `ramp`. */
function rampsOf(tags: Tags): readonly [chair: boolean, stroller: boolean] {
  const [chair, stroller] = [tags["ramp:wheelchair"], tags["ramp:stroller"]];
  const isForSomebody = Object.keys(tags).some((key) => key.startsWith("ramp:"));
  const plain = tags.ramp === "yes" && !isForSomebody;
  const isForChairs = chair === undefined ? plain : chair === "yes";
  return [isForChairs, stroller === undefined ? plain || isForChairs : stroller === "yes"];
}

/** One-way only where it binds walkers; `oneway` alone is for vehicles. */
function directionFlags(tags: Tags): number {
  const oneway = tags["oneway:foot"] ?? "";
  const { forward, backward } = WALK_RULES.one_way;
  const forwardOnly =
    forward.includes(oneway) || tags["foot:backward"] === "no" || tags.conveying === "forward";
  const backwardOnly =
    backward.includes(oneway) || tags["foot:forward"] === "no" || tags.conveying === "backward";
  return (forwardOnly ? EdgeFlag.backwardClosed : 0) | (backwardOnly ? EdgeFlag.forwardClosed : 0);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "no";
}
