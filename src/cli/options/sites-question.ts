import { itemAt, lookUp } from "../../base/at.js";
import { plainName } from "../../read/tables/own-columns.js";
import type { TableSource } from "../../read/tables/plain-table.js";
import { type IdTable, readIdTable } from "../../read/tables/read-id-table.js";
import { readMatrix } from "../../read/tables/read-matrix.js";
import { coverageMatrix } from "../../siting/coverage-matrix.js";
import { toSitingQuestion } from "../../siting/problem.js";
import {
  SITING_MODELS,
  type SiteState,
  type SitingModel,
  type SitingQuestion,
} from "../../siting/question.js";
import { knownWords, parseList } from "./options.js";
import type { PlainTableFlags } from "./plain-tables.js";
import { UsageError } from "./usage-error.js";

export interface SitesOptions extends PlainTableFlags {
  readonly orlib?: string;
  readonly matrix?: string;
  readonly demand?: string;
  readonly candidates?: string;
  readonly model?: string;
  readonly p?: number;
  readonly cutoff?: number;
  readonly budget?: number;
  readonly fixed?: string;
  readonly closable?: string;
  readonly movable?: string;
  readonly weight?: string;
  readonly need?: string;
  readonly group?: string;
  readonly groupShare?: number;
  readonly capacity?: string;
  readonly cost?: string;
  readonly firstCoverWeight?: number;
  readonly assign?: string;
  readonly fillFixed?: boolean;
  readonly penalty?: number;
  readonly seed?: number;
  readonly maxNodes?: number;
  readonly timeLimit?: number;
  readonly exactSize?: number;
  readonly heuristic?: boolean;
  readonly json?: boolean;
  readonly service?: string;
  readonly lang?: string;
  readonly candidatesCrs?: string;
  readonly quiet?: boolean;
}

export interface NamedQuestion {
  readonly question: SitingQuestion;
  readonly demandIds: readonly (string | number)[];
  readonly siteIds: readonly (string | number)[];
}

/** Columns taken as people where `--weight` names none. */
const WEIGHTS = ["weight", "demand", "people", "population", "residents", "pop", "人口"];

/** Other names in use. */
const ALIASES: Readonly<Record<string, SitingModel>> = {
  "mclp-budget": "budget-mclp",
  "mclp-b": "budget-mclp",
  cmclp: "capacitated-mclp",
  cpmp: "capacitated-p-median",
  pmedian: "p-median",
  pcenter: "p-center",
  "p-centre": "p-center",
  "bacop-1": "bacop1",
  "bacop-2": "bacop2",
  lscpb: "lscp-b",
  equity: "equity-mclp",
};

/** A model by name. */
export function modelNamed(text: string): SitingModel {
  const name = text.toLowerCase().replaceAll("_", "-");
  const model = ALIASES[name] ?? SITING_MODELS.find((id) => id === name);
  if (model !== undefined) return model;
  throw new UsageError(`There is no siting model "${text}"; there are ${knownWords(name, SITING_MODELS)}`);
}

/** @param open - tables that were read; by default files of text */
export function questionFromTables(
  options: SitesOptions,
  open: (path: string) => TableSource = (path) => path,
): NamedQuestion {
  if (options.matrix === undefined) throw new UsageError("--matrix or --orlib is required");
  if (options.model === undefined) throw new UsageError(`--model is required: ${SITING_MODELS.join(", ")}`);
  const model = modelNamed(options.model);
  const demand = options.demand === undefined ? null : readIdTable(open(options.demand));
  const candidates = options.candidates === undefined ? null : readIdTable(open(options.candidates));
  const { matrix, rowIds, columnIds } = readMatrix(open(options.matrix), {
    ...(demand === null ? {} : { rowIds: demand.ids }),
    ...(candidates === null ? {} : { columnIds: candidates.ids }),
  });
  requireKnown(options.matrix, rowIds, demand);
  requireKnown(options.matrix, columnIds, candidates);
  const reach = coverageMatrix(matrix, options.cutoff === undefined ? {} : { cutoff: options.cutoff });
  requireReach(model, options, reach.candidate.length === rowIds.length * columnIds.length);
  const question = toSitingQuestion({
    model,
    matrix: reach,
    state: statesOf(options, columnIds),
    p: options.p,
    budget: options.budget,
    firstCoverWeight: options.firstCoverWeight,
    penalty: options.penalty,
    groupShare: options.groupShare,
    weight: weightOf(demand, options),
    need: amountsOf(demand, "need", options.need),
    group: groupsOf(demand, options.group),
    capacity: ofSites(options, "capacity", candidates, demand, columnIds),
    siteCost: ofSites(options, "cost", candidates, demand, columnIds),
    split: splitOf(options.assign),
    ...(options.fillFixed === true ? { fillFixed: true } : {}),
  });
  return { question, demandIds: rowIds, siteIds: columnIds };
}

