/**
 * What `living-circle measure` is asked and what it answers.
 */
import { itemAt } from "../../base/at.js";
import type { TableSource } from "../../read/tables/plain-table.js";
import type { PlainTableFlags } from "../options/plain-tables.js";
import { UsageError } from "../options/usage-error.js";

/** A table by its path: what was read of it, or the path of a file of text. */
export type OpenTable = (path: string) => TableSource;

export interface MeasureOptions extends PlainTableFlags {
  readonly measure: string;
  readonly matrix?: string;
  readonly supply?: string;
  readonly supplyColumn?: string;
  readonly serviceColumn?: string;
  readonly demand?: string;
  readonly demandColumn?: string;
  readonly cutoff?: number;
  readonly decay?: string;
  readonly n?: number;
  readonly tau?: number;
  readonly rho?: number;
  readonly correction?: string;
  readonly bounds?: string;
  readonly values?: string;
  readonly valuesColumn?: string;
  readonly rank?: string;
  readonly rankColumn?: string;
  readonly group?: string;
  readonly groupColumn?: string;
  readonly neighbours?: string;
  readonly line?: number;
  readonly alpha: number;
  readonly permutations: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** One line of the answer; `all` where a measure has one value for all places. */
export interface MeasureRow {
  readonly id: string;
  /** Null where there is none: not reachable, or nobody lives there. */
  readonly value: number | null;
  readonly [more: string]: number | string | null;
}

/** Ids that only the matrix names are a mistake in one of the two files. */
export function requireKnown(
  matrixPath: string,
  ids: readonly string[],
  knownIds: readonly string[],
  path: string,
): void {
  const strangers = ids.slice(knownIds.length);
  if (strangers.length === 0) return;
  const listed = strangers.slice(0, 5).join(", ");
  throw new UsageError(`${matrixPath} names ${strangers.length} ids that ${path} does not hold: ${listed}`);
}

/** @throws {UsageError} if the option was not given */
export function required<T>(option: string, value: T | undefined, measure: string): T {
  if (value === undefined) throw new UsageError(`The measure "${measure}" needs --${option}`);
  return value;
}

/** Costs to what cannot be reached become null. */
export function rowsOf(ids: readonly string[], values: ArrayLike<number>): MeasureRow[] {
  return ids.map((id, i) => {
    const value = itemAt(values, i);
    return { id, value: Number.isFinite(value) ? value : null };
  });
}
