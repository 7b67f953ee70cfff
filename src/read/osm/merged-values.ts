/**
 * Tags with several values, e.g. `foot=designated;private`, and what several rules of one way or node are together.
 *
 * Part of such a way is one and part the other, and nobody says which: the most closed decides, for access and for wheels.
 */
import { EdgeFlag } from "../../network/street-draft.js";
import { SMOOTHNESS, type StreetTrait } from "../../network/street-traits.js";
import type { Tags } from "./rule-data.js";
import type { NodeRule, WayRule } from "./walk-rules.js";

/** Keys in whose values semicolons have a meaning of their own, or none to walkers. */
const WHOLE = ["opening_hours", "level", "seasonal", "name", "ref", "source"];

/** The tags with each value of its own: the first values together, then each further value beside the first ones. */
export function alternatives(tags: Tags): readonly Tags[] {
  const merged = mergedKeys(tags);
  if (merged.length === 0) return [tags];
  const words = merged
    .map((key) => [key, wordsOf(tags[key] ?? "")] as const)
    .filter(([, all]) => all.length > 0);
  const first = { ...tags, ...Object.fromEntries(words.map(([key, [word]]) => [key, word ?? ""])) };
  return [first, ...words.flatMap(([key, [, ...more]]) => more.map((word) => ({ ...first, [key]: word })))];
}

function mergedKeys(tags: Tags): readonly string[] {
  let merged: string[] | null = null;
  for (const key in tags) {
    if (!isMerged(key, tags[key] ?? "")) continue;
    merged ??= [];
    merged.push(key);
  }
  return merged ?? [];
}

/** Whether a semicolon stands between values, and not between hours or conditions. */
function isMerged(key: string, value: string): boolean {
  return value.includes(";") && !value.includes("@") && !WHOLE.includes(key) && !key.endsWith(":conditional");
}

function wordsOf(text: string): string[] {
  const words = text.split(";").map((word) => word.trim());
  return words.filter((word) => word !== "");
}

const CLOSES =
  EdgeFlag.steps |
  EdgeFlag.private |
  EdgeFlag.forwardClosed |
  EdgeFlag.backwardClosed |
  EdgeFlag.wheelsClosed |
  EdgeFlag.strollerClosed |
  EdgeFlag.endsOnly;

/** Of two rules of one way what is closed by either. */
export function mostClosedWay(a: WayRule | null, b: WayRule | null): WayRule | null {
  if (a === null || b === null) return a ?? b;
  if (!a.walk || !b.walk) return a.walk ? b : a;
  const closed = (a.attributes | b.attributes) & CLOSES;
  // A ramp helps only where all steps have one.
  const isRamped = [a, b].every(
    ({ attributes }) => (attributes & EdgeFlag.steps) === 0 || (attributes & EdgeFlag.ramp) !== 0,
  );
  const ramp = isRamped ? (a.attributes | b.attributes) & EdgeFlag.ramp : 0;
  const attributes = (a.attributes & ~(CLOSES | EdgeFlag.ramp)) | closed | ramp;
  return { ...a, attributes, trait: worseTrait(a.trait, b.trait) };
}

/** Of two rules of one node what is closed by either. */
export function mostClosedNode(a: NodeRule, b: NodeRule): NodeRule {
  return {
    role: a.role | b.role,
    privateGate: a.privateGate || b.privateGate,
    trait: worseTrait(a.trait ?? null, b.trait ?? null) ?? undefined,
  };
}

/** Of each trait the one that stops more walkers; who is let pass on one part is not on the other. */
function worseTrait(a: StreetTrait | null, b: StreetTrait | null): StreetTrait | null {
  if (a === null || b === null) return dropPass(a ?? b);
  const most = (x = 0, y = 0) => Math.max(x, y);
  const least = (x = Infinity, y = Infinity) => Math.min(x, y);
  const rough = [a, b].map(({ smoothness }) =>
    smoothness === undefined ? -1 : SMOOTHNESS.indexOf(smoothness),
  );
  const trait = { ...a, ...b, incline: most(a.incline, b.incline), widthM: least(a.widthM, b.widthM) };
  const smoothness = SMOOTHNESS[Math.max(...rough)];
  const both = a.passedBy === b.passedBy ? trait : { ...trait, passedBy: undefined };
  const known = { ...both, smoothness, widthM: trait.widthM === Infinity ? undefined : trait.widthM };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}

function dropPass(trait: StreetTrait | null): StreetTrait | null {
  if (trait?.passedBy === undefined) return trait;
  const { passedBy: _, ...rest } = trait;
  return Object.keys(rest).length === 0 ? null : rest;
}
