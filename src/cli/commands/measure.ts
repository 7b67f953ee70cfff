import { completeness, proximityTime } from "../../measures/daily-needs.js";
import { MEASURE_NAMES, measureAccess, measureNamed } from "../../measures/measure.js";
import { parseDecay } from "../../measures/parse-decay.js";
import { type NamedMatrix, readAmounts, readLabels, readMatrix } from "../../read/tables/read-matrix.js";
import type { CommandBody } from "../options/command-spec.js";
import { MEASURE_OPTIONS } from "../options/measure-options.js";
import { knownWords, parseList } from "../options/options.js";
import { openTables } from "../options/plain-tables.js";
import { UsageError } from "../options/usage-error.js";
import {
  type MeasureOptions,
  type MeasureRow,
  type OpenTable,
  required,
  requireKnown,
  rowsOf,
} from "../print/measure-rows.js";
import { FAIRNESS_NAMES, fairnessCommand } from "./measure-fairness.js";

/** Measures of many services at once. */
const NEEDS_NAMES = ["completeness", "proximity-time"] as const;

/** All that `--measure` knows. */
export const KNOWN_MEASURES: readonly string[] = [...MEASURE_NAMES, ...NEEDS_NAMES, ...FAIRNESS_NAMES];

/** Measures that make sense without a cutoff. */
const WITHOUT_CUTOFF = ["nearest", "closest-n", "gravity", "proximity-time", "raam"];

const MEASURE_HELP = `
Of costs and supply (--matrix --supply --demand --cutoff):
  ${MEASURE_NAMES.join(", ")}
Of many services (the same, and --service-column of the supply):
  ${NEEDS_NAMES.join(", ")}
Of values already computed (--values --demand):
  ${FAIRNESS_NAMES.join(", ")}
`;

/**
 * The answer as text.
 *
 * @param open - tables that were read; by default files of text
 */
export function measureCommand(options: MeasureOptions, open: OpenTable = (path) => path): string {
  const rows = measureRows(options, open);
  if (options.json === true) return `${JSON.stringify(rows)}\n`;
  return rows
    .map(
      (row) =>
        `${Object.values(row)
          .map((cell) => cell ?? "")
          .join("\t")}\n`,
    )
    .join("");
}

function measureRows(options: MeasureOptions, open: OpenTable): readonly MeasureRow[] {
  const typedName = options.measure.toLowerCase().replaceAll("_", "-");
  const fairness = FAIRNESS_NAMES.find((name) => name === typedName);
  if (fairness !== undefined) return fairnessCommand(fairness, options, open);
  const needs = NEEDS_NAMES.find((name) => name === typedName);
  const name = needs ?? measureNamed(typedName);
  if (name === null) {
    throw new UsageError(
      `There is no measure "${options.measure}"; there are ${knownWords(typedName, KNOWN_MEASURES)}`,
    );
  }
  const fades = needs === undefined && options.decay !== undefined;
  if (options.cutoff === undefined && !fades && !WITHOUT_CUTOFF.includes(name)) {
    throw new UsageError(`The measure "${name}" needs --cutoff, in the unit of the matrix, or --decay`);
  }
  return needs === undefined ? accessRows(name, options, open) : needsRows(needs, options, open);
}

/** One value a demand place from costs, supply and people. */
function accessRows(name: string, options: MeasureOptions, open: OpenTable): MeasureRow[] {
  const { cutoff = Infinity } = options;
  const demand = readAmounts(open(required("demand", options.demand, name)), options.demandColumn);
  const supply = readAmounts(open(required("supply", options.supply, name)), options.supplyColumn);
  const { matrix } = readKnownMatrix(options, name, demand.ids, supply.ids, open);
  const decay = options.decay === undefined ? {} : { decay: parseDecay(options.decay, cutoff) };
  const amount = options.n === undefined ? {} : { amount: options.n };
  const tau = name === "raam" ? required("tau", options.tau, name) : undefined;
  return rowsOf(
    demand.ids,
    measureAccess(name, {
      matrix,
      supply: supply.amounts,
      demand: demand.amounts,
      cutoff,
      ...decay,
      ...amount,
      tau,
      rho: options.rho,
    }),
  );
}

/** One value a demand place from costs and what each facility offers. */
function needsRows(
  name: (typeof NEEDS_NAMES)[number],
  options: MeasureOptions,
  open: OpenTable,
): MeasureRow[] {
  const ids = readLabels(open(required("demand", options.demand, name))).ids;
  const supply = readLabels(
    open(required("supply", options.supply, name)),
    required("service-column", options.serviceColumn, name),
  );
  const { matrix } = readKnownMatrix(options, name, ids, supply.ids, open);
  const services = supply.labels.map((label) => parseList(label.replaceAll(";", ",")));
  const all = [...new Set(services.flat())];
  const input = { matrix, services };
  if (name === "proximity-time") {
    const nearest = required("n", options.n, name);
    return rowsOf(ids, proximityTime(input, { services: all, nearest }));
  }
  const cutoff = required("cutoff", options.cutoff, name);
  return rowsOf(ids, completeness(input, new Map(all.map((service) => [service, cutoff]))));
}

function readKnownMatrix(
  options: MeasureOptions,
  name: string,
  rowIds: readonly string[],
  columnIds: readonly string[],
  open: OpenTable,
): NamedMatrix {
  const path = required("matrix", options.matrix, name);
  const named = readMatrix(open(path), { rowIds, columnIds });
  requireKnown(path, named.rowIds, rowIds, required("demand", options.demand, name));
  requireKnown(path, named.columnIds, columnIds, required("supply", options.supply, name));
  return named;
}

/** Reads every table that the options name, of any form, and answers. */
async function measureFiles(options: MeasureOptions): Promise<string> {
  const { matrix, supply, demand, values, rank, group, neighbours } = options;
  return measureCommand(
    options,
    await openTables([matrix, supply, demand, values, rank, group, neighbours], options),
  );
}

export const MEASURE: CommandBody = {
  options: [
    ...MEASURE_OPTIONS,
    { flags: "--measure <name>", says: "which one, see below", required: true, values: KNOWN_MEASURES },
  ],
  help: MEASURE_HELP,
  run: measureFiles,
};
