/**
 * Year on year: which units newly fail, which have recovered, which fail still and since when.
 *
 * Two or more runs, oldest first. A unit whose verdict is missing in a run neither fails nor passes there: a failure that
 * can no longer be judged is not a recovery. Where the rule is another one, a change may be the rule's and is marked.
 */

import { itemAt, nothingAt } from "../base/at.js";
import { aList, aThing, checkCall } from "../base/check-call.js";
import { InvalidInputError } from "../base/errors.js";

/** One unit and service of one run. */
export interface LedgerEntry {
  readonly level: string;
  readonly unit: string;
  readonly name: string;
  readonly service: string;
  /** Null where it could not be judged. */
  readonly fails: boolean | null;
  readonly share: number | null;
  readonly residents: number | null;
  /** Demand in gap, in the group of the service. */
  readonly gap: number | null;
  readonly clause: string;
}

/** One run of `analyze`, as far as its ledger goes. */
export interface LedgerRun {
  /** A year, or the name of the folder. */
  readonly label: string;
  /** Rule, group and weight of each service in one line: runs with equal lines compare. */
  readonly rules: Readonly<Record<string, string>>;
  /** What else has to be alike for the runs to compare, e.g. versions of rule sets: name → value. */
  readonly basis: Readonly<Record<string, string>>;
  /** Whom to name as the source; empty or absent where nobody has to be named. */
  readonly attribution?: string | undefined;
  readonly entries: readonly LedgerEntry[];
}

const RUNS = aList(aThing("a run, { label, rules, basis, entries }", "label", "rules", "basis", "entries"));

/** What became of a unit and service between the last two runs. */
export const LEDGER_STATES = [
  "newly-failing",
  "still-failing",
  "recovered",
  "no-longer-judged",
  "newly-judged-failing",
] as const;

/** One of `LEDGER_STATES`. */
export type LedgerState = (typeof LEDGER_STATES)[number];

/** A unit and service that fails in one of the last two runs. */
export interface LedgerChange {
  readonly state: LedgerState;
  readonly level: string;
  readonly unit: string;
  readonly name: string;
  readonly service: string;
  /** Runs in a row in which it fails, up to the last in which it does. */
  readonly runsFailing: number;
  /** Label of the first of them. */
  readonly since: string;
  readonly before: LedgerEntry | null;
  readonly after: LedgerEntry | null;
  /** Whether the rule of the service differs between the two runs. */
  readonly isOtherRule: boolean;
}

/** A unit whose residents differ between two runs, or that only one of them holds. */
export interface ResidentsChange {
  readonly level: string;
  readonly unit: string;
  readonly name: string;
  /** Null where the run does not hold the unit, or its residents are not known. */
  readonly before: number | null;
  readonly after: number | null;
}

/** How many units of one level changed in which way, for one service. */
export interface LedgerSummary {
  readonly level: string;
  readonly service: string;
  readonly states: Readonly<Record<LedgerState, number>>;
  readonly failingBefore: number;
  readonly failingAfter: number;
  readonly isOtherRule: boolean;
}

/** The last run beside the one before it. */
export interface LedgerComparison {
  /** Whom to name, of both runs; empty where nobody has to be named. */
  readonly attribution: string;
  readonly before: string;
  readonly after: string;
  /** What makes the last two runs hard to compare, in words. */
  readonly warnings: readonly string[];
  readonly summary: readonly LedgerSummary[];
  /** By level, service and unit as in the last run; units that it lacks come last. */
  readonly changes: readonly LedgerChange[];
  /** Units whose residents changed, came or went. */
  readonly residents: readonly ResidentsChange[];
}

/**
 * Compares the last run with the one before it; earlier runs show since when a unit has failed.
 *
 * @param runs - oldest first, as `readLedgerRun` reads them
 * @returns units that newly fail, still fail or have recovered, with warnings where the runs are hard to compare
 * @throws {InvalidInputError} if there are fewer than two runs
 *
 * @example
 * const { changes } = compareLedgers([readLedgerRun("runs/2025"), readLedgerRun("runs/2026")]);
 * changes.map(({ name, state }) => [name, state]); // => [["North", "recovered"]]
 */
