/**
 * Lines and polygons across ±180°, cut there as RFC 7946 (3.1.9) asks.
 *
 * A ring or line crosses where two neighbouring places lie more than half a turn apart in longitude. It is unrolled, so
 * that longitudes run on beyond ±180°, cut along the meridian, and each part brought back between -180° and 180°.
 * A ring around a pole is not understood.
 */
import { shortWay } from "./earth.js";
import { isInside, type LonLat } from "./polygon-point.js";

/** Longitude between -180 and 180. */
export function wrappedLon(lon: number): number {
  return lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon;
}

/** Longitudes of a town on both sides of ±180°, running on beyond it; those of any other town as they are. */
export function onOneSide(lons: ArrayLike<number>): ArrayLike<number> {
  let [west, east] = [Infinity, -Infinity];
  for (let i = 0; i < lons.length; i++) {
    west = Math.min(west, lons[i]);
    east = Math.max(east, lons[i]);
  }
  return east - west <= 180 ? lons : Float64Array.from(lons, (lon) => (lon < 0 ? lon + 360 : lon));
}

/** Whether some step of a line or ring leads across ±180°, or a place lies beyond it. */
export function crossesMeridian(line: readonly LonLat[]): boolean {
  return line.some(([lon], i) => Math.abs(lon) > 180 || (i > 0 && Math.abs(lon - line[i - 1][0]) > 180));
}

/**
 * A line as its parts on either side of ±180°.
 *
 * @param line - places whose neighbours are less than half a turn apart; longitudes may run beyond ±180°
 * @returns the line itself where it does not cross
 */
export function cutLine(line: readonly LonLat[]): LonLat[][] {
  const unrolled = unroll(line);
  const parts: LonLat[][] = [[]];
  unrolled.forEach((place, i) => {
    const before = unrolled[i - 1];
    const edge = before === undefined ? null : meridianBetween(before[0], place[0]);
    if (edge !== null && before !== undefined) {
      const lat = latAt(before, place, edge);
      parts[parts.length - 1].push(backFrom([edge, lat], before[0]));
      parts.push([backFrom([edge, lat], place[0])]);
    }
    parts[parts.length - 1].push(backFrom(place, place[0]));
  });
  return parts
    .map((part) =>
      part.filter(([lon, lat], i) => i === 0 || lon !== part[i - 1][0] || lat !== part[i - 1][1]),
    )
    .filter((part) => part.length > 1 || parts.length === 1);
}

/**
 * A polygon as its parts on either side of ±180°.
 *
 * @param rings - outer ring and holes, closed, not crossing themselves or each other; longitudes may run beyond ±180°
 * @returns polygons between -180° and 180°, outer rings anticlockwise and holes clockwise; the polygon itself where it
 *   does not cross
 */
export function cutPolygon(rings: readonly (readonly LonLat[])[]): LonLat[][][] {
  if (!rings.some(crossesMeridian)) return [rings.map((ring) => [...ring])];
  const shell = wound(unroll(rings[0]), 1);
  const holes = rings.slice(1).map((ring) => wound(unroll(ring, shell[0][0]), -1));
  const lons = shell.map(([lon]) => lon);
  const middle = (Math.min(...lons) + Math.max(...lons)) / 2;
  const meridian = middle < 0 ? -180 : 180;
  return ([-1, 1] as const).flatMap((side) =>
    halfOf([shell, ...holes], meridian, side).map((polygon) =>
      polygon.map((ring) => ring.map((place) => backFrom(place, meridian + side))),
    ),
  );
}

/** Longitudes that run on: each at most half a turn from the one before, the first from `near`. */
function unroll(line: readonly LonLat[], near?: number): LonLat[] {
  let last = near ?? line[0]?.[0] ?? 0;
  return line.map(([lon, lat]) => {
    last += shortWay(wrappedLon(lon) - wrappedLon(last));
    return [last, lat];
  });
}

/** The meridian, 180 or -180, that lies between two longitudes; null where none does. */
function meridianBetween(a: number, b: number): number | null {
  for (const meridian of [180, -180])
    if (a < meridian !== b < meridian && a !== meridian && b !== meridian) return meridian;
  return null;
}

function latAt([ax, ay]: LonLat, [bx, by]: LonLat, lon: number): number {
  return Math.round((ay + ((lon - ax) / (bx - ax)) * (by - ay)) * 1e7) / 1e7;
}

/** A place brought back between -180° and 180°; one on the meridian goes to the side where `towards` lies. */
function backFrom([lon, lat]: LonLat, towards: number): LonLat {
  const turn = towards > 180 ? -360 : towards < -180 ? 360 : 0;
  return [Math.round((lon + turn) * 1e7) / 1e7, lat];
}

/** The ring anticlockwise (1) or clockwise (-1). */
function wound(ring: LonLat[], sense: 1 | -1): LonLat[] {
  let doubled = 0;
  for (let i = 1; i < ring.length; i++) doubled += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return doubled * sense < 0 ? [...ring].reverse() : ring;
}

/** What of a polygon lies west (-1) or east (1) of a meridian. */
function halfOf(rings: readonly LonLat[][], meridian: number, side: 1 | -1): LonLat[][][] {
  const isHere = ([lon]: LonLat) => side * (lon - meridian) > 0;
  const whole = rings.map((ring) => ring.every((place) => side * (place[0] - meridian) >= 0));
  const chains = rings.flatMap((ring, r) => (whole[r] ? [] : chainsOf(ring, isHere, meridian)));
  const shells = [...(whole[0] ? [rings[0]] : []), ...joinChains(chains, side)].map((ring) => [ring]);
  rings.slice(1).forEach((hole, h) => {
    if (whole[h + 1]) shells.find(([shell]) => isInside([shell], hole[0]))?.push(hole);
  });
  return shells;
}

/** The runs of a ring on one side, each from the meridian to the meridian. */
function chainsOf(ring: readonly LonLat[], isHere: (place: LonLat) => boolean, meridian: number): LonLat[][] {
  const places = ring.slice(0, -1);
  const start = places.findIndex((place, i) => !isHere(place) && isHere(places[(i + 1) % places.length]));
  if (start < 0) return [];
  const chains: LonLat[][] = [];
  for (let k = 0; k < places.length; k++) {
    const [a, b] = [places[(start + k) % places.length], places[(start + k + 1) % places.length]];
    const crossing: LonLat = [meridian, latAt(a, b, meridian)];
    if (isHere(a)) chains[chains.length - 1].push(a);
    if (isHere(a) && !isHere(b)) chains[chains.length - 1].push(crossing);
    if (!isHere(a) && isHere(b)) chains.push([crossing]);
  }
  return chains;
}

/** Closes chains along the meridian: the inside lies left, so one walks north on the west side and south on the east. */
function joinChains(chains: readonly LonLat[][], side: 1 | -1): LonLat[][] {
  const left = new Set(chains);
  const closed: LonLat[][] = [];
  for (const first of chains) {
    if (!left.delete(first)) continue;
    const ring = [...first];
    for (;;) {
      const lat = ring[ring.length - 1][1];
      const onwards = (chain: LonLat[]) => -side * (chain[0][1] - lat);
      const next = [...left, first]
        .filter((chain) => onwards(chain) >= 0)
        .sort((a, b) => onwards(a) - onwards(b))[0];
      if (next === undefined || next === first) break;
      left.delete(next);
      ring.push(...next);
    }
    ring.push(first[0]);
    closed.push(ring);
  }
  return closed;
}
