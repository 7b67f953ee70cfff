/**
 * Lines that name their two nodes, as OSMnx writes edges (`u`, `v`): which end of a line is which node.
 *
 * The first place of a row is not always `u`: rows are written with their shape either way round. A node lies where
 * all its rows have an end in common; where that leaves a choice (a street on its own) `u` comes first.
 */

import { InputFileError } from "../../base/errors.js";
import { addTo } from "../../base/grouping.js";

/** The ends of a line: the numbers of its nodes as given, and the keys of its first and last place. */
export interface NamedEnds {
  readonly row: number;
  readonly u: number;
  readonly v: number;
  readonly first: string;
  readonly last: string;
}

/**
 * The place of each node.
 *
 * @returns for each node its key of a place
 * @throws {InputFileError} naming the row whose ends are not the places of its nodes
 */
export function placeNodes(path: string, lines: readonly NamedEnds[]): Map<number, string> {
  const rowsOf = new Map<number, NamedEnds[]>();
  for (const line of lines) {
    addTo(rowsOf, line.u, line);
    if (line.v !== line.u) addTo(rowsOf, line.v, line);
  }
  const places = new Map<number, string>();
  const settled: number[] = [];
  const settle = (node: number, key: string) => {
    if (places.has(node)) return;
    places.set(node, key);
    settled.push(node);
  };
  for (const [node, rows] of rowsOf) {
    const common = rows.reduce(
      (keys, { first, last }) => keys.filter((key) => key === first || key === last),
      [...new Set([rows[0]!.first, rows[0]!.last])],
    );
    if (common.length === 0) {
      const { row } = rows[rows.length - 1]!;
      throw new InputFileError({ path, row }, `node ${node} lies at another place than in its other rows`);
    }
    if (common.length === 1) settle(node, common[0]!);
  }
  const spread = () => {
    for (let node = settled.pop(); node !== undefined; node = settled.pop()) {
      for (const { u, v, first, last } of rowsOf.get(node)!) {
        const here = places.get(node)!;
        if (here === first || here === last) settle(u === node ? v : u, here === first ? last : first);
      }
    }
  };
  spread();
  for (const { u, first } of lines) {
    settle(u, first);
    spread();
  }
  for (const line of lines) requireEnds(path, line, places);
  return places;
}

function requireEnds(path: string, { row, u, v, first, last }: NamedEnds, places: Map<number, string>): void {
  const [from, to] = [places.get(u), places.get(v)];
  if ((from === first && to === last) || (from === last && to === first)) return;
  throw new InputFileError(
    { path, row },
    `the ends of the line are not the places of its nodes ${u} and ${v}`,
  );
}
