/**
 * Which streets are for walking, and what a walker meets there.
 *
 * The rules are data: `data/tags/walk-rules.json` names a source for each. This file only reads them.
 */

import { EdgeFlag, NodeRole } from "../../network/street-draft.js";
import type { StreetHours } from "../../network/street-hours.js";
import type { StreetTrait } from "../../network/street-traits.js";
import { alternatives, mostClosedNode, mostClosedWay } from "./merged-values.js";
import { streetClasses, type Tags, WALK_RULES, type WalkRules } from "./rule-data.js";
import { hoursOf } from "./way-hours.js";
import { isAtEndsOnly, traitOf } from "./way-traits.js";

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

/** The rule for a way with these tags, of several values the most closed; null if the way is not a street. */
export function ruleOfWay(tags: Tags, rules: WalkRules = WALK_RULES): WayRule | null {
  return alternatives(tags)
    .map((one) => ruleOfPlainWay(one, rules))
    .reduce(mostClosedWay);
}

/** As `ruleOfWay`, for tags with one value each. */
export function ruleOfPlainWay(tags: Tags, rules: WalkRules): WayRule | null {
  const streetClass = classOf(tags);
  if (streetClass === null) return null;
  const classRule = rules.classes[streetClass];
  const foot = accessOf(tags, rules);
  if (classRule === undefined) return { walk: false, reason: `class ${streetClass} unknown` };
  // No access tag puts a timetable or a building site into minutes.
  if (classRule.source === "lifecycle" || isNotInUse(tags, rules)) {
    return { walk: false, reason: `not built (${streetClass})` };
  }
  if (classRule.source === "ferry") return { walk: false, reason: "ferries are not walked" };
  const closedClass = !classRule.walk || tags.motorroad === "yes";
  if (closedClass && accessValue(tags.foot, rules) !== "yes") {
    const motors = classRule.walk ? " with motorroad=yes" : "";
    return { walk: false, reason: `class ${streetClass}${motors} not for walking` };
  }
  const hours = hoursOf(tags, foot, rules);
  if (foot === "no" && hours === null) return { walk: false, reason: "closed to walkers (foot or access)" };
  if (streetClass === "elevator" && isOutOfUse(tags, rules))
    return { walk: false, reason: "lifts out of use" };
  // A motorway that walkers may use is walked as an ordinary road.
  const asClass = classRule.walk ? streetClass : "road";
  const endsOnly = isAtEndsOnly(tags, streetClass, rules);
  return {
    walk: true,
    streetClass: streetClasses(rules).indexOf(asClass),
    attributes:
      attributesOf(tags, streetClass, rules) |
      (foot === "private" ? privateFlags(tags, rules) : 0) |
      (endsOnly ? EdgeFlag.endsOnly : 0) |
      (foot === "no" ? EdgeFlag.forwardClosed | EdgeFlag.backwardClosed : 0),
    trait: traitOf(tags, endsOnly, hours, rules),
  };
}

/** Whether a key of the lifecycle stands beside a class that is in use. */
function isNotInUse(tags: Tags, rules: WalkRules): boolean {
  const { keys, value } = rules.lifecycle_keys;
  return keys.some((key) => tags[key] === value);
}

