import { itemAt, lookUp } from "../../base/at.js";
import {
  type AccessByPlace,
  concentration,
  gini,
  groupGap,
  palma,
  shortfallIndex,
  theil,
} from "../../measures/inequality.js";
import { correctedConcentration, theilParts } from "../../measures/inequality-parts.js";
import { localMorans, moransI, rowStandardised } from "../../measures/spatial-pattern.js";
import { numberOf } from "../../read/tables/check-place.js";
import { tableOf } from "../../read/tables/plain-table.js";
import { idColumnOf } from "../../read/tables/read-id-table.js";
import { ID_NAMES, readAmounts, readLabels, readMatrix } from "../../read/tables/read-matrix.js";
import { UsageError } from "../options/usage-error.js";
import {
  type MeasureOptions,
  type MeasureRow,
  type OpenTable,
  required,
  requireKnown,
} from "../print/measure-rows.js";

export const FAIRNESS_NAMES = [
  "coverage-rate",
  "gini",
  "palma",
  "palma-means",
  "theil",
  "concentration",
  "fgt",
  "group-gap",
  "morans-i",
  "lisa",
] as const;

type FairnessName = (typeof FAIRNESS_NAMES)[number];

/** One row `all`, or for `lisa` a row a place. */
export function fairnessCommand(
  name: FairnessName,
  options: MeasureOptions,
  open: OpenTable,
): readonly MeasureRow[] {
  const path = required("values", options.values, name);
  const { ids, amounts: access } = readAmounts(
    open(path),
    options.valuesColumn,
    // Only a share of people can do with places that reach nothing.
    name === "coverage-rate" ? { missing: Infinity } : {},
  );
  if (name === "morans-i" || name === "lisa") return patternRows(name, ids, access, options, open);
  const column = (option: "demand" | "rank" | "group", columnName: string | undefined) =>
    amountsFor(ids, path, required(option, options[option], name), columnName, open);
  const people = column("demand", options.demandColumn);
  const input: AccessByPlace = { access, people };
  const rank = () =>
    rankOf(ids, people, required("rank", options.rank, name), options.rankColumn, path, open);
  const ranked = options.rank === undefined ? input : { ...input, rank: rank() };
  switch (name) {
    case "coverage-rate":
      return all(shareWithin(input, required("cutoff", options.cutoff, name)));
    case "gini":
      return all(gini(input));
    case "palma":
      return all(palma(ranked));
    case "palma-means":
      return all(palma(ranked, "means"));
    case "theil":
      return options.group === undefined ? all(theil(input)) : theilRows(input, ids, path, options, open);
    case "concentration":
      return all(concentrationOf({ ...input, rank: rank() }, options));
    case "fgt":
      return all(shortfallIndex(input, required("line", options.line, name), options.alpha));
    case "group-gap": {
      const gap = groupGap({ ...input, group: column("group", options.groupColumn) });
      if (gap === null) return all(null);
      const { ratio, groupMean, allMean } = gap;
      return [{ id: "all", value: ratio, group_mean: groupMean, all_mean: allMean }];
    }
  }
}

/** Theil's index with its parts between and within the groups of a table. */
function theilRows(
  input: AccessByPlace,
  ids: readonly string[],
  path: string,
  options: MeasureOptions,
  open: OpenTable,
): MeasureRow[] {
  const groupPath = required("group", options.group, "theil");
  const { columns } = tableOf(open(groupPath));
  const others = columns.filter((one) => one !== idColumnOf(columns, ID_NAMES));
  const column = options.groupColumn ?? (others.length === 1 ? others[0] : undefined);
  if (column === undefined)
    throw new UsageError(
      `${groupPath} has columns ${columns.join(", ")}: name that of the group with --group-column`,
    );
  const named = readLabels(open(groupPath), column);
  const groups = new Map(named.ids.map((id, i) => [id, itemAt(named.labels, i)]));
  const missing = ids.find((id) => !groups.has(id));
  if (missing !== undefined)
    throw new UsageError(`${path} has the id "${missing}" that ${groupPath} does not hold`);
  const value = theil(input);
  const parts = theilParts({ ...input, group: ids.map((id) => lookUp(groups, id)) });
  return [{ id: "all", value, between: parts?.between ?? null, within: parts?.within ?? null }];
}

