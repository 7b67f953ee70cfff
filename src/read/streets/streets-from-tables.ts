/**
 * A table of edges with given lengths, and a table of nodes → streets.
 *
 * The given length is the length of the edge, whatever the distance of its ends: coordinates of nodes may be
 * estimates. Where they are, points are linked to the streets by these estimates, but every walk along streets is as
 * long as the table says.
 */

import { itemAt, nothingAt } from "../../base/at.js";
import { InputFileError } from "../../base/errors.js";
import { codeOfMessage, countedNote, type ReadNote } from "../../base/notes.js";
import { segmentLengthMm } from "../../geo/earth.js";
import { NodeRole } from "../../network/street-draft.js";
import { mappedHoursNotes } from "../osm/count-hours.js";
import { type OwnWalkRules, withOwnRules } from "../osm/own-walk-rules.js";
import type { WalkRules } from "../osm/rule-data.js";
import { type NodeRule, ruleOfNode } from "../osm/walk-rules.js";
import { requireSoundCell } from "../tables/cell-fault.js";
import { checkedPlace, numberOf } from "../tables/check-place.js";
import type { RawFeature } from "../tables/raw-layer.js";
import { noSuchColumn, textOfCell } from "../tables/table-rules.js";
import { draftOfLines, type StreetLayer, type StreetLine, type StreetPoint } from "./street-layer.js";
import { tagsOfValues } from "./street-tags.js";
import { nodeNumber, rulesOf } from "./streets-from-lines.js";
import { withGates } from "./table-gates.js";

const FROM_NAMES = ["from", "u", "source", "from_node", "start", "起点"];
const TO_NAMES = ["to", "v", "target", "to_node", "end", "终点"];
const LENGTH_NAMES = ["length_m", "length", "len_m", "meters", "metres", "长度"];
const ID_NAMES = ["id", "node", "node_id", "osmid", "osm_id", "编号"];

/** Longest street edge that fits the columns, metres: 2^32 − 2 mm. */
const MAX_M = 4_294_967;

/** Coordinates of six decimals put the two ends up to this much apart; no sign of estimates. */
const ROUNDING_MM = 200;

/** A table's rows and where they came from. */
export interface StreetTable {
  readonly path: string;
  readonly features: readonly RawFeature[];
}

/** Columns with unusual names: ends and length of an edge, and the id of a node. */
export interface EdgeColumns {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly length?: string | undefined;
  readonly node?: string | undefined;
  /** Class of an edge. */
  readonly class?: string | undefined;
}

/** Whether a table has the columns of an edge. */
export function isEdgeTable(columns: readonly string[], { from, to }: EdgeColumns = {}): boolean {
  if (from !== undefined || to !== undefined) return true;
  return columnOf(columns, FROM_NAMES) !== null && columnOf(columns, TO_NAMES) !== null;
}

/**
 * Streets of an edge table (`from`, `to`, `length_m`) and a node table (`id`, `lon`, `lat`).
 *
 * @throws {InputFileError} naming file, row and column, if a column is missing, a length is not a number from 0, a node
 *   comes twice, or an edge names a node that is not in the table or has no coordinates
 */
export function streetsFromTables(
  edges: StreetTable,
  nodes: StreetTable,
  named: EdgeColumns = {},
  walkRules?: OwnWalkRules,
): Pick<StreetLayer, "draft" | "notes" | "privateGate"> {
  const { points, byId } = readNodes(nodes, named.node, withOwnRules(walkRules));
  const rules = rulesOf(edges.path, edges.features, named.class, walkRules);
  const columns = edgeColumns(edges, named);
  const counts = new Map<string, number>();
  const lines = edges.features.flatMap(({ row, values }): StreetLine[] => {
    const rule = rules.ruleOf(values);
    const outcome =
      rule === null
        ? "edges left out: no street"
        : rule.walk
          ? "edges walked"
          : `edges left out: ${rule.reason}`;
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    if (rule === null || !rule.walk) return [];
    const { attributes, streetClass, trait } = rule;
    const end = (column: string) => pointOf(edges, row, column, values[column], byId, points);
    return [
      {
        points: [end(columns.from), end(columns.to)],
        row,
        attributes,
        trait,
        streetClass,
        name: tagsOfValues(values).name ?? "",
        key: tagsOfValues(values).key ?? "",
        lengthMm: lengthOf(edges.path, row, columns.length, values[columns.length]),
      },
    ];
  });
  const gates = withGates(points, lines);
  const { draft, twice, privateGate } = draftOfLines(gates.points, gates.lines, rules.classes);
  const short = lines.filter(
    (line) => (line.lengthMm ?? nothingAt("lengthMm")) + ROUNDING_MM < straightToNearestMm(points, line),
  ).length;
  return {
    draft,
    privateGate,
    notes: [
      ...rules.notes,
      ...nodeNotes(points),
      ...mappedHoursNotes(
        [...lines, ...points.map(({ rule }) => rule)].filter((one) => one?.trait?.hours !== undefined).length,
      ),
      ...[...counts].sort().map(([message, count]) => ({ code: codeOfMessage(message), count, message })),
      ...countedNote("edges-twice", twice, "edges stand twice with the same length and are taken once"),
      ...countedNote(
        "edges-shorter-than-straight",
        short,
        "edges are shorter than the straight line between their nodes: coordinates are estimates; the lengths count",
      ),
    ],
  };
}

