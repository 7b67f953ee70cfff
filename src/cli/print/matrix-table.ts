/**
 * Walks between the places of two files as rows: from, to, and minutes or metres.
 */
import { itemAt, spanAt } from "../../base/at.js";
import type { CostUnit } from "../../base/cost-units.js";
import type { NamedPoints } from "../../read/places/read-points.js";
import type { CostMatrix } from "../../search/cost-matrix.js";
import type { LayerColumn } from "../../write/layer-columns.js";

/** Walks within a limit, and how many places of each file join no street. */
export interface NamedWalks {
  readonly from: NamedPoints;
  readonly to: NamedPoints;
  readonly matrix: CostMatrix;
  readonly unit: CostUnit;
  readonly unlinked: readonly [from: number, to: number];
}

/** Rows of one chunk of text: a large matrix is never one string. */
const ROWS_A_CHUNK = 16_384;

/** CSV with a head, in the order of the files, in chunks. */
export function* matrixText(walks: NamedWalks): Generator<string> {
  const { matrix, from, to } = walks;
  const [rowIds, columnIds] = [from, to].map(({ points }) => points.map(({ id }) => csvCell(id)));
  let chunk = `from,to,${walkName(walks)}\n`;
  let rows = 0;
  for (let row = 0; row < matrix.rows; row++) {
    for (let [k, end] = spanAt(matrix.first, row); k < end; k++) {
      chunk += `${rowIds?.[row]},${columnIds?.[itemAt(matrix.column, k)]},${walkAt(walks, k)}\n`;
      if (++rows % ROWS_A_CHUNK !== 0) continue;
      yield chunk;
      chunk = "";
    }
  }
  yield chunk;
}

/** The same rows as columns. */
export function matrixColumns(walks: NamedWalks): LayerColumn[] {
  const { matrix, from, to } = walks;
  const origins: string[] = [];
  for (const [row, { id }] of from.points.entries()) {
    const [begin, end] = spanAt(matrix.first, row);
    for (let k = begin; k < end; k++) origins.push(id);
  }
  const destinations = Array.from(matrix.column, (at) => itemAt(to.points, at).id);
  const amounts = Array.from(matrix.column, (_, k) => walkAt(walks, k));
  return [
    { name: "from", kind: "text", values: origins },
    { name: "to", kind: "text", values: destinations },
    { name: walkName(walks), kind: "real", values: amounts },
  ];
}

/** One line: how many walks, and whose places are not among them. */
export function matrixSummary({ from, to, matrix, unlinked }: NamedWalks): string {
  const [fromCount, toCount] = [from.points.length, to.points.length];
  const without = from.withoutPlace + to.withoutPlace;
  return (
    `${matrix.column.length} walks from ${fromCount} to ${toCount} places` +
    (unlinked[0] + unlinked[1] > 0
      ? `; joining no street: ${unlinked[0]} of those where walks begin, ${unlinked[1]} of those where they end`
      : "") +
    (without > 0 ? `; rows without a place: ${from.withoutPlace} and ${to.withoutPlace}` : "")
  );
}

function walkName({ unit }: NamedWalks): string {
  return unit === "ms" ? "minutes" : "metres";
}

function walkAt({ matrix, unit }: NamedWalks, k: number): number {
  const cost = itemAt(matrix.cost, k);
  return unit === "ms" ? Number((cost / 60_000).toFixed(4)) : cost / 1000;
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
