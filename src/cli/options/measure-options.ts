/**
 * Options of `living-circle measure`.
 */
import type { OptionSpec } from "./command-spec.js";
import { parseFrom0, parsePositive, parseWhole } from "./options.js";
import { PLAIN_TABLE_OPTIONS } from "./plain-tables.js";

export const MEASURE_OPTIONS: readonly OptionSpec[] = [
  {
    flags: "--matrix <file>",
    says: "travel costs: from,to,cost, or an id and one column a facility; empty means not reachable",
  },
  { flags: "--supply <file>", says: "facilities: id and amount" },
  { flags: "--supply-column <name>", says: "column of the amounts, where there are several" },
  { flags: "--service-column <name>", says: "column of the supply that says what each facility offers" },
  { flags: "--demand <file>", says: "demand places: id and people" },
  { flags: "--demand-column <name>", says: "column of the people, where there are several" },
  {
    flags: "--cutoff <n>",
    says: "largest cost that counts, in the unit of the matrix",
    parse: parsePositive,
  },
  {
    flags: "--decay <rule>",
    says: "none, exponential:B, power:B, gaussian:S, cut-gaussian, linear, logistic:M,S, zones:5=1,10=0.68,15=0.22 (default: the measure's own)",
  },
  {
    flags: "--n <n>",
    says: "closest-n: supply wanted; proximity-time: facilities averaged",
    parse: parsePositive,
  },
  {
    flags: "--tau <n>",
    says: "raam: travel that weighs as much as the mean crowding, in the unit of the matrix",
    parse: parsePositive,
  },
  {
    flags: "--rho <n>",
    says: "raam: people per unit of supply that count as 1 (default: all people over all supply)",
    parse: parsePositive,
  },
  { flags: "--values <file>", says: "for fairness: id and access by place" },
  { flags: "--values-column <name>", says: "column of the values, where there are several" },
  { flags: "--rank <file>", says: "for palma and concentration: id and what people are ordered by" },
  { flags: "--rank-column <name>", says: "column of the rank, where there are several" },
  {
    flags: "--group <file>",
    says: "for group-gap: id and people of the group; for theil: id and name of the group, to tell between from within",
  },
  { flags: "--group-column <name>", says: "column of the group, where there are several" },
  {
    flags: "--correction <name>",
    says: "concentration of access between two --bounds: erreygers or wagstaff (default: the plain index)",
    values: ["erreygers", "wagstaff"],
  },
  { flags: "--bounds <low,high>", says: "least and largest access that is possible (default: 0,1)" },
  {
    flags: "--neighbours <file>",
    says: "for morans-i and lisa: from,to,weight; rows are standardised, a place without any is an island",
  },
  { flags: "--line <n>", says: "for fgt: access below which people count as lacking", parse: parsePositive },
  {
    flags: "--alpha <n>",
    says: "for fgt: 0 counts heads, 1 the shortfall, 2 the worst more",
    parse: parseFrom0,
    otherwise: 0,
  },
  {
    flags: "--permutations <n>",
    says: "draws of the permutation tests",
    parse: parseWhole,
    otherwise: 999,
  },
  { flags: "--seed <n>", says: "seed of the draws", parse: parseWhole, otherwise: 1 },
  ...PLAIN_TABLE_OPTIONS,
  { flags: "--json", says: "as JSON: [{ id, value }]" },
];