/** Where every pair is in reach, covering means nothing. */
function requireReach(model: SitingModel, { cutoff, matrix }: SitesOptions, full: boolean): void {
  if (!full || cutoff !== undefined || model.endsWith("p-median") || model === "p-center") return;
  throw new UsageError(
    `${matrix} has a cost for every pair, so ${model} needs --cutoff to tell what is in reach`,
  );
}

function weightOf(demand: IdTable | null, options: SitesOptions): Float64Array | undefined {
  const named = amountsOf(demand, "weight", options.weight);
  if (named !== undefined) return named;
  if (demand === null) return undefined;
  const used = [options.need, options.group, options.capacity, options.cost];
  const others = demand.columns.filter((column) => !used.includes(column));
  const weightColumns = others.filter((column) => WEIGHTS.includes(plainName(column)));
  const column = weightColumns[0] ?? (others.length === 1 ? others[0] : undefined);
  if (column !== undefined) return demand.amounts(column);
  if (others.length === 0) return undefined;
  throw new UsageError(
    `${demand.path} has columns ${others.join(", ")}: name that of the people with --weight`,
  );
}

function amountsOf(demand: IdTable | null, option: string, column: string | undefined) {
  return column === undefined ? undefined : requireDemand(demand, option).amounts(column);
}

function requireDemand(demand: IdTable | null, option: string): IdTable {
  if (demand === null) throw new UsageError(`--${option} names a column of --demand, which is not given`);
  return demand;
}

/** Communities by name → numbers in the order of their first place. */
function groupsOf(demand: IdTable | null, column: string | undefined): number[] | undefined {
  if (column === undefined) return undefined;
  const labels = requireDemand(demand, "group").labels(column);
  const numbers = new Map([...new Set(labels)].map((name, number) => [name, number]));
  return labels.map((name) => lookUp(numbers, name));
}

/** A column of the candidates; of the demand table where the candidates are its places. */
function ofSites(
  options: SitesOptions,
  option: "capacity" | "cost",
  candidates: IdTable | null,
  demand: IdTable | null,
  siteIds: readonly string[],
): Float64Array | undefined {
  const column = options[option];
  if (column === undefined) return undefined;
  const table = candidates ?? demand;
  if (table === null) throw new UsageError(`--${option} names a column of --candidates, which is not given`);
  const amounts = table.amounts(column);
  const index = new Map(table.ids.map((id, i) => [id, i]));
  const missing = siteIds.filter((id) => !index.has(id));
  if (missing.length > 0) {
    throw new UsageError(
      `--${option}: ${table.path} does not hold the candidates ${missing.slice(0, 5).join(", ")}; give --candidates`,
    );
  }
  return Float64Array.from(siteIds, (id) => itemAt(amounts, lookUp(index, id)));
}

function statesOf(options: SitesOptions, siteIds: readonly string[]): SiteState[] {
  const index = new Map(siteIds.map((id, j) => [id, j]));
  const states = siteIds.map((): SiteState => "new");
  for (const state of ["fixed", "closable", "movable"] as const) {
    for (const id of parseList(options[state] ?? "")) {
      const j = index.get(id);
      if (j === undefined) throw new UsageError(`--${state}: there is no candidate "${id}" in the matrix`);
      if (states[j] !== "new")
        throw new UsageError(`the candidate "${id}" cannot be ${states[j]} and ${state}`);
      states[j] = state;
    }
  }
  return states;
}

function splitOf(assign: string | undefined): boolean | undefined {
  if (assign === undefined) return undefined;
  if (assign === "split" || assign === "single") return assign === "split";
  throw new UsageError(`--assign is split or single, not "${assign}"`);
}

/** Ids that only the matrix names are a mistake in one of the two files. */
function requireKnown(matrixPath: string, ids: readonly string[], table: IdTable | null): void {
  if (table === null) return;
  const strangers = ids.slice(table.ids.length);
  if (strangers.length === 0) return;
  const listed = strangers.slice(0, 5).join(", ");
  throw new UsageError(
    `${matrixPath} names ${strangers.length} ids that ${table.path} does not hold: ${listed}`,
  );
}
