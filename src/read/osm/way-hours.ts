/**
 * When a way or gate is open: `opening_hours`, `access:conditional` and `foot:conditional`, `seasonal`.
 *
 * Conditions are kept word for word; what holds at a time is found when a time is asked (`network/street-hours.ts`). Mappers write
 * conditions into `foot` and `access` themselves too (`access=yes @ (08:00-20:00)`): then nothing else holds at other times.
 */
import type { StreetHours } from "../../network/street-hours.js";
import type { WalkRules } from "./rule-data.js";

/** `yes @ (06:00-22:00)`, several apart by semicolons; brackets may stand in brackets: `((sunset+00:30)-06:00)`. */
const RULE = /([a-z_]+)\s*@\s*(\((?:[^()]|\([^()]*\))*\)|[^;]+)/gi;

/** The tags that say when a way or gate is open. */
type HourTags = Readonly<
  Partial<
    Record<
      "foot" | "access" | "foot:conditional" | "access:conditional" | "seasonal" | "opening_hours",
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
  const conditions = conditionsIn(tags, rules);
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

/** Conditions of walkers before those of all; a condition in the plain key closes at all other times. */
function conditionsIn(tags: HourTags, rules: WalkRules): StreetHours["rules"] & object {
  const { foot, access, "foot:conditional": ofFoot, "access:conditional": ofAll } = tags;
  if (ofFoot !== undefined) return conditionsOf(ofFoot, rules);
  if (isConditional(foot)) return aloneOpen(conditionsOf(foot, rules));
  if (foot !== undefined) return [];
  if (ofAll !== undefined) return conditionsOf(ofAll, rules);
  return isConditional(access) ? aloneOpen(conditionsOf(access, rules)) : [];
}

/** Whether a value of `foot` or `access` is a condition. */
export function isConditional(value: string | undefined): value is string {
  return value?.includes("@") === true;
}

/** Where conditions only open, what they speak of is closed else. */
function aloneOpen(conditions: { open: boolean; when: string }[]) {
  const opens = conditions.length > 0 && conditions.every(({ open }) => open);
  return opens ? [{ open: false, when: "24/7" }, ...conditions] : conditions;
}

function conditionsOf(text: string, rules: WalkRules): { open: boolean; when: string }[] {
  return [...text.matchAll(RULE)].flatMap(([, value = "", when = ""]) => {
    const open = isOpen(value.toLowerCase(), rules);
    const condition = when.trim();
    return open === null ? [] : [{ open, when: condition.replace(/^\((.*)\)$/, "$1").trim() }];
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
