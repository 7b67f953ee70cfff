/**
 * Lines that name their two nodes, as OSMnx writes edges (`u`, `v`): which end of a line is which node.
 *
 * The first place of a row is not always `u`: rows are written with their shape either way round. A node lies where
 * its rows have an end in common; where that leaves a choice (a street on its own) `u` comes first. Rows that contradict
 * the others, as simplifying tools leave them, are told apart: where no place is common to the rest, all rows of the node.
 */

import { addTo } from "../../base/grouping.js";

/** The ends of a line: the numbers of its nodes as given, and the keys of its first and last place. */
export interface NamedEnds {
  readonly row: number;
  readonly u: number;
  readonly v: number;
  readonly first: string;
  readonly last: string;
}

/** Where nodes lie. */
export interface PlacedNodes {
  /** Key of the place of each node that some line names rightly. */
  readonly places: ReadonlyMap<number, string>;
  /** Lines whose ends are not the places of their nodes. */
  readonly stale: ReadonlySet<NamedEnds>;
}

/** The place of each node, and the lines that contradict it. */
export function placeNodes(lines: readonly NamedEnds[]): PlacedNodes {
  const rowsOf = rowsByNode(lines);
  const stale = new Set<NamedEnds>();
  for (const [node, rows] of rowsOf) for (const row of contradicting(node, rows)) stale.add(row);
  const agreeing = stale.size === 0 ? lines : lines.filter((line) => !stale.has(line));
  const places = settlePlaces(agreeing, stale.size === 0 ? rowsOf : rowsByNode(agreeing));
  for (const line of agreeing) if (!hasEnds(line, places)) stale.add(line);
  return { places, stale };
}

function rowsByNode(lines: readonly NamedEnds[]): Map<number, NamedEnds[]> {
  const rowsOf = new Map<number, NamedEnds[]>();
  for (const line of lines) {
    addTo(rowsOf, line.u, line);
    if (line.v !== line.u) addTo(rowsOf, line.v, line);
  }
  return rowsOf;
}

/** The rows of a node that do not reach the place where most of its rows end; all of them where there is no such place. */
function contradicting(node: number, rows: readonly NamedEnds[]): readonly NamedEnds[] {
  if (commonKeys(rows).length > 0) return [];
  const votes = new Map<string, number>();
  const vote = (key: string, share: number) => votes.set(key, (votes.get(key) ?? 0) + share);
  for (const { u, v, first, last } of rows) {
    for (const key of new Set([first, last])) vote(key, 1);
    // Of places that as many rows reach, the one that more of them name from its side: a tie-break, below one vote.
    if (u === node) vote(first, 1 / (2 * rows.length));
    if (v === node && v !== u) vote(last, 1 / (2 * rows.length));
  }
  const most = Math.max(...votes.values());
  const places = [...votes].filter(([, count]) => count === most && count >= 2).map(([key]) => key);
  const [place] = places;
  if (place === undefined || places.length > 1) return rows;
  return rows.filter(({ first, last }) => first !== place && last !== place);
}

function commonKeys(rows: readonly NamedEnds[]): string[] {
  const [head, ...rest] = rows;
  if (head === undefined) return [];
  return [...new Set([head.first, head.last])].filter((key) =>
    rest.every(({ first, last }) => key === first || key === last),
  );
}

function settlePlaces(
  lines: readonly NamedEnds[],
  rowsOf: ReadonlyMap<number, readonly NamedEnds[]>,
): Map<number, string> {
  const places = new Map<number, string>();
  const settled: number[] = [];
  const settle = (node: number, key: string) => {
    if (places.has(node)) return;
    places.set(node, key);
    settled.push(node);
  };
  for (const [node, rows] of rowsOf) {
    const [key, ...others] = commonKeys(rows);
    if (key !== undefined && others.length === 0) settle(node, key);
  }
  const spread = () => {
    for (let node = settled.pop(); node !== undefined; node = settled.pop()) {
      const here = places.get(node);
      for (const { u, v, first, last } of rowsOf.get(node) ?? []) {
        if (here === first || here === last) settle(u === node ? v : u, here === first ? last : first);
      }
    }
  };
  spread();
  for (const { u, first } of lines) {
    settle(u, first);
    spread();
  }
  return places;
}

function hasEnds({ u, v, first, last }: NamedEnds, places: ReadonlyMap<number, string>): boolean {
  const [from, to] = [places.get(u), places.get(v)];
  return (from === first && to === last) || (from === last && to === first);
}
