/**
 * Notes of readers: what was used, left out, taken as missing or assumed in a file, and how often.
 */

/**
 * What happened to a column, a tag, a row or a cell, the weightiest first: passed over; a row or object left out; a
 * cell taken as missing; something supposed that the file does not say; used as it stands.
 */
const OUTCOMES = ["not-used", "left-out", "missing", "assumed", "used"] as const;

/** What happened: one of `OUTCOMES`. */
export type ReadOutcome = (typeof OUTCOMES)[number];

/** One line of the account of what was read: what was used, left out, taken as missing or assumed, and how often. */
export interface ReadNote {
  /** Stable code, e.g. `levels-assumed`. */
  readonly code: string;
  /** Of rows, cells, ways, people: what `message` counts. */
  readonly count: number;
  /** English, without the count that stands before it: `rows have no coordinates and are left out`. */
  readonly message: string;
  /** The same in Chinese; by default it is made from code and message where the code is known. */
  readonly zh?: string | undefined;
  /** What happened; absent in notes that only count. */
  readonly outcome?: ReadOutcome | undefined;
  /** `streets`, `blocks`, `facilities`, `units`, `area`; absent where the set that holds the note says so. */
  readonly layer?: string | undefined;
  /** Name of the file without its folder. */
  readonly file?: string | undefined;
  /** The column or tag, as it stands in the file. */
  readonly subject?: string | undefined;
  /** As what the subject is used, or what it perhaps means. */
  readonly meaning?: string | undefined;
  /** It can open or close a walk: it stands before others to which the same happened. */
  readonly decides?: boolean | undefined;
  /** Verdicts hang on it until the user says what it means. */
  readonly unsettled?: boolean | undefined;
}

/** A note on so many things of one kind; none where there are none. */
export function countedNote(code: string, count: number, message: string, outcome?: ReadOutcome): ReadNote[] {
  return count > 0 ? [{ code, count, message, ...(outcome === undefined ? {} : { outcome }) }] : [];
}

/** A stable code made of the words of a message. */
export function codeOfMessage(message: string): string {
  return message.replace(/[^a-z]+/g, "-").replace(/^-|-$/g, "");
}

/** Notes of a layer, of a file: what each note does not say itself. */
export function notesOfLayer(layer: string, notes: readonly ReadNote[], file?: string): ReadNote[] {
  return notes.map((note) => ({ ...(file === undefined ? {} : { file }), layer, ...note }));
}

/** The weightiest first: what verdicts hang on, then by what happened, then by how often; else in the order given. */
export function byWeight(notes: readonly ReadNote[]): ReadNote[] {
  const rank = ({ unsettled, outcome }: ReadNote) =>
    unsettled === true
      ? -1
      : outcome === undefined
        ? OUTCOMES.indexOf("used") - 0.5
        : OUTCOMES.indexOf(outcome);
  const after = ({ decides }: ReadNote) => (decides === true ? 0 : 1);
  return [...notes].sort((a, b) => rank(a) - rank(b) || after(a) - after(b) || b.count - a.count);
}
