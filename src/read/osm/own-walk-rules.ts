/**
 * Rules of a city in place of those that are shipped: word by word, each with what it means there.
 *
 * The words are values of tags (`cycleway`, `delivery`, `hedge`), the parts those of `data/tags/walk-rules.json`. What a city
 * does not name stays as shipped.
 */
import { compareWithForm, form, oneOf, z } from "../../base/data-check.js";
import { InvalidInputError } from "../../base/errors.js";
import type { ReadNote } from "../../base/notes.js";
import { BARRIER_KINDS } from "../../network/street-draft.js";
import { type Tags, WALK_RULES, type WalkRules } from "./rule-data.js";

const words = <const States extends readonly string[]>(...states: States) =>
  z.record(z.string().min(1), oneOf(states)).optional();
/** Words are tags with key and value. */
const tags = <const States extends readonly string[]>(...states: States) =>
  z
    .record(
      z.string().regex(/^[^=\s]+=\S.*$/, "expected a tag, key=value, e.g. barrier=fence"),
      oneOf(states),
    )
    .optional();

/** The rules that a city may give. */
export const ownWalkRulesForm = form({
  classes: words("yes", "no").describe(
    "Values of highway: walked or not, e.g. cycleway: no; empty: lines of a layer whose class is empty",
  ),
  access: words("yes", "private", "no").describe(
    "Values of foot and access: open, for residents and their guests, or closed, e.g. customers: private",
  ),
  barriers: words("open", "closed").describe(
    "Values of barrier on a street, where no tag says who may pass, e.g. hedge: open",
  ),
  lifecycle: words("open", "closed").describe("Keys that with the value yes close a way, e.g. disused: open"),
  lifts: words("open", "closed").describe("Values of operational_status of lifts, e.g. maintenance: closed"),
  privateDrives: words("yes", "no").describe(
    "Values of service of private ways that are drives and no compound, e.g. alley: yes",
  ),
  wheels: words("open", "closed").describe(
    "Values of barrier that wheelchairs and strollers pass or not, e.g. bollard: closed",
  ),
  squares: words("yes", "no").describe("Values of highway whose areas are walked across, e.g. path: no"),
  joinedAtEnds: tags("yes", "no").describe(
    "Values of tunnel, bridge and location whose ways are joined at their ends alone, e.g. tunnel=avalanche_protector: no",
  ),
  offStreetBarriers: tags(...BARRIER_KINDS, "no").describe(
    "What nobody crosses off the street, as which kind, e.g. barrier=fence: wall or waterway=canal: no",
  ),
});

/** Rules of a city; see `docs/methods/walk-rules.md`. */
export type OwnWalkRules = z.infer<typeof ownWalkRulesForm>;

type Words<State extends string = string> = Readonly<Record<string, State>>;

/**
 * The shipped rules with those of a city in their place.
 *
 * @throws {InvalidInputError} if a part or what a word means is not known, or a ferry shall be walked
 */
export function withOwnRules(own: OwnWalkRules | undefined, shipped: WalkRules = WALK_RULES): WalkRules {
  if (own === undefined) return shipped;
  requireOwnRules(own);
  const { access, barriers, lifecycle_keys, lifts, private_drives, wheels, squares } = shipped;
  const { operational_status = [] } = lifts.out_of_use;
  return {
    ...shipped,
    classes: { ...shipped.classes, ...classesOf(own.classes) },
    access: { ...access, ...moved({ yes: access.yes, private: access.private, no: access.no }, own.access) },
    barriers: { ...barriers, ...moved({ closed: barriers.closed }, own.barriers) },
    lifecycle_keys: { ...lifecycle_keys, keys: moved({ closed: lifecycle_keys.keys }, own.lifecycle).closed },
    lifts: {
      ...lifts,
      out_of_use: {
        ...lifts.out_of_use,
        operational_status: moved({ closed: operational_status }, own.lifts).closed,
      },
    },
    private_drives: {
      ...private_drives,
      service: moved({ yes: private_drives.service }, own.privateDrives).yes,
    },
    wheels: { ...wheels, closed_barriers: moved({ closed: wheels.closed_barriers }, own.wheels).closed },
    squares: { ...squares, classes: moved({ yes: squares.classes }, own.squares).yes },
    joined_at_ends: joinedAtEnds(shipped.joined_at_ends, own.joinedAtEnds),
    off_street_barriers: offStreet(shipped.off_street_barriers, own.offStreetBarriers),
  };
}

/** @throws {InvalidInputError} naming every key that is wrong, what came and what was expected */
function requireOwnRules(own: OwnWalkRules): void {
  const outcome = compareWithForm(ownWalkRulesForm, own);
  const faults = outcome.ok ? ownRuleFaults(own) : outcome.problems;
  if (faults.length === 0) return;
  const lines = faults.map(({ at, message }) => `${["walkRules", ...at].join(".")}: ${message}`);
  throw new InvalidInputError(lines.join("; "));
}

/** What is wrong with rules whose form is right. */
export function ownRuleFaults(
  own: OwnWalkRules,
): { readonly at: readonly string[]; readonly message: string }[] {
  const isFerry = own.classes?.ferry === "yes";
  const ends = Object.keys(own.joinedAtEnds ?? {}).filter((tag) => !/^(?:tunnel|bridge|location)=/.test(tag));
  return [
    ...(isFerry
      ? [
          {
            at: ["classes", "ferry"],
            message: '"yes" is given, expected no: a ferry has a timetable, and no minutes can be said',
          },
        ]
      : []),
    ...ends.map((tag) => ({
      at: ["joinedAtEnds", tag],
      message: `"${tag}" is given, expected a tag of tunnel, bridge or location, e.g. tunnel=avalanche_protector`,
    })),
  ];
}

