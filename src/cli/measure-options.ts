/**
 * Options of `living-circle measure`.
 *
 * Layer: cli. Imports the doors only.
 */
import { parsePositive } from "./options.js";

/** Flags, what they say, how their text is read, and what holds without them. */
export type OptionRow = readonly [
  flags: string,
  description: string,
  parse?: (text: string) => number,
  otherwise?: number,
];

export const MEASURE_OPTIONS: readonly OptionRow[] = [
  [
    "--matrix <csv>",
    "travel costs: from,to,cost, or an id and one column a facility; empty means not reachable",
  ],
  ["--supply <csv>", "facilities: id and amount"],
  ["--supply-column <name>", "column of the amounts, where there are several"],
  ["--service-column <name>", "column of the supply that says what each facility offers"],
  ["--demand <csv>", "demand places: id and people"],
  ["--demand-column <name>", "column of the people, where there are several"],
  ["--cutoff <n>", "largest cost that counts, in the unit of the matrix", parsePositive],
  [
    "--decay <rule>",
    "none, exponential:B, power:B, gaussian:S, cut-gaussian, zones:5=1,10=0.68,15=0.22 (default: the measure's own)",
  ],
  ["--n <n>", "closest-n: supply wanted; proximity-time: facilities averaged", parsePositive],
  ["--values <csv>", "for fairness: id and access by place"],
  ["--values-column <name>", "column of the values, where there are several"],
  ["--rank <csv>", "for palma and concentration: id and what people are ordered by"],
  ["--rank-column <name>", "column of the rank, where there are several"],
  ["--group <csv>", "for group-gap: id and people of the group"],
  ["--group-column <name>", "column of the group, where there are several"],
  ["--neighbours <csv>", "for morans-i and lisa: from,to,weight; rows are standardised"],
  ["--line <n>", "for fgt: access below which people count as lacking", parsePositive],
  ["--alpha <n>", "for fgt: 0 counts heads, 1 the shortfall, 2 the worst more", Number, 0],
  ["--permutations <n>", "draws of the permutation tests", parsePositive, 999],
  ["--seed <n>", "seed of the draws", Number, 1],
  ["--json", "as JSON: [{ id, value }]"],
];
