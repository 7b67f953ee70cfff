/**
 * When a way or gate is open: `opening_hours`, `access:conditional` and `foot:conditional`, `seasonal`.
 *
 * Conditions are kept word for word; what holds at a time is found when a time is asked (`network/street-hours.ts`).
 */
import type { StreetHours } from "../../network/street-hours.js";
import type { WalkRules } from "./rule-data.js";

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
export function hoursOf(
  tags: HourTags,
  access: "yes" | "private" | "no",
  rules: WalkRules,
): StreetHours | null {
  const { foot, "foot:conditional": ofFoot, "access:conditional": ofAll } = tags;
  const conditional = ofFoot ?? (foot === undefined ? ofAll : undefined);
  const conditions = conditionsOf(conditional ?? "", rules);
  const { seasonal, opening_hours: hours } = tags;
  const season = seasonal === undefined || seasonal === "no" || seasonal === "yes" ? undefined : seasonal;
  if (conditions.length === 0 && hours === undefined && season === undefined) return null;
  return {
    open: access === "yes",
    ...(hours === undefined ? {} : { hours }),
    ...(season === undefined ? {} : { season }),
    ...(conditions.length === 0 ? {} : { rules: conditions }),
  };
}

function conditionsOf(text: string, rules: WalkRules): { open: boolean; when: string }[] {
  return [...text.matchAll(RULE)].flatMap(([, value = "", when = ""]) => {
    const open = isOpen(value, rules);
    return open === null ? [] : [{ open, when: when.replace(/^\(|\)$/g, "").trim() }];
  });
}

/** Whether strangers on foot may pass by an access value; null where it is not known. */
function isOpen(value: string, { access }: WalkRules): boolean | null {
  if (access.yes.includes(value)) return true;
  return access.no.includes(value) || access.private.includes(value) ? false : null;
}

/** Whether some condition of a tag says who may pass, and when. */
export function hasCondition(text: string, rules: WalkRules): boolean {
  return conditionsOf(text, rules).length > 0;
}
