/**
 * Notes of a reader but for those on columns, which every table has.
 */
import type { ReadNote } from "../../src/base/notes.js";

export function oddNotes({ notes }: { readonly notes: readonly ReadNote[] }): ReadNote[] {
  return notes.filter(({ code }) => !/^columns?-/.test(code));
}
