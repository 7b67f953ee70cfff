/**
 * What is said beside the polygons of an isochrone: where its origins join the streets, and what to know of the result.
 */
import type { CostUnit } from "../base/cost-units.js";
import type { Linkage } from "../network/linkage.js";
import type { IsochroneOrigin, Isochrones, OutlinePoint } from "./isochrone.js";

/** @param only - the one point that was asked for; undefined: all */
export function originsOf(origins: Linkage, only: number | undefined): IsochroneOrigin[] {
  const { points, firstLink, lon, lat, pointCount } = origins;
  const used: IsochroneOrigin[] = [];
  for (let point = only ?? 0; point < (only === undefined ? pointCount : only + 1); point++) {
    const linked: OutlinePoint[] = [];
    for (let l = firstLink[point]; l < firstLink[point + 1]; l++) linked.push([lon[l], lat[l]]);
    used.push({ point, place: [points.lon[point], points.lat[point]], linked });
  }
  return used;
}

/** Notes on unlinked origins, cutoffs that reach nothing, and rings past ±180°. */
export function notesOn(
  origins: readonly IsochroneOrigin[],
  polygons: readonly OutlinePoint[][][][],
  cutoffs: readonly number[],
  unit: CostUnit,
): Isochrones["notes"] {
  const notes: { code: string; count: number; message: string }[] = [];
  const unlinked = origins.filter(({ linked }) => linked.length === 0);
  if (unlinked.length > 0) {
    const named = unlinked.slice(0, 5).map(({ point }) => point);
    const message = `${unlinked.length} of ${origins.length} origins are linked to no street: points ${named.join(", ")}${
      unlinked.length > 5 ? " …" : ""
    }`;
    notes.push({ code: "unlinked-origin", count: unlinked.length, message });
  }
  const empty = cutoffs.filter((_, k) => polygons[k].length === 0);
  if (empty.length > 0 && unlinked.length < origins.length) {
    const message = `No street is reached within ${empty.join(", ")} ${unit}: the leg to the street is longer`;
    notes.push({ code: "nothing-reached", count: empty.length, message });
  }
  const past = pastAntimeridian(polygons);
  if (past > 0) {
    const message = `${past} rings cross the 180th meridian and run past ±180° instead of being cut there`;
    notes.push({ code: "crosses-antimeridian", count: past, message });
  }
  return notes;
}

function pastAntimeridian(polygons: readonly OutlinePoint[][][][]): number {
  let count = 0;
  for (const parts of polygons) {
    for (const rings of parts)
      for (const ring of rings) if (ring.some(([lon]) => lon > 180 || lon < -180)) count++;
  }
  return count;
}
