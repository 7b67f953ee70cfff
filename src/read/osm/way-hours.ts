/**
 * When a way or gate is open: `opening_hours`, `access:conditional` and `foot:conditional`, `seasonal`.
 *
 * Conditions are kept word for word; what holds at a time is found when a time is asked (`network/street-hours.ts`).
 */
import type { StreetHours } from "../../network/street-hours.js";
import { WALK_RULES } from "./rule-data.js";

/** `yes @ (06:00-22:00)`, several apart by semicolons. */
const RULE = /([a-z_]+)\s*@\s*(\([^)]*\)|[^;]+)/g;

/** The tags that say when a way or gate is open. */
type HourTags = Readonly<
  Partial<
    Record<
      "foot" | "foot:conditional" | "access:conditional" | "seasonal" | "opening_hours",
      string | undefined
    >
  >
>;

/**
 * The hours of a way or gate; null where its tags give none.
 *
 * @param access - what its tags say without a time
 */
export function hoursOf(tags: HourTags, access: "yes" | "private" | "no"): StreetHours | null {
  const conditional =
    tags["foot:conditional"] ?? (tags.foot === undefined ? tags["access:conditional"] : undefined);
  const rules = [...(conditional ?? "").matchAll(RULE)].flatMap(([, value = "", when = ""]) => {
    const open = isOpen(value);
    return open === null ? [] : [{ open, when: when.replace(/^\(|\)$/g, "").trim() }];
  });
  const { seasonal, opening_hours: hours } = tags;
  const season = seasonal === undefined || seasonal === "no" || seasonal === "yes" ? undefined : seasonal;
  if (rules.length === 0 && hours === undefined && season === undefined) return null;
  return {
    open: access === "yes",
    ...(hours === undefined ? {} : { hours }),
    ...(season === undefined ? {} : { season }),
    ...(rules.length === 0 ? {} : { rules }),
  };
}

/** Whether strangers on foot may pass by an access value; null where it is not known. */
function isOpen(value: string): boolean | null {
  if (WALK_RULES.access.yes.includes(value)) return true;
  return WALK_RULES.access.no.includes(value) || WALK_RULES.access.private.includes(value) ? false : null;
}