function straightToNearestMm(points: readonly StreetPoint[], line: StreetLine): number {
  const [a, b] = [itemAt(points, itemAt(line.points, 0)), itemAt(points, itemAt(line.points, 1))];
  return segmentLengthMm(a.lonE7, a.latE7, b.lonE7, b.latE7);
}

function columnOf(columns: readonly string[], names: readonly string[]): string | null {
  return columns.find((column) => names.includes(column.trim().toLowerCase())) ?? null;
}

function edgeColumns(
  { path, features }: StreetTable,
  named: EdgeColumns,
): { from: string; to: string; length: string } {
  const columns = Object.keys(features[0]?.values ?? {});
  if (features.length === 0) throw new InputFileError({ path }, "the table of edges has no rows");
  const due = (userColumn: string | undefined, names: readonly string[]) => {
    const column =
      userColumn === undefined ? columnOf(columns, names) : namedColumn(path, columns, userColumn);
    if (column !== null) return column;
    const problem = `an edge table needs a column ${names[0]} (or ${names.slice(1).join(", ")}); there are ${columns.join(", ")}`;
    throw new InputFileError({ path, line: 1 }, problem);
  };
  return {
    from: due(named.from, FROM_NAMES),
    to: due(named.to, TO_NAMES),
    length: due(named.length, LENGTH_NAMES),
  };
}

/** @throws {InputFileError} if a column that the user names is not there */
function namedColumn(path: string, columns: readonly string[], userColumn: string): string {
  if (columns.includes(userColumn)) return userColumn;
  throw noSuchColumn({ path, line: 1 }, userColumn, columns);
}

function readNodes(
  { path, features }: StreetTable,
  userColumn: string | undefined,
  rules: WalkRules,
): { points: StreetPoint[]; byId: Map<number, number> } {
  const columns = Object.keys(features[0]?.values ?? {});
  const column =
    userColumn === undefined ? columnOf(columns, ID_NAMES) : namedColumn(path, columns, userColumn);
  if (column === null) {
    throw new InputFileError({ path, line: 1 }, `a node table needs a column ${ID_NAMES.join(" or ")}`);
  }
  const points: StreetPoint[] = [];
  const byId = new Map<number, number>();
  for (const { row, values, geometry } of features) {
    const id = nodeNumber(path, row, column, textOfCell(values[column]));
    if (byId.has(id))
      throw new InputFileError({ path, row, column }, `node ${id} stands in another row already`);
    const { type, coordinates } = (geometry ?? {}) as { type?: string; coordinates?: unknown };
    if (geometry !== null && type !== "Point") {
      throw new InputFileError({ path, row }, `the geometry is a ${type}, expected a Point for a node`);
    }
    // A node without coordinates is an error only where an edge needs it.
    if (geometry === null) continue;
    const [lon, lat] = checkedPlace({ path, row }, coordinates);
    const rule = ruleOfNode(tagsOfValues(values), rules);
    byId.set(id, points.push({ id, lonE7: Math.round(lon * 1e7), latE7: Math.round(lat * 1e7), rule }) - 1);
  }
  return { points, byId };
}

/** What nodes say of walkers. */
function nodeNotes(points: readonly StreetPoint[]): ReadNote[] {
  const times = (is: (rule: NodeRule) => boolean) =>
    points.filter(({ rule }) => rule !== undefined && is(rule)).length;
  const wheels = NodeRole.wheelsClosed | NodeRole.strollerClosed;
  return [
    ...countedNote(
      "nodes-with-rules",
      times(({ role, privateGate }) => (role & NodeRole.closed) !== 0 || privateGate),
      "nodes are closed to walkers, or gates for residents",
      "used",
    ),
    ...countedNote(
      "nodes-not-for-wheels",
      times(({ role }) => (role & wheels) !== 0),
      "nodes stop wheelchairs or strollers",
      "used",
    ),
  ];
}

function pointOf(
  { path }: StreetTable,
  row: number,
  column: string,
  value: unknown,
  byId: ReadonlyMap<number, number>,
  points: readonly StreetPoint[],
): number {
  const id = nodeNumber(path, row, column, textOfCell(value));
  const point = byId.get(id);
  if (point !== undefined && points[point] !== undefined) return point;
  throw new InputFileError(
    { path, row, column },
    `node ${id} is not in the table of nodes, or has no coordinates there`,
  );
}

function lengthOf(path: string, row: number, column: string, value: unknown): number {
  requireSoundCell({ path, row, column }, textOfCell(value));
  const lengthM = numberOf(textOfCell(value));
  if (lengthM >= 0 && lengthM <= MAX_M) return Math.round(lengthM * 1000);
  throw new InputFileError(
    { path, row, column },
    `"${textOfCell(value)}" is given, expected a length in metres from 0`,
  );
}
