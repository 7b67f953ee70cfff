/**
 * By which transformation the places of a layer were brought from another datum into WGS 84, and how accurate it is.
 */
import { basename } from "node:path";
import type { ReadNote } from "../../base/notes.js";
import { movesNothing } from "../../crs/index.js";
import { firstPlace, type LayerCrs } from "./layer-crs.js";
import type { RawFeature } from "./raw-layer.js";

/** One note for each transformation; none where the datum is WGS 84 to within 2 m as it stands. */
export function datumNotes(
  path: string,
  { features, system: { crs } }: { readonly features: readonly RawFeature[]; readonly system: LayerCrs },
): ReadNote[] {
  const { datum } = crs;
  if (datum === undefined) return [];
  const counts = new Map<string, { accuracyM: number; count: number }>();
  for (const { geometry } of features) {
    const place = firstPlace(geometry);
    if (place === null) continue;
    const shift = datum.shiftAt(...place);
    const { op, accuracyM } = shift;
    if (movesNothing(shift) && accuracyM <= 2) continue;
    counts.set(op, { accuracyM, count: (counts.get(op)?.count ?? 0) + 1 });
  }
  return [...counts].map(([op, { accuracyM, count }]) => ({
    code: "datum-moved",
    count,
    file: basename(path),
    message: `places are brought from ${datum.name} to WGS 84 by ${op}, accurate to ${accuracyM} m`,
    zh: `处坐标由 ${datum.name} 经 ${op} 转换为 WGS 84，精度 ${accuracyM} 米`,
    outcome: "assumed",
  }));
}
