/**
 * Facilities that may stand in the data twice.
 *
 * Merged only where it is sure: same name and address, not empty, with a service in common, within 50 m. What merely
 * looks alike — one name, or one contained in the other, and a common service within 50 m — is reported.
 *
 * Layer: access. Imports geo.
 */
import { distanceM } from "../geo/earth.js";
import type { Facility, SuspectedDuplicate } from "./places.js";

/** Two entries of one place lie within this; an assumption. */
const SAME_PLACE_M = 50;

/** A grid of about 100 m, so that only neighbours are compared. */
const CELL_DEG = 0.001;

/**
 * Pairs that look alike, in the order of the list.
 *
 * @returns `sure` pairs and `suspected` ones; positions in the list, the lower first
 */
export function findDuplicates(
  facilities: readonly Facility[],
  addressOf: (position: number) => string = () => "",
): { sure: [number, number][]; suspected: SuspectedDuplicate[] } {
  const keys = facilities.map(({ name }) => nameKey(name));
  const sure: [number, number][] = [];
  const suspected: SuspectedDuplicate[] = [];
  for (const [i, k] of neighbours(facilities)) {
    const [a, b] = [facilities[i]!, facilities[k]!];
    if (keys[i] === "" || keys[k] === "" || !a.services.some((service) => b.services.includes(service)))
      continue;
    const apart = distanceM(a.lon, a.lat, b.lon, b.lat);
    if (apart > SAME_PLACE_M) continue;
    const sameName = keys[i] === keys[k];
    const address = addressOf(i);
    if (sameName && address !== "" && address === addressOf(k)) sure.push([i, k]);
    else if (sameName || keys[i]!.includes(keys[k]!) || keys[k]!.includes(keys[i]!)) {
      const reason = sameName ? "same name and service" : "similar name and same service";
      suspected.push({ a: a.id, b: b.id, distanceM: Math.round(apart), reason });
    }
  }
  return { sure, suspected };
}

/** One spelling for names that differ in width, case or spaces only. */
function nameKey(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}

/** Pairs of positions in the same or a neighbouring cell, the lower first, ascending. */
function neighbours(facilities: readonly Facility[]): [number, number][] {
  const cells = new Map<string, number[]>();
  const cellOf = ({ lon, lat }: Facility) => {
    // Cells keep their width in metres towards the poles.
    const width = CELL_DEG / Math.max(0.05, Math.cos((Math.round(lat) * Math.PI) / 180));
    return [Math.floor(lon / width), Math.floor(lat / CELL_DEG)] as const;
  };
  const pairs: [number, number][] = [];
  facilities.forEach((facility, i) => {
    const [x, y] = cellOf(facility);
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const before of cells.get(`${x + dx} ${y + dy}`) ?? []) pairs.push([before, i]);
      }
    }
    const cell = cells.get(`${x} ${y}`);
    if (cell === undefined) cells.set(`${x} ${y}`, [i]);
    else cell.push(i);
  });
  return pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}
