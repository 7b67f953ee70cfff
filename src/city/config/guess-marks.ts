/**
 * Entries of a configuration that `init` guessed: their lines end in a comment that begins with `(guessed)`.
 *
 * Every run repeats them until the user removes the mark, and with it takes the entry as their own word.
 */
import type { ReadNote } from "../../base/notes.js";

/** An entry whose mark is still there. */
interface GuessedEntry {
  /** The part of the configuration: `blocks`, `facilities`, … */
  readonly part: string;
  /** As it stands in the file, e.g. `crs: GCJ-02`. */
  readonly entry: string;
}

const PART = /^([A-Za-z]+):/;
const MARKED = /^\s*(?:- )?([^#\s].*?)\s+#\s*\(guessed\)/;

/** The marked entries of a configuration's text, in its order. */
export function guessedEntries(text: string): GuessedEntry[] {
  let part = "";
  return text.split(/\r?\n/).flatMap((line) => {
    part = PART.exec(line)?.[1] ?? part;
    const entry = MARKED.exec(line)?.[1];
    return entry === undefined ? [] : [{ part, entry }];
  });
}

/** One note for all entries that nobody has confirmed; none where there are none. */
export function guessNotes(guesses: readonly GuessedEntry[] = []): ReadNote[] {
  if (guesses.length === 0) return [];
  const entries = guesses.map(({ part, entry }) => `${part}: ${entry}`).join("; ");
  return [
    {
      code: "guesses-not-confirmed",
      count: guesses.length,
      outcome: "assumed",
      layer: "configuration",
      message: `entries of the configuration are guesses that nobody confirmed (remove the mark to confirm): ${entries}`,
      zh: `项配置为推测，尚未确认（删去标记即为确认）：${entries}`,
    },
  ];
}
