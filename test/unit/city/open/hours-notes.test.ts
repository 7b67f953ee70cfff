/**
 * Opening hours that were passed over, where a time is asked.
 */
import { expect, test } from "vitest";
import type { ReadNote } from "../../../../src/base/notes.js";
import { hoursNotes } from "../../../../src/city/open/hours-notes.js";

const NOTES: ReadNote[] = [
  {
    code: "column-not-used",
    count: 3,
    message: "cells are not used",
    outcome: "not-used",
    meaning: "openingHours",
  },
  {
    code: "column-passed-over",
    count: 3,
    message: "cells are passed over",
    outcome: "not-used",
    meaning: "openingHours",
  },
  { code: "column-used", count: 3, message: "cells are read", outcome: "used", meaning: "openingHours" },
  { code: "column-not-used", count: 3, message: "cells are not used", outcome: "not-used", meaning: "name" },
];

test("columns of hours that are not used stand first where a time is asked, and say what hangs on them", () => {
  const asked = hoursNotes(NOTES, "2026-11-25T12:00");
  expect(asked.map(({ unsettled = false }) => unsettled)).toEqual([true, true, false, false]);
  expect(asked[0]?.message).toBe(
    "cells are not used; a time is asked, and whether these facilities are open then is not known from it",
  );
  expect(hoursNotes(NOTES, undefined)).toBe(NOTES);
});
