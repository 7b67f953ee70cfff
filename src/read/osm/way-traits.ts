/**
 * What tags say of a way beyond its class: incline, width, smoothness, floor, and whether it is joined at its ends alone.
 *
 * Which tags count is data (`joined_at_ends` and `wheels` in `data/tags/walk-rules.json`).
 */
import type { StreetHours } from "../../network/street-hours.js";
import { SMOOTHNESS, type StreetTrait } from "../../network/street-traits.js";
import type { Tags, WalkRules } from "./rule-data.js";

/** The traits of a way or of a barrier with these tags; null where there are none. */
export function traitOf(
  tags: Tags,
  isAtEndsOnly: boolean,
  hours: StreetHours | null,
  rules: WalkRules,
): StreetTrait | null {
  const levels = isAtEndsOnly ? floorsOf(tags.level) : null;
  const trait = {
    ...given("incline", inclineOf(tags.incline)),
    ...given("widthM", widthOf(tags)),
    ...given("smoothness", SMOOTHNESS.find((one) => one === tags.smoothness) ?? null),
    ...given("passedBy", passedBy(tags, rules)),
    ...given("levels", levels),
    ...given("hours", hours),
  };
  return Object.keys(trait).length === 0 ? null : trait;
}

function given<Key extends string, Value>(key: Key, value: Value | null): { [K in Key]?: Value } {
  return value === null ? {} : ({ [key]: value } as { [K in Key]?: Value });
}

/** Whether a way is joined at its ends alone: below ground, on a bridge, or inside a building on another floor. */
export function isAtEndsOnly(tags: Tags, streetClass: string, rules: WalkRules): boolean {
  const { tunnel_but, bridge_but, location, roofed } = rules.joined_at_ends;
  const isOther = (value: string | undefined, but: readonly string[]) =>
    value !== undefined && !but.includes(value);
  if (isOther(tags.tunnel, tunnel_but) || isOther(tags.bridge, bridge_but)) return true;
  if (location.includes(tags.location ?? "")) return true;
  const isIndoor = tags.indoor !== undefined && tags.indoor !== "no";
  const isRoofed = isOther(tags.covered, ["no"]);
  if (isRoofed && (isIndoor || Number(tags.layer) < 0)) return true;
  const isBuilt = isIndoor || isRoofed || roofed.includes(streetClass);
  const levels = floorsOf(tags.level);
  return isBuilt && levels !== null && !levels.includes(0);
}

/** Floors of `level`: `-1`, `0;1`, `-2--1`; null where it says none. */
export function floorsOf(text: string | undefined): number[] | null {
  if (text === undefined) return null;
  const levels = text.split(";").flatMap((part) => {
    const range = /^\s*(-?\d+(?:\.\d+)?)(?:\s*-\s*(-?\d+(?:\.\d+)?))?\s*$/.exec(part);
    if (range === null) return [];
    const [low, high] = [Number(range[1]), Number(range[2] ?? range[1])];
    // Between the ends of a range lie the whole floors.
    const between = Array.from(
      { length: Math.max(0, Math.min(200, high - low)) },
      (_, i) => Math.ceil(low) + i,
    );
    return [low, ...between, high];
  });
  return levels.length === 0 ? null : [...new Set(levels)].sort((a, b) => a - b);
}

/** `8%`, `-12,5 %`, `5°`, `1:12`, a bare number in per cent: rise over run without its sign; null for `up` and the like. */
export function inclineOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const ratio = /^\s*(\d+(?:[.,]\d+)?)\s*:\s*(\d+(?:[.,]\d+)?)\s*$/.exec(text);
  if (ratio !== null) {
    const [rise, run] = [numberIn(ratio[1]), numberIn(ratio[2])];
    return run > 0 ? rise / run : null;
  }
  const values = text.match(/\d+(?:[.,]\d+)?/g)?.map(numberIn) ?? [];
  if (values.length === 0) return null;
  const most = Math.max(...values);
  const isDegrees = /°|deg/.test(text);
  if (isDegrees && most >= 90) return null;
  return isDegrees ? Math.tan((most * Math.PI) / 180) : most / 100;
}

/** The narrowest of what is said, metres. */
function widthOf(tags: Tags): number | null {
  const { width, est_width } = tags;
  const said = [tags["maxwidth:physical"], tags.barrier === undefined ? (width ?? est_width) : undefined]
    .map(lengthOf)
    .filter((length) => length !== null);
  return said.length === 0 ? null : Math.min(...said);
}

/** `0.8`, `0,8 m`, `80 cm`, `2'6"`, `30"`, of a range the least: metres; null where it says none. */
export function lengthOf(text: string | undefined): number | null {
  const feet = /^\s*(?:(\d+)')?\s*(?:(\d+(?:\.\d+)?)")?\s*$/.exec(text ?? "");
  const inches = feet === null ? 0 : Number(feet[1] ?? 0) * 12 + Number(feet[2] ?? 0);
  if (inches > 0) return inches * 0.0254;
  const metric = /^\s*[~<]?\s*(\d+(?:[.,]\d+)?)(?:\s*-\s*\d+(?:[.,]\d+)?)?\s*(m|cm|mm|ft|in)?\s*$/i.exec(
    text ?? "",
  );
  if (metric === null) return null;
  const unit = { m: 1, cm: 0.01, mm: 0.001, ft: 0.3048, in: 0.0254 }[(metric[2] ?? "m").toLowerCase()] ?? 1;
  const length = numberIn(metric[1]) * unit;
  return length > 0 ? length : null;
}

function numberIn(text: string | undefined): number {
  return Number((text ?? "").replace(",", "."));
}

/** A stroller passes where a wheelchair does, unless it is closed to strollers. */
function passedBy({ wheelchair, stroller }: Tags, rules: WalkRules): StreetTrait["passedBy"] | null {
  const { said } = rules.wheels;
  if (said.includes(wheelchair ?? "")) return stroller === "no" ? null : "wheelchair";
  return said.includes(stroller ?? "") ? "stroller" : null;
}