function classesOf(own: Words = {}): WalkRules["classes"] {
  return Object.fromEntries(
    Object.entries(own).map(([name, state]) => [name, { walk: state === "yes", source: "own" }]),
  );
}

/** Lists by state, each word in that which is given for it; a state without a list takes a word off all of them. */
function moved<State extends string>(
  lists: Readonly<Record<State, readonly string[]>>,
  own: Words = {},
): Record<State, readonly string[]> {
  const entries = Object.entries(lists) as [State, readonly string[]][];
  const list = ([state, shipped]: [State, readonly string[]]) => [
    ...shipped.filter((word) => !Object.hasOwn(own, word)),
    ...Object.keys(own).filter((word) => own[word] === state),
  ];
  return Object.fromEntries(entries.map((entry) => [entry[0], list(entry)])) as Record<State, string[]>;
}

function joinedAtEnds(shipped: WalkRules["joined_at_ends"], own: Words = {}): WalkRules["joined_at_ends"] {
  const ofKey = (key: string): Words =>
    Object.fromEntries(
      Object.entries(own).flatMap(([tag, state]) =>
        tag.startsWith(`${key}=`) ? [[tag.slice(key.length + 1), state]] : [],
      ),
    );
  return {
    ...shipped,
    tunnel_but: moved({ no: shipped.tunnel_but }, ofKey("tunnel")).no,
    bridge_but: moved({ no: shipped.bridge_but }, ofKey("bridge")).no,
    location: moved({ yes: shipped.location }, ofKey("location")).yes,
  };
}

type OffStreet = WalkRules["off_street_barriers"];

function offStreet(shipped: OffStreet, own: Words = {}): OffStreet {
  const without = (values: Readonly<Record<string, readonly string[]>>) =>
    Object.fromEntries(
      Object.entries(values).map(([key, list]) => [
        key,
        list.filter((value) => !Object.hasOwn(own, `${key}=${value}`)),
      ]),
    );
  const kinds = BARRIER_KINDS.map((kind) => {
    const values: Record<string, readonly string[]> = without(shipped[kind]);
    for (const [tag, state] of Object.entries(own)) {
      const [key, value] = keyAndValue(tag);
      if (state === kind) values[key] = [...(values[key] ?? []), value];
    }
    return [kind, values] as const;
  });
  return { ...shipped, ...Object.fromEntries(kinds), areas_only: without(shipped.areas_only) };
}

function keyAndValue(tag: string): [key: string, value: string] {
  const at = tag.indexOf("=");
  return [tag.slice(0, at), tag.slice(at + 1)];
}

/** Codes of the notes on rules of a city; the lineage lists their subjects. */
const OWN_RULE_NOTE = "walk-rule-of-the-city";
const UNMET_RULE_NOTE = "walk-rule-unmet";

/** Codes of both notes on rules of a city. */
export const OWN_RULE_NOTES: readonly string[] = [OWN_RULE_NOTE, UNMET_RULE_NOTE];

/**
 * One note a rule of the city, with the number of things that it speaks of.
 *
 * @param timesOf - how many ways, nodes and lines have a tag
 */
export function ownRuleNotes(
  own: OwnWalkRules | undefined,
  timesOf: (key: string, value: string) => number,
): ReadNote[] {
  if (own === undefined) return [];
  return Object.entries(own).flatMap(([part, states = {}]) =>
    Object.entries(states).map(([word, state]): ReadNote => {
      const count = TAGS_OF_PART[part as keyof OwnWalkRules](word).reduce((n, tag) => n + timesOf(...tag), 0);
      const subject = `${part}.${word}: ${state}`;
      return count > 0
        ? {
            code: OWN_RULE_NOTE,
            count,
            message: `ways, nodes and lines fall under a rule of the city: ${subject}`,
            zh: `处道路、节点或线适用本市规则：${subject}`,
            outcome: "used",
            meaning: "rule of the city",
            subject,
            decides: true,
          }
        : {
            code: UNMET_RULE_NOTE,
            count: 0,
            message: `ways, nodes and lines have what a rule of the city speaks of: ${subject}`,
            zh: `处道路、节点或线符合本市规则所指：${subject}`,
            outcome: "not-used",
            subject,
            decides: true,
          };
    }),
  );
}

/** The tags that a word of each part stands for. */
const TAGS_OF_PART: Readonly<Record<keyof OwnWalkRules, (word: string) => (readonly [string, string])[]>> = {
  classes: (word) => CLASS_KEYS.map((key) => [key, word]),
  access: (word) => WALK_RULES.access.order.map((key) => [key, word]),
  barriers: (word) => [["barrier", word]],
  lifecycle: (word) => [[word, WALK_RULES.lifecycle_keys.value]],
  lifts: (word) => [["operational_status", word]],
  privateDrives: (word) => [["service", word]],
  wheels: (word) => [["barrier", word]],
  squares: (word) => CLASS_KEYS.map((key) => [key, word]),
  joinedAtEnds: (tag) => [keyAndValue(tag)],
  offStreetBarriers: (tag) => [keyAndValue(tag)],
};

/** Keys whose values are classes of streets. */
const CLASS_KEYS = ["highway", "railway", "public_transport", "man_made", "indoor", "route"];

/** Whether some tags have this one, alone or among several values. */
export function hasTag(tags: Tags, key: string, value: string): boolean {
  const text = tags[key];
  return (
    text === value || (text?.includes(";") === true && text.split(";").some((one) => one.trim() === value))
  );
}
