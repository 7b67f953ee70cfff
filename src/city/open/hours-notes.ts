/**
 * Columns that perhaps hold opening hours and are not used, where a time is asked: verdicts hang on them then.
 */
import type { ReadNote } from "../../base/notes.js";

/** The same notes, those on such columns said with what hangs on them. */
export function hoursNotes(notes: readonly ReadNote[], at: string | undefined): readonly ReadNote[] {
  if (at === undefined) return notes;
  return notes.map((note) => {
    if (note.meaning !== "openingHours" || note.outcome !== "not-used") return note;
    return {
      ...note,
      unsettled: true,
      message: `${note.message}; a time is asked, and whether these facilities are open then is not known from it`,
      ...(note.zh === undefined ? {} : { zh: `${note.zh}；已指定时间，这些设施届时是否开放未据此判断` }),
    };
  });
}