/** The plain index, or the one that is corrected for access between two bounds. */
function concentrationOf(
  input: AccessByPlace & { readonly rank: Float64Array },
  { correction, bounds }: MeasureOptions,
): number | null {
  if (correction === undefined) {
    if (bounds !== undefined) throw new UsageError("--bounds speak of --correction; none is named");
    return concentration(input);
  }
  if (correction !== "erreygers" && correction !== "wagstaff")
    throw new UsageError(`--correction is erreygers or wagstaff, not "${correction}"`);
  const [least = Number.NaN, largest = Number.NaN, ...more] = (bounds ?? "0,1").split(",").map(numberOf);
  if (!Number.isFinite(least) || !Number.isFinite(largest) || more.length > 0)
    throw new UsageError(`--bounds ${bounds}: expected two numbers, e.g. 0,1`);
  return correctedConcentration({ ...input, bounds: [least, largest] }, correction);
}

/** Ranks by id; a place where nobody lives may go without one, since it counts for nothing. */
function rankOf(
  ids: readonly string[],
  people: Float64Array,
  rankPath: string,
  column: string | undefined,
  path: string,
  open: OpenTable,
): Float64Array {
  const rank = amountsFor(ids, path, rankPath, column, open, Number.NaN);
  return rank.map((value, i) => {
    if (!Number.isNaN(value)) return value;
    if (people[i] === 0) return 0;
    const where = `${rankPath}${column === undefined ? "" : `, column "${column}"`}`;
    throw new UsageError(
      `${where}: "${itemAt(ids, i)}" has ${people[i]} people and no rank; give one, or leave the place out of all tables`,
    );
  });
}

function all(value: number | null): MeasureRow[] {
  return [{ id: "all", value }];
}

/** The share of people whose cost is within the cutoff. */
function shareWithin({ access, people }: AccessByPlace, cutoff: number): number | null {
  let [within, total] = [0, 0];
  for (let i = 0; i < access.length; i++) {
    const living = itemAt(people, i);
    total += living;
    if (itemAt(access, i) <= cutoff) within += living;
  }
  return total > 0 ? within / total : null;
}

function patternRows(
  name: "morans-i" | "lisa",
  ids: readonly string[],
  values: Float64Array,
  options: MeasureOptions,
  open: OpenTable,
): readonly MeasureRow[] {
  const path = required("neighbours", options.neighbours, name);
  const named = readMatrix(open(path), { rowIds: ids, columnIds: ids });
  const from = required("values", options.values, name);
  requireKnown(path, named.rowIds, ids, from);
  requireKnown(path, named.columnIds, ids, from);
  const neighbours = rowStandardised(named.matrix);
  const draws = { permutations: options.permutations, seed: options.seed };
  if (name === "morans-i") {
    const statistic = moransI(values, neighbours, draws);
    if (statistic === null) return all(null);
    const { value, expected, p, islands } = statistic;
    return [{ id: "all", value, expected, p, islands }];
  }
  const local = localMorans(values, neighbours, draws);
  if (local === null) return ids.map((id) => ({ id, value: null }));
  return ids.map((id, i) => ({
    id,
    value: itemAt(local.value, i),
    p: itemAt(local.p, i),
    q: itemAt(local.q, i),
    cluster: itemAt(local.cluster, i),
  }));
}

/** Amounts of another table in the order of these ids; neither may hold an id that the other lacks. */
function amountsFor(
  ids: readonly string[],
  path: string,
  otherPath: string,
  column: string | undefined,
  open: OpenTable,
  emptyIs?: number,
): Float64Array {
  const other = readAmounts(open(otherPath), column, { missing: emptyIs });
  const index = new Map(other.ids.map((id, i) => [id, i]));
  const missing = ids.find((id) => !index.has(id));
  if (missing !== undefined)
    throw new UsageError(`${path} has the id "${missing}" that ${otherPath} does not hold`);
  if (other.ids.length !== ids.length) {
    const knownIds = new Set(ids);
    const stranger = other.ids.find((id) => !knownIds.has(id));
    throw new UsageError(`${otherPath} has the id "${stranger}" that ${path} does not hold`);
  }
  return Float64Array.from(ids, (id) => itemAt(other.amounts, lookUp(index, id)));
}
