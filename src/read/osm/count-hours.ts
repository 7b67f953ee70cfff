/**
 * How many streets and gates have hours.
 */
import { countedNote, type ReadNote } from "../../base/notes.js";
import { HOURS_NOTE } from "../../network/street-hours.js";
import type { LineColumns } from "./line-columns.js";
import type { OsmData } from "./osm-data.js";
import type { TraitTable } from "./trait-table.js";
import type { NodeRule } from "./walk-rules.js";

export const HOURS_MESSAGE =
  "streets and gates have opening hours or conditions: without a time (--time) they are as they stand";

/** The note on so many streets and gates with hours; none where there are none. */
export function mappedHoursNotes(count: number): ReadNote[] {
  return countedNote(HOURS_NOTE, count, HOURS_MESSAGE, "not-used").map((note) => ({
    ...note,
    decides: true,
  }));
}

/** Counts ways and points with hours, which without a time are taken as they stand. */
export function countHours(
  osm: OsmData,
  lines: LineColumns,
  roles: ReadonlyMap<number, NodeRule>,
  counts: Map<string, number>,
  { all }: TraitTable,
): void {
  let points = 0;
  const onStreet = new Uint8Array(osm.nodes.count);
  for (let k = 0; k < (lines.first[lines.count] ?? 0); k++) onStreet[lines.node[k] ?? 0] = 1;
  for (const [node, { trait }] of roles) if (trait?.hours !== undefined && onStreet[node] === 1) points++;
  let ways = 0;
  let last = -1;
  for (let i = 0; i < lines.count; i++) {
    if (all[lines.trait[i] ?? 0]?.hours === undefined || lines.wayId[i] === last) continue;
    last = lines.wayId[i] ?? -1;
    ways++;
  }
  if (points + ways > 0) counts.set(HOURS_MESSAGE, points + ways);
}
