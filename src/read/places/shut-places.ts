/**
 * Places that a register says are shut: by their opening hours, or in a column that nothing reads.
 */
import { countedNote, type ReadNote } from "../../base/notes.js";
import type { Facility } from "../../places/places.js";
import type { LayerRow } from "../tables/read-layer.js";
import { namedColumns, type TableRules, textOfCell } from "../tables/table-rules.js";
import { saysShut } from "./chinese-hours.js";

/** Words of states that are no hours: 停用, 注销, closed. */
const STATE = /^(?:停用|注销|已注销|关闭|撤销|撤并|拆除|闲置|废弃|closed|inactive|out of service)$/i;
/** More text than this is no state. */
const MAX_STATE = 12;

/**
 * @param rows - that are kept
 * @param rules - with the columns that the user passes over, or names in a filter
 */
export function shutNotes(
  facilities: readonly Facility[],
  rows: readonly LayerRow[],
  rules: TableRules,
): ReadNote[] {
  const shut = facilities.filter(({ openingHours = "" }) => saysShut(openingHours));
  const message =
    "facilities are shut by their opening hours (停业 and the like), and count unless a time is asked";
  return [...countedNote("facilities-shut", shut.length, message, "assumed"), ...stateNotes(rows, rules)];
}

/** One note a column of states: its rows count although it says that they are shut. */
function stateNotes(rows: readonly LayerRow[], rules: TableRules): ReadNote[] {
  const settled = new Set([
    ...(rules.ignore ?? []),
    ...namedColumns(rules),
    ...Object.keys(rules.where ?? {}),
  ]);
  const columns = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))].filter(
    (column) =>
      /状态|状况|status|state|是否(?:营业|运营|在营|启用|停用)/i.test(column) && !settled.has(column),
  );
  return columns.flatMap((column): ReadNote[] => {
    const words = rows.map(({ values }) => textOfCell(values[column]));
    const shut = words.filter((word) => word.length <= MAX_STATE && (STATE.test(word) || saysShut(word)));
    const open = words.find((word) => word !== "" && !shut.includes(word)) ?? "营业";
    const where = `where: { "${column}": "${open}" }`;
    const said = [...new Set(shut)].slice(0, 3).join(", ");
    return countedNote(
      "perhaps-shut",
      shut.length,
      `places count although the column "${column}" says ${said}: ${where} keeps the others, or ignore: ["${column}"]`,
      "not-used",
    ).map((note) => ({
      ...note,
      subject: column,
      decides: true,
      zh: `处设施的“${column}”为 ${said}，仍计入：如只保留其余，请写 ${where}，否则请写 ignore: ["${column}"]`,
    }));
  });
}
