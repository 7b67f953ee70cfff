/**
 * National figures and those of a city: which one counts.
 *
 * A local figure takes the place of a national one of the same kind where it is stricter; a looser one only where
 * relaxation is allowed (by the record itself, or by the user), and then it is marked.
 */
import type { StandardRecord } from "./schema.js";

export interface Override {
  readonly record: StandardRecord;
  /** Whether it is looser than the national figure that it replaces. */
  readonly relaxed: boolean;
}

/** Whether a figure asks for more than another of the same unit; null where they cannot be compared. */
function isStricter(local: StandardRecord, national: StandardRecord): boolean | null {
  if (local.unit !== national.unit || local.comparator !== national.comparator) return null;
  if (local.comparator === "=") return null;
  return local.comparator === "<=" ? local.value < national.value : local.value > national.value;
}

/**
 * The figure that counts of a national and a local one.
 *
 * @param options.allowRelax - let the local figure count even where it is looser
 * @returns the national one where the two cannot be compared, as metres and minutes cannot
 */
export function strictestOf(
  national: StandardRecord,
  local: StandardRecord,
  { allowRelax = false }: { readonly allowRelax?: boolean | undefined } = {},
): Override {
  const stricter = isStricter(local, national);
  if (stricter === true) return { record: local, relaxed: false };
  const looser = stricter === false && local.value !== national.value;
  if (looser && (allowRelax || local.relaxed === true)) return { record: local, relaxed: true };
  return { record: national, relaxed: false };
}
