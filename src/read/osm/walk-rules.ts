/**
 * Which streets are for walking, and what a walker meets there.
 *
 * The rules are data: `data/tags/walk-rules.json` names a source for each. This file only reads them.
 */

import { EdgeFlag, NodeRole } from "../../network/street-draft.js";
import type { StreetHours } from "../../network/street-hours.js";
import type { StreetTrait } from "../../network/street-traits.js";
import { type Tags, WALK_RULES } from "./rule-data.js";
import { hoursOf } from "./way-hours.js";
import { isAtEndsOnly, traitOf } from "./way-traits.js";

/** Classes of streets, in the order of the rules; `streetClass` columns hold the index. */
export const STREET_CLASSES: readonly string[] = Object.keys(WALK_RULES.classes).filter(
  (name) => WALK_RULES.classes[name]!.walk,
);

type Access = "yes" | "private" | "no";

/** How one way is walked: its flags, or why it is not walked at all. */
export type WayRule =
  | {
      readonly walk: true;
      readonly streetClass: number;
      readonly attributes: number;
      readonly trait: StreetTrait | null;
    }
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
  const hours = hoursOf(tags, foot);
  if (foot === "no" && hours === null) return { walk: false, reason: "closed to walkers (foot or access)" };
  if (streetClass === "elevator" && isOutOfUse(tags)) return { walk: false, reason: "lifts out of use" };
  // A motorway that walkers may use is walked as an ordinary road.
  const asClass = classRule.walk ? streetClass : "road";
  const endsOnly = isAtEndsOnly(tags, streetClass);
  return {
    walk: true,
    streetClass: STREET_CLASSES.indexOf(asClass),
    attributes:
      attributesOf(tags, streetClass) |
      (foot === "private" ? privateFlags(tags) : 0) |
      (endsOnly ? EdgeFlag.endsOnly : 0) |
      (foot === "no" ? EdgeFlag.forwardClosed | EdgeFlag.backwardClosed : 0),
    trait: traitOf(tags, endsOnly, foot === "private" ? null : hours),
  };
}

/** Whether a key of the lifecycle stands beside a class that is in use. */
function isNotInUse(tags: Tags): boolean {
  const { keys, value } = WALK_RULES.lifecycle_keys;
  return keys.some((key) => tags[key] === value);
}

/** Whether a lift is said to stand still. */
function isOutOfUse(tags: Tags): boolean {
  const { out_of_use } = WALK_RULES.lifts;
  return (
    isNotInUse(tags) || Object.entries(out_of_use).some(([key, values]) => values.includes(tags[key] ?? ""))
  );
}

/** What a node on a street means to walkers. */
export interface NodeRule {
  /** Bits of `NodeRole`. */
  readonly role: number;
  /** Whether it is a gate for residents only. */
  readonly privateGate: boolean;
  /** What stops some walkers there. */
  readonly trait?: StreetTrait | undefined;
}

/** The rule for a node with these tags. */
export function ruleOfNode(tags: Tags): NodeRule {
  const access = accessOf(tags);
  const hours = access === "private" ? null : hoursOfNode(tags, access);
  // A gate that opens at some hours is no end of the street: it is closed by its hours.
  const rule =
    hours !== null && access === "no" ? { role: NodeRole.kept, privateGate: false } : roleOfNode(tags);
  const trait = tags.barrier === undefined && hours === null ? null : traitOf(tags, false, hours);
  return { ...rule, trait: trait ?? undefined };
}

/** Opening hours bind at gates, entrances and lifts; at other points of a way they are those of something else. */
function hoursOfNode(tags: Tags, access: Access): StreetHours | null {
  const isGate =
    (tags.barrier !== undefined && tags.barrier !== "no") ||
    tags.entrance !== undefined ||
    tags.highway === "elevator";
  // Key by key: tags that are copied as a whole would pass for read in the account of tags.
  const asked = {
    foot: tags.foot,
    "foot:conditional": tags["foot:conditional"],
    "access:conditional": tags["access:conditional"],
    opening_hours: isGate ? tags.opening_hours : undefined,
  };
  return hoursOf(asked, access);
}

function roleOfNode(tags: Tags): Omit<NodeRule, "trait"> {
  const { barrier } = tags;
  const kerb = tags.kerb === "raised" ? NodeRole.raisedKerb : 0;
  const access = accessOf(tags);
  // Access binds at any node of a way, whatever else the node is.
  const isLift = tags.highway === "elevator";
  if (access === "no" || (isLift && isOutOfUse(tags))) return { role: NodeRole.closed, privateGate: false };
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
    role:
      (isKept || wheels > 0 ? NodeRole.kept : 0) |
      kerb |
      wheels |
      crossingOf(tags) |
      (isLift ? NodeRole.lift : 0),
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

/**
 * Whether steps have a ramp for wheelchairs, and for strollers: by `wheelchair` and `stroller` first, then by a key that says
 * for whom the ramp is, then by plain `ramp`.
 */
function rampsOf(tags: Tags): readonly [chair: boolean, stroller: boolean] {
  const said = (value: string | undefined) =>
    value === "no" ? false : WALK_RULES.wheels.said.includes(value ?? "") ? true : undefined;
  const [saidChair, saidStroller] = [said(tags.wheelchair), said(tags.stroller)];
  const [chair, stroller] = [tags["ramp:wheelchair"], tags["ramp:stroller"]];
  const isForSomebody = Object.keys(tags).some((key) => key.startsWith("ramp:"));
  const plain = tags.ramp === "yes" && !isForSomebody;
  const isForChairs = saidChair ?? (chair === undefined ? plain : chair === "yes");
  const isForStrollers = stroller === undefined ? plain || isForChairs : stroller === "yes";
  return [isForChairs, saidStroller ?? isForStrollers];
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
