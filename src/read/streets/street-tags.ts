/**
 * What the properties of a line say of it as a street.
 *
 * Where a layer has a column `highway`, its values are read by the walk rules for OpenStreetMap's tags; where it has
 * none, every line is a street that people walk.
 */

import { ruleOfWay, STREET_CLASSES, type WayRule } from "../osm/walk-rules.js";
import type { RawFeature } from "../tables/raw-layer.js";

/** The class of streets whose class nobody gave. */
const UNCLASSED = "street";

export interface StreetRules {
  readonly classes: readonly string[];
  /** The rule of a line; null where the layer has classes and this line is no street. */
  readonly ruleOf: (values: RawFeature["values"]) => WayRule | null;
}

/** The rules for a layer with these features. */
export function streetRules(features: readonly RawFeature[]): StreetRules {
  if (features.some(({ values }) => "highway" in values)) {
    return { classes: STREET_CLASSES, ruleOf: (values) => ruleOfWay(tagsOfValues(values)) };
  }
  return { classes: [UNCLASSED], ruleOf: () => ({ walk: true, streetClass: 0, attributes: 0 }) };
}

/** Properties as tags: texts and numbers; of a list, as OSMnx writes for merged streets, the first entry. */
export function tagsOfValues(values: RawFeature["values"]): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const [key, value] of Object.entries(values)) {
    const said = tagOf(value);
    if (said !== "") tags[key] = said;
  }
  return tags;
}

function tagOf(value: unknown): string {
  if (Array.isArray(value)) return tagOf(value[0]);
  if (value === true) return "yes";
  if (value === null || value === undefined || typeof value === "object" || value === false) return "";
  const text = String(value).trim();
  return /^\[\s*(['"])(.*?)\1/.exec(text)?.[2] ?? text;
}