/** Whether a lift is said to stand still. */
function isOutOfUse(tags: Tags, rules: WalkRules): boolean {
  const { out_of_use } = rules.lifts;
  return (
    isNotInUse(tags, rules) ||
    Object.entries(out_of_use).some(([key, values]) => values.includes(tags[key] ?? ""))
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

/** The rule for a node with these tags, of several values the most closed. */
export function ruleOfNode(tags: Tags, rules: WalkRules = WALK_RULES): NodeRule {
  return alternatives(tags)
    .map((one) => ruleOfPlainNode(one, rules))
    .reduce(mostClosedNode);
}

/** As `ruleOfNode`, for tags with one value each. */
export function ruleOfPlainNode(tags: Tags, rules: WalkRules): NodeRule {
  const access = accessOf(tags, rules);
  const found = hoursOfNode(tags, access, rules);
  // A gate that opens at some hours is not an end of the street: it is closed by its hours.
  const rule =
    found !== null && access === "no" ? { role: NodeRole.kept, privateGate: false } : roleOfNode(tags, rules);
  // Hours of a residents' gate are those at which strangers pass.
  const hours = found !== null && rule.privateGate ? { ...found, open: false } : found;
  const trait = tags.barrier === undefined && hours === null ? null : traitOf(tags, false, hours, rules);
  return { ...rule, trait: trait ?? undefined };
}

/** Opening hours bind at gates, entrances and lifts; at other points of a way they are those of something else. */
function hoursOfNode(tags: Tags, access: Access, rules: WalkRules): StreetHours | null {
  const isGate =
    (tags.barrier !== undefined && tags.barrier !== "no") ||
    tags.entrance !== undefined ||
    tags.highway === "elevator";
  // Key by key: tags that are copied as a whole would pass for read in the account of tags.
  const asked = {
    foot: tags.foot,
    access: tags.access,
    "foot:conditional": tags["foot:conditional"],
    "access:conditional": tags["access:conditional"],
    opening_hours: isGate ? tags.opening_hours : undefined,
  };
  return hoursOf(asked, access, rules);
}

function roleOfNode(tags: Tags, rules: WalkRules): Omit<NodeRule, "trait"> {
  const { barrier } = tags;
  const kerb = tags.kerb === "raised" ? NodeRole.raisedKerb : 0;
  const access = accessOf(tags, rules);
  // Access binds at any node of a way, whatever else the node is.
  const isLift = tags.highway === "elevator";
  const wheels = wheelsAtNode(tags, rules);
  if (access === "no" || (isLift && isOutOfUse(tags, rules)))
    return { role: NodeRole.closed, privateGate: false };
  if (access === "private") return { role: NodeRole.kept | wheels, privateGate: true };
  if (barrier !== undefined && barrier !== "no") {
    const isOpen = tags.foot !== undefined || tags.access !== undefined;
    if (rules.barriers.closed.includes(barrier) && !isOpen)
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
function wheelsAtNode(tags: Tags, rules: WalkRules): number {
  const closes = rules.wheels.closed_barriers.includes(tags.barrier ?? "");
  const [chair, stroller] = wheelsOf(tags, closes, rules);
  return (chair ? NodeRole.wheelsClosed : 0) | (stroller ? NodeRole.strollerClosed : 0);
}

/** Whether a place is closed to wheelchairs, and to strollers; a stroller passes where a wheelchair does. */
function wheelsOf(
  { wheelchair, stroller }: Tags,
  isClosed: boolean,
  { wheels }: WalkRules,
): readonly [chair: boolean, stroller: boolean] {
  const closedBy = (value: string | undefined, otherwise: boolean) => {
    if (value === undefined) return otherwise;
    return value === "no" || (otherwise && !wheels.passed_if.includes(value));
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
export function isSquare(tags: Tags, rules: WalkRules = WALK_RULES): boolean {
  const streetClass = classOf(tags);
  return streetClass !== null && tags.area === "yes" && rules.squares.classes.includes(streetClass);
}

/** The class of a way with these tags; null if it is not a street. */
export function classOf(tags: Tags): string | null {
  if (tags.highway !== undefined) return tags.highway;
  if (tags.railway === "platform" || tags.public_transport === "platform") return "platform";
  if (tags.man_made === "pier") return "pier";
  if (tags.indoor === "corridor") return "corridor";
  return tags.route === "ferry" ? "ferry" : null;
}

function accessOf(tags: Tags, rules: WalkRules): Access {
  // All are looked at, so that the account of tags knows which one decides and which are overruled.
  const said = rules.access.order.map((key) => accessValue(tags[key], rules));
  return said.find((value) => value !== null) ?? "yes";
}

/** What an access value says; null where it means nothing to the rules. */
function accessValue(text: string | undefined, { access }: WalkRules): Access | null {
  if (text === undefined) return null;
  const word = text.toLowerCase();
  return (["yes", "private", "no"] as const).find((one) => access[one].includes(word)) ?? null;
}

function privateFlags(tags: Tags, rules: WalkRules): number {
  const isDrive = rules.private_drives.service.includes(tags.service ?? "");
  return EdgeFlag.private | (isDrive ? EdgeFlag.driveway : 0);
}

function attributesOf(tags: Tags, streetClass: string, rules: WalkRules): number {
  const is = (condition: boolean, flag: number) => (condition ? flag : 0);
  const [chairRamp, strollerRamp] = rampsOf(tags, rules);
  const isSteps = streetClass === "steps";
  const [chair, stroller] = wheelsOf(tags, false, rules);
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
    directionFlags(tags, rules)
  );
}

/**
 * Whether steps have a ramp for wheelchairs, and for strollers: by `wheelchair` and `stroller` first, then by a key that says
 * for whom the ramp is, then by plain `ramp`.
 */
function rampsOf(tags: Tags, rules: WalkRules): readonly [chair: boolean, stroller: boolean] {
  const said = (value: string | undefined) =>
    value === "no" ? false : rules.wheels.said.includes(value ?? "") ? true : undefined;
  const [saidChair, saidStroller] = [said(tags.wheelchair), said(tags.stroller)];
  const [chair, stroller] = [tags["ramp:wheelchair"], tags["ramp:stroller"]];
  const isForSomebody = Object.keys(tags).some((key) => key.startsWith("ramp:"));
  const plain = tags.ramp === "yes" && !isForSomebody;
  const isForChairs = saidChair ?? (chair === undefined ? plain : chair === "yes");
  const isForStrollers = stroller === undefined ? plain || isForChairs : stroller === "yes";
  return [isForChairs, saidStroller ?? isForStrollers];
}

/** One-way only where it binds walkers; `oneway` alone is for vehicles. */
function directionFlags(tags: Tags, rules: WalkRules): number {
  const oneway = tags["oneway:foot"] ?? "";
  const { forward, backward } = rules.one_way;
  const forwardOnly =
    forward.includes(oneway) || tags["foot:backward"] === "no" || tags.conveying === "forward";
  const backwardOnly =
    backward.includes(oneway) || tags["foot:forward"] === "no" || tags.conveying === "backward";
  return (forwardOnly ? EdgeFlag.backwardClosed : 0) | (backwardOnly ? EdgeFlag.forwardClosed : 0);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "no";
}
