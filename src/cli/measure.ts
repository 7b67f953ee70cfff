/**
 * `living-circle measure`: access measures from plain tables, no network needed.
 *
 * Layer: cli. Imports the doors only.
 */
import { measureAccess, parseDecay } from "../index.js";
import { readAmounts, readMatrix } from "../io/index.js";
import { UsageError } from "./options.js";

export interface MeasureOptions {
  readonly matrix: string;
  readonly supply: string;
  readonly supplyColumn?: string;
  readonly demand: string;
  readonly demandColumn?: string;
  readonly measure: string;
  readonly cutoff: number;
  readonly decay?: string;
  readonly json?: boolean;
}

export function measureCommand(options: MeasureOptions): string {
  const { cutoff } = options;
  const demand = readAmounts(options.demand, options.demandColumn);
  const supply = readAmounts(options.supply, options.supplyColumn);
  const { matrix, rowIds, columnIds } = readMatrix(options.matrix, {
    rowIds: demand.ids,
    columnIds: supply.ids,
  });
  requireKnown(options.matrix, rowIds, demand.ids, options.demand);
  requireKnown(options.matrix, columnIds, supply.ids, options.supply);
  const decay = options.decay === undefined ? {} : { decay: parseDecay(options.decay, cutoff) };
  const values = measureAccess(options.measure, {
    matrix,
    supply: supply.amounts,
    demand: demand.amounts,
    cutoff,
    ...decay,
  });
  const answer = demand.ids.map((id, i) => ({ id, value: values[i]! }));
  if (options.json === true) return `${JSON.stringify(answer)}\n`;
  return answer.map(({ id, value }) => `${id}\t${value}`).join("\n") + "\n";
}

/** Ids that only the matrix names are a mistake in one of the two files. */
function requireKnown(
  matrixPath: string,
  ids: readonly string[],
  known: readonly string[],
  path: string,
): void {
  const strangers = ids.slice(known.length);
  if (strangers.length === 0) return;
  const listed = strangers.slice(0, 5).join(", ");
  throw new UsageError(`${matrixPath} names ${strangers.length} ids that ${path} does not hold: ${listed}`);
}
