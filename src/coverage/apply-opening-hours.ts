/**
 * What is in reach and open at a time: two reports, of all facilities and of those that are not closed then, made one.
 *
 * A block is met if one that is not closed then is in reach. If only closed ones are, it is a gap, `closed-then`; where
 * the source is incomplete it is unknown, since an open one may be missing. All other blocks keep what holds at any time.
 * Facilities whose hours are not known count as open; how many those are is said.
 */
import { itemAt, lookUp } from "../base/at.js";
import { NO_FACILITY } from "../base/cost-units.js";
import { InvalidInputError } from "../base/errors.js";
import { countedNote, type ReadNote } from "../base/notes.js";
import type { Block, Facility, FacilitySet } from "../places/places.js";
import type { StudyTime } from "../places/study-time.js";
import { type GapReport, REASONS, type ServiceGaps, VERDICTS } from "./gap-report.js";
import { summarise } from "./summarise.js";

/** `unhoured`: gives no hours; `unclear`: gives hours that cannot be understood, or that may or may not hold then. */
const OPEN_STATES = ["open", "closed", "unhoured", "unclear"] as const;
/** Whether a facility is open at the given time; the last two count as open. */
export type OpenState = (typeof OPEN_STATES)[number];

/** The time of a report, and which facilities are closed then. */
export interface ReportTime extends StudyTime {
  /** Per facility of the report: index into `OPEN_STATES`. */
  readonly state: Uint8Array;
}

const [MET, GAP, UNKNOWN] = [VERDICTS.indexOf("met"), VERDICTS.indexOf("gap"), VERDICTS.indexOf("unknown")];
const CLOSED = OPEN_STATES.indexOf("closed");

/** The facilities that are not closed then; all that is said of the set stays. */
export function notClosed(set: FacilitySet, state: (facility: Facility) => OpenState): FacilitySet {
  return { ...set, facilities: set.facilities.filter((one) => state(one) !== "closed") };
}

/**
 * The report at a time.
 *
 * @param all - of all facilities
 * @param open - of the same blocks and requirements, and of the facilities of `all` that are not closed then
 * @returns walks, nearest facility and verdict are those of `open` where it meets the requirement, else those of `all`;
 *   `inReach` counts what is not closed
 * @throws {InvalidInputError} if the two reports are not of the same blocks and services
 */
export function applyOpeningHours(
  all: GapReport,
  open: GapReport,
  time: StudyTime,
  stateOf: (facility: Facility) => OpenState,
): GapReport {
  if (
    all.blocks.blocks.length !== open.blocks.blocks.length ||
    all.services.length !== open.services.length
  ) {
    throw new InvalidInputError("Expected two reports of the same blocks and services");
  }
  const positions = new Map(all.facilities.facilities.map(({ id }, f) => [id, f]));
  const positionOf = open.facilities.facilities.map(({ id }) => lookUp(positions, id));
  const states = all.facilities.facilities.map(stateOf);
  const notes = notesOn(states, time);
  return {
    ...all,
    facilities: { ...all.facilities, notes: [...all.facilities.notes, ...notes] },
    services: all.services.map((gaps, s) =>
      mergeService(gaps, itemAt(open.services, s), positionOf, all.blocks.blocks),
    ),
    // Met at that time is what `open` calls met, and what it flags at the edge is what could change.
    boundary: open.boundary ?? all.boundary,
    time: { ...time, state: Uint8Array.from(states, (one) => OPEN_STATES.indexOf(one)) },
  };
}

function mergeService(
  all: ServiceGaps,
  then: ServiceGaps,
  positionOf: readonly number[],
  blocks: readonly Block[],
): ServiceGaps {
  const [verdict, reason] = [Uint8Array.from(all.verdict), Uint8Array.from(all.reason)];
  const columns = {
    nearest: Uint32Array.from(all.nearest),
    walkMm: Uint32Array.from(all.walkMm),
    walkMs: Uint32Array.from(all.walkMs),
    straightToNearestMm: Uint32Array.from(all.straightToNearestMm),
    notOpen: Uint32Array.from(all.notOpen),
    notOpenMm: Uint32Array.from(all.notOpenMm),
    notOpenMs: Uint32Array.from(all.notOpenMs),
  };
  const renumbered = (f: number) => (f === NO_FACILITY ? NO_FACILITY : itemAt(positionOf, f));
  for (let b = 0; b < blocks.length; b++) {
    if (then.verdict[b] === MET || all.requirement.judged === false) {
      for (const name of ["walkMm", "walkMs", "straightToNearestMm", "notOpenMm", "notOpenMs"] as const)
        columns[name][b] = itemAt(then[name], b);
      columns.nearest[b] = renumbered(itemAt(then.nearest, b));
      columns.notOpen[b] = renumbered(itemAt(then.notOpen, b));
    } else if (all.verdict[b] === MET) {
      const isKnown = all.completeness !== "incomplete";
      verdict[b] = isKnown ? GAP : UNKNOWN;
      reason[b] = REASONS.indexOf(isKnown ? "closed-then" : "not-mapped");
    }
  }
  const gaps = { ...all, ...columns, inReach: then.inReach, verdict, reason };
  return { ...gaps, summary: summarise(gaps, blocks) };
}

/** Whether a facility of a report counts at its time; all do where none was asked about. */
export function isCounted({ time }: Pick<GapReport, "time">, facility: number): boolean {
  return time === undefined || time.state[facility] !== CLOSED;
}

function notesOn(states: readonly OpenState[], { wallTime, timeZone }: StudyTime): ReadNote[] {
  const clock = `${wallTime.replace("T", " ")}${timeZone === null ? "" : ` (${timeZone})`}`;
  const noteKinds: readonly (readonly [state: OpenState, code: string, message: string])[] = [
    ["open", "hours-open", `facilities are open at ${clock}, by the hours that they give`],
    ["closed", "hours-closed", `facilities are closed at ${clock}: they serve nobody then`],
    ["unhoured", "hours-missing", "facilities give no opening hours and are taken as open"],
    [
      "unclear",
      "hours-unclear",
      "facilities give hours that cannot be understood or may not hold, and are taken as open",
    ],
  ];
  return noteKinds.flatMap(([state, code, message]) =>
    countedNote(code, states.filter((one) => one === state).length, message),
  );
}