export function compareLedgers(runs: readonly LedgerRun[]): LedgerComparison {
  checkCall("compareLedgers", ["runs", runs, RUNS]);
  const [before, after] = [runs[runs.length - 2], runs[runs.length - 1]];
  if (before === undefined || after === undefined)
    throw new InvalidInputError(`${runs.length} runs were given, expected at least two`);
  const indexed = runs.map(({ entries }) => new Map(entries.map((entry) => [keyOf(entry), entry])));
  const [old, now] = [itemAt(indexed, -2), itemAt(indexed, -1)];
  const keys = [...new Set([...now.keys(), ...old.keys()])];
  const isOther = (service: string) => before.rules[service] !== after.rules[service];
  const changes = keys.flatMap((key): LedgerChange[] => {
    const [was, is] = [old.get(key) ?? null, now.get(key) ?? null];
    const state = stateOf(was, is);
    if (state === null) return [];
    const { level, unit, name, service } = is ?? was ?? nothingAt(key);
    const last = is?.fails === true ? runs.length - 1 : runs.length - 2;
    let first = last;
    while (first > 0 && indexed[first - 1]?.get(key)?.fails === true) first--;
    const [runsFailing, since] = [last - first + 1, itemAt(runs, first).label];
    const isOtherRule = isOther(service);
    return [{ state, level, unit, name, service, runsFailing, since, before: was, after: is, isOtherRule }];
  });
  return {
    attribution: [...new Set([before, after].flatMap((run) => run.attribution || []))].join("; "),
    before: before.label,
    after: after.label,
    warnings: warningsOf(before, after),
    summary: summaryOf(before, after, changes, isOther),
    changes,
    residents: residentsOf(before, after),
  };
}

function stateOf(was: LedgerEntry | null, is: LedgerEntry | null): LedgerState | null {
  const [before, after] = [was?.fails ?? null, is?.fails ?? null];
  if (after === true)
    return before === true ? "still-failing" : before === false ? "newly-failing" : "newly-judged-failing";
  if (before !== true) return null;
  return after === false ? "recovered" : "no-longer-judged";
}

function warningsOf(before: LedgerRun, after: LedgerRun): string[] {
  const other = (what: string, was: string | undefined, is: string | undefined) =>
    was === is ? [] : [`${what}: ${was ?? "not asked"} before, ${is ?? "not asked"} now`];
  const names = (key: "basis" | "rules") => [
    ...new Set([...Object.keys(before[key]), ...Object.keys(after[key])]),
  ];
  return [
    ...names("basis").flatMap((name) => other(name, before.basis[name], after.basis[name])),
    ...names("rules").flatMap((name) => other(`rule of ${name}`, before.rules[name], after.rules[name])),
  ];
}

function summaryOf(
  before: LedgerRun,
  after: LedgerRun,
  changes: readonly LedgerChange[],
  isOther: (service: string) => boolean,
): LedgerSummary[] {
  const pairs = new Map(
    [...after.entries, ...before.entries].map((one) => [`${one.level} ${one.service}`, one]),
  );
  return [...pairs.values()].map(({ level, service }) => {
    const rowsOfPair = <Row extends { level: string; service: string }>(rows: readonly Row[]) =>
      rows.filter((row) => row.level === level && row.service === service);
    const states = LEDGER_STATES.map((state) => [
      state,
      rowsOfPair(changes).filter((c) => c.state === state).length,
    ]);
    return {
      level,
      service,
      states: Object.fromEntries(states) as Record<LedgerState, number>,
      failingBefore: rowsOfPair(before.entries).filter(({ fails }) => fails === true).length,
      failingAfter: rowsOfPair(after.entries).filter(({ fails }) => fails === true).length,
      isOtherRule: isOther(service),
    };
  });
}

/** One row a unit; every service of a unit gives the same residents. */
function residentsOf(before: LedgerRun, after: LedgerRun): ResidentsChange[] {
  const unitsOf = ({ entries }: LedgerRun) =>
    new Map(entries.map((one) => [`${one.level} ${one.unit}`, one]));
  const [old, now] = [unitsOf(before), unitsOf(after)];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const { level, unit, name } = is ?? was ?? nothingAt(key);
    const change = { level, unit, name, before: was?.residents ?? null, after: is?.residents ?? null };
    const isSame = was !== undefined && is !== undefined && change.before === change.after;
    return isSame ? [] : [change];
  });
}

function keyOf({ level, unit, service }: LedgerEntry): string {
  return JSON.stringify([level, unit, service]);
}
