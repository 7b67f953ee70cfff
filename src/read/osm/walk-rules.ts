/**
 * Which streets are for walking, and what a walker meets there.
 *
 * The rules are data: `data/tags/walk-rules.json` names a source for each. This file only reads them.
 */

import { shippedJson } from "../../base/read-file.js";
import { EdgeFlag, NodeRole } from "../../network/street-draft.js";

interface WalkRules {
  readonly classes: Readonly<Record<string, { readonly walk: boolean; readonly source: string }>>;
  readonly access: Readonly<Record<"order" | "yes" | "private" | "no", readonly string[]>>;
  readonly barriers: { readonly closed: readonly string[] };
  readonly private_drives: { readonly service: readonly string[] };
  readonly squares: {
    readonly classes: readonly string[];
    readonly most_vertices: number;
    readonly most_targets: number;
  };
  readonly off_street_barriers: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
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
  const known = WALK_RULES.classes[streetClass];
  const foot = accessOf(tags);
  if (known === undefined) return { walk: false, reason: `class ${streetClass} unknown` };
  const lifecycle = known.source === "lifecycle";
  const closedClass = !known.walk || tags.motorroad === "yes";
  if (lifecycle || (closedClass && accessValue(tags.foot) !== "yes")) {
    return {
      walk: false,
      reason: lifecycle ? `not built (${streetClass})` : `class ${streetClass} not for walking`,
    };
  }
  if (foot === "no") return { walk: false, reason: "closed to walkers (foot or access)" };
  // A motorway that walkers may use is walked as an ordinary road.
  const asClass = known.walk ? streetClass : "road";
  return {
    walk: true,
    streetClass: STREET_CLASSES.indexOf(asClass),
    attributes: attributesOf(tags, streetClass) | (foot === "private" ? privateFlags(tags) : 0),
  };
}

/** What a node on a street means to walkers: `NodeRole` bits, and whether it is a gate for residents only. */
export function ruleOfNode(tags: Tags): { readonly role: number; readonly privateGate: boolean } {
  const { barrier } = tags;
  const kerb = tags.kerb === "raised" ? NodeRole.raisedKerb : 0;
  if (barrier !== undefined && barrier !== "no") {
    const access = accessOf(tags);
    if (access === "no") return { role: NodeRole.closed, privateGate: false };
    if (access === "private") return { role: NodeRole.kept, privateGate: true };
    const said = tags.foot !== undefined || tags.access !== undefined;
    if (WALK_RULES.barriers.closed.includes(barrier) && !said)
      return { role: NodeRole.closed, privateGate: false };
    return { role: NodeRole.kept | kerb, privateGate: tags.locked === "yes" && !said };
  }
  const means = tags.highway === "crossing" || tags.highway === "elevator" || tags.kerb !== undefined;
  const isKept = means || tags.crossing !== undefined;
  return { role: (isKept ? NodeRole.kept : 0) | kerb | crossingOf(tags), privateGate: false };
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
  return null;
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
  const isRamp = [tags.ramp, tags["ramp:wheelchair"], tags["ramp:stroller"]].includes("yes");
  return (
    is(streetClass === "steps", EdgeFlag.steps) |
    is(streetClass === "elevator", EdgeFlag.lift) |
    is(isSet(tags.bridge), EdgeFlag.bridge) |
    is(isSet(tags.tunnel), EdgeFlag.tunnel) |
    is(
      tags.footway === "crossing" || tags.path === "crossing" || tags.cycleway === "crossing",
      EdgeFlag.crossing,
    ) |
    is(streetClass === "steps" && isRamp, EdgeFlag.ramp) |
    is(tags.wheelchair === "no", EdgeFlag.wheelsClosed) |
    is(tags.indoor === "yes" || streetClass === "corridor", EdgeFlag.indoor) |
    directionFlags(tags)
  );
}

/** One-way only where it binds walkers; `oneway` alone is for vehicles. */
function directionFlags(tags: Tags): number {
  const oneway = tags["oneway:foot"];
  const forwardOnly = oneway === "yes" || tags["foot:backward"] === "no" || tags.conveying === "forward";
  const backwardOnly = oneway === "-1" || tags["foot:forward"] === "no" || tags.conveying === "backward";
  return (forwardOnly ? EdgeFlag.backwardClosed : 0) | (backwardOnly ? EdgeFlag.forwardClosed : 0);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "no";
}
