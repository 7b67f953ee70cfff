/**
 * Lines and polygons across ±180°, cut there as RFC 7946 (3.1.9) asks.
 *
 * A ring or line crosses where two neighbouring places lie more than half a turn apart in longitude. It is unrolled, so
 * that longitudes run on beyond ±180°, cut along the meridian, and each part brought back between -180° and 180°.
 * A ring around a pole is not understood.
 */
import { shortWay } from "./earth.js";
import { boxOfRings, isInside, type LonLat } from "./polygon-point.js";

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
  const [west, , east] = boxOfRings([shell]);
  const middle = (west + east) / 2;
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
  const startOf = (chain: LonLat[]) => -side * chain[0][1];
  const left = new Nearest(chains, startOf);
  const closed: LonLat[][] = [];
  for (const [i, first] of chains.entries()) {
    if (!left.take(i)) continue;
    const ring = [...first];
    for (;;) {
      const from = -side * ring[ring.length - 1][1];
      const next = left.atOrAfter(from);
      if (next === null || (startOf(first) >= from && startOf(first) < startOf(chains[next]))) break;
      left.take(next);
      for (const place of chains[next]) ring.push(place);
    }
    ring.push(first[0]);
    closed.push(ring);
  }
  return closed;
}

/** Things in the order of a number, from which one after the other is taken; equal ones by their position. */
class Nearest {
  readonly #order: readonly number[];
  readonly #values: readonly number[];
  /** Rank of each thing. */
  readonly #rank: Uint32Array;
  /** The next rank that is left, for each; shortened as it is followed. */
  readonly #next: Uint32Array;

  constructor(things: readonly LonLat[][], numberOf: (thing: LonLat[]) => number) {
    const values = things.map(numberOf);
    this.#order = values.map((_, i) => i).sort((a, b) => values[a] - values[b] || a - b);
    this.#values = this.#order.map((i) => values[i]);
    this.#rank = new Uint32Array(things.length);
    this.#order.forEach((thing, rank) => {
      this.#rank[thing] = rank;
    });
    this.#next = Uint32Array.from({ length: things.length + 1 }, (_, i) => i);
  }

  /** Whether it was still there. */
  take(thing: number): boolean {
    const rank = this.#rank[thing];
    if (this.#next[rank] !== rank) return false;
    this.#next[rank] = rank + 1;
    return true;
  }

  /** The first thing left whose number is not less; null where there is none. */
  atOrAfter(value: number): number | null {
    let [low, high] = [0, this.#values.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#values[middle] < value) low = middle + 1;
      else high = middle;
    }
    let rank = low;
    while (this.#next[rank] !== rank) {
      this.#next[rank] = this.#next[this.#next[rank]];
      rank = this.#next[rank];
    }
    return rank < this.#order.length ? this.#order[rank] : null;
  }
}
