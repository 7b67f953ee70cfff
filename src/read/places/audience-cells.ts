/**
 * Cells that say whom a place serves that is not open to outsiders.
 */
import type { ReadNote } from "../../base/notes.js";
import { isNotOpen } from "../../places/audience.js";
import type { Facility } from "../../places/places.js";
import type { RowReader } from "../tables/columns.js";

/** Whom a place that is not open serves: its list, and the estate and unit that it belongs to, as far as they are given. */
export function audienceCells(cells: RowReader): Pick<Facility, "serves" | "estate" | "unit"> {
  const serves = (cells.text("serves") ?? "")
    .split(/[;；|,，、\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const [estate, unit] = [cells.text("estate"), cells.text("unit")];
  return {
    ...(serves.length === 0 ? {} : { serves }),
    ...(estate === null ? {} : { estate }),
    ...(unit === null ? {} : { unit }),
  };
}

/** Columns that only places closed to outsiders ask for: where all are open they change nothing, which is said. */
export function withoutEffect(notes: readonly ReadNote[], facilities: readonly Facility[]): ReadNote[] {
  if (facilities.some(isNotOpen)) return [...notes];
  return notes.map((note) => {
    if (note.code !== "column-used" || !OF_AUDIENCE.includes(note.meaning ?? "")) return note;
    return {
      ...note,
      code: "column-without-effect",
      outcome: "not-used",
      message: `cells of the column "${note.subject}" (${note.meaning}) change no result: no place is closed to outsiders (open: no)`,
      zh: `个单元格（列“${note.subject}”，${note.meaning}）不影响结果：没有不对外开放的设施`,
    };
  });
}

/** Meanings that say whom a place serves. */
const OF_AUDIENCE: readonly string[] = ["serves", "estate", "unit"];
