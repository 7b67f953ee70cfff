import { SITING_MODELS } from "../../siting/question.js";
import type { OptionSpec } from "./command-spec.js";
import { parseFrom0, parsePositive, parseWhole } from "./options.js";
import { PLAIN_TABLE_OPTIONS } from "./plain-tables.js";
import { ANSWER_LANGUAGE, QUIET } from "./shared-options.js";

export const SITES_OPTIONS: readonly OptionSpec[] = [
  { flags: "--model <name>", says: "which one, see below", values: SITING_MODELS },
  {
    flags: "--matrix <file>",
    says: "travel costs: from,to,cost, or an id and one column a candidate; empty means not reachable",
  },
  {
    flags: "--demand <file>",
    says: "demand places: id and people; default: one person a place of the matrix",
  },
  {
    flags: "--candidates <file>",
    says: "candidate sites: id, and columns of capacity and cost; of a city a table or layer of places",
  },
  {
    flags: "--candidates-crs <name>",
    says: "of a city: coordinate system of the candidates, e.g. GCJ-02; must be given in China (default: the file's own)",
  },
  { flags: "--service <id>", says: "of a city: the service that the sites will offer" },
  { flags: "--p <n>", says: "sites open in the end, fixed ones included", parse: parseWhole },
  {
    flags: "--cutoff <n>",
    says: "largest cost that is in reach, in the unit of the matrix",
    parse: parseFrom0,
  },
  { flags: "--budget <n>", says: "most that the sites may cost", parse: parseFrom0 },
  { flags: "--fixed <ids>", says: "candidates that are open and stay, e.g. a,b" },
  { flags: "--closable <ids>", says: "candidates that are open and may be closed" },
  {
    flags: "--movable <ids>",
    says: "candidates that are open and may be closed if a new site opens for each",
  },
  { flags: "--weight <column>", says: "column of the people in --demand, where there are several" },
  { flags: "--need <column>", says: "column of --demand by which people are weighed, for equity-mclp" },
  { flags: "--group <column>", says: "column of --demand with the community, for --group-share" },
  {
    flags: "--group-share <n>",
    says: "least share (0 to 1) of each community that must be covered",
    parse: parseFrom0,
  },
  { flags: "--capacity <column>", says: "column of the capacity in --candidates (else in --demand)" },
  { flags: "--cost <column>", says: "column of the cost in --candidates (else in --demand); default 1 each" },
  {
    flags: "--first-cover-weight <n>",
    says: "bacop2: weight of first cover, 0 to 1 (default: 0.5)",
    parse: parseFrom0,
    formerly: "--theta",
  },
  {
    flags: "--assign <how>",
    says: "capacitated models: split or single, whether several sites may share a place",
  },
  {
    flags: "--fill-fixed",
    says: "capacitated models: fixed sites must serve as many people as their capacity",
  },
  {
    flags: "--penalty <n>",
    says: "p-median: cost of one person left unserved (default: above any walk saved)",
    parse: parseFrom0,
  },
  ...PLAIN_TABLE_OPTIONS,
  { flags: "--orlib <file>", says: "an OR-Library p-median file, in place of the tables; p stands in it" },
  { flags: "--seed <n>", says: "seed of the exact solver", parse: parseWhole },
  { flags: "--max-nodes <n>", says: "branches at most (default: 5,000)", parse: parseWhole },
  {
    flags: "--time-limit <s>",
    says: "seconds for the exact solver; answers may then differ",
    parse: parsePositive,
  },
  {
    flags: "--exact-size <n>",
    says: "pairs in reach beyond which heuristics answer (default: 100,000)",
    parse: parseWhole,
  },
  { flags: "--heuristic", says: "heuristics and a bound alone" },
  ANSWER_LANGUAGE,
  QUIET,
  { flags: "--json", says: "as JSON: { status, objective, bound, gap, seed, sites, assignment, … }" },
];
