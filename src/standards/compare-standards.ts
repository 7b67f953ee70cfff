/**
 * Two rule sets side by side: what only one has, and where their figures differ.
 */
import type { Standard, StandardRecord } from "./schema.js";

/** One record that differs between two rule sets. */
export interface StandardDifference {
  /** What both are figures of: quantity, service, and tier where that is needed to tell them apart. */
  readonly of: string;
  readonly a: StandardRecord | null;
  readonly b: StandardRecord | null;
}

/**
 * Figures that differ in value, unit, comparator, need or status, or that one rule set lacks.
 *
 * Records are matched by id, else by quantity, service and tier.
 */
export function compareStandards(a: Standard, b: Standard): StandardDifference[] {
  const matches = new Map<StandardRecord, StandardRecord>();
  const taken = new Set<StandardRecord>();
  for (const same of [byId, byKind]) {
    for (const record of a.records) {
      const match = b.records.find((other) => !taken.has(other) && same(record, other));
      if (matches.has(record) || match === undefined) continue;
      matches.set(record, match);
      taken.add(match);
    }
  }
  const ofA = a.records.map((record) => ({ of: kindOf(record), a: record, b: matches.get(record) ?? null }));
  const ofB = b.records.filter((record) => !taken.has(record)).map((b) => ({ of: kindOf(b), a: null, b }));
  return [...ofA.filter(({ a: left, b: right }) => right === null || differs(left, right)), ...ofB];
}

function byId(a: StandardRecord, b: StandardRecord): boolean {
  return a.id === b.id;
}

function byKind(a: StandardRecord, b: StandardRecord): boolean {
  return a.quantity === b.quantity && a.service === b.service && a.tier === b.tier && a.scope === b.scope;
}

function kindOf({ quantity, service, tier }: StandardRecord): string {
  return `${quantity} of ${service}, ${tier}`;
}

function differs(a: StandardRecord, b: StandardRecord): boolean {
  const parts = ["value", "upTo", "unit", "comparator", "need", "status"] as const;
  return parts.some((part) => a[part] !== b[part]);
}
