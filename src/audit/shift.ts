/**
 * Whether a layer of places stands where its streets are, or as far off as a wrong coordinate system would put it.
 *
 * Homes and facilities stand beside streets: the distances from true places to the nearest street bunch at the usual
 * setback, those from shifted places spread as they fall. The layer is tried as it is, moved as each hypothesis says, and
 * moved by some ninety offsets of like length that mean nothing (the controls). Of each the distribution of distances is
 * compared with that of all controls (Kullback–Leibler divergence, in ten classes); how far it stands out is measured in
 * standard deviations of the controls.
 */
import { addAt, itemAt } from "../base/at.js";
import { upperMedian } from "../base/quantile.js";
import { BD09, type Crs, GCJ02, WGS84 } from "../crs/index.js";
import { degreeLengths } from "../geo/earth.js";
import type { LonLat } from "../geo/polygon-point.js";
import { footOnPiece, streetIndex } from "../network/street-index.js";
import type { WalkNetwork } from "../network/walk-network.js";

/** A way in which the coordinates may be wrong. */
export interface ShiftHypothesis {
  /** The system that the layer, or the streets, would really be in. */
  readonly system: string;
  /** Which of the two is wrong. */
  readonly layer: "places" | "streets";
  /** From where the place stands now to where it would stand beside these streets. */
  readonly move: (lon: number, lat: number) => LonLat;
}

export interface ShiftTest {
  /** `shifted`: one hypothesis fits, the layer as it is does not; `fits`: it stands right; `unclear`: neither can be told. */
  readonly outcome: "shifted" | "fits" | "unclear" | "too-few";
  /** The hypothesis that fits best; null where none was tried. */
  readonly best: ShiftHypothesis | null;
  /** How far and whither that moves the middle of the layer, metres east and north. */
  readonly offsetM: readonly [east: number, north: number];
  /** Places that were looked at: at most 800, near to streets. */
  readonly sampled: number;
  /** How far the layer as it is, and the best hypothesis, stand out from the controls, in standard deviations. */
  readonly asIs: number;
  readonly moved: number;
}

/** Fewer places show nothing; more than the most add nothing. */
const MIN_PLACES = 100;
const MAX_PLACES = 800;
/** Places farther from every street lie outside the extract. */
const IN_EXTRACT_M = 500;
/** Upper ends of the classes of distance, metres; finer where setbacks lie. */
const CLASSES = [3, 6, 10, 15, 22, 32, 45, 60, 90] as const;
const BEYOND_M = 90;
/** Beyond this a place stands beside no street. */
const FAR_CLASS = 8;
/** Offsets that mean nothing: 300–1000 m, in all directions, none near to a hypothesis. */
const CONTROLS = 97;
const CONTROL_M = [300, 1000] as const;
const APART_M = 150;
/** When a layer is called shifted: standing out so far, and farther by so much than as it is. Rates stand in the docs. */
const MIN_Z = 3.5;
const MIN_GAIN = 2;
const FITS_Z = 2;

/**
 * How the coordinates of a layer may be wrong, if it came in one of these systems: `EPSG:4326` (or any other that is not
 * shifted), `GCJ-02`, `BD-09`.
 */
export function shiftHypotheses(declared = WGS84.id): ShiftHypothesis[] {
  const systems: readonly Crs[] = [WGS84, GCJ02, BD09];
  const given = systems.find(({ id }) => id === declared) ?? WGS84;
  const places = systems
    .filter((crs) => crs !== given)
    .map((crs): ShiftHypothesis => {
      const move = (lon: number, lat: number) => crs.toWgs84(...given.fromWgs84(lon, lat));
      return { system: crs.id, layer: "places", move };
    });
  // Beside shifted streets a layer that was converted wrongly looks the same: then the layer is named.
  if (given !== WGS84) return places;
  const streets = [GCJ02, BD09].map(
    (crs): ShiftHypothesis => ({ system: crs.id, layer: "streets", move: crs.fromWgs84 }),
  );
  return [...places, ...streets];
}

/**
 * Tries a layer against the streets.
 *
 * @param places - degrees; where many stand on one spot they count once
 * @param hypotheses - as of `shiftHypotheses`; those that move the layer by less than 150 m are left out
 */
export function detectShift(
  network: WalkNetwork,
  places: readonly LonLat[],
  hypotheses: readonly ShiftHypothesis[],
): ShiftTest {
  const sample = sampleOf(network, places);
  const middle = middleOf(sample);
  const tried =
    middle === null ? [] : hypotheses.filter(({ move }) => lengthOf(offsetOf(middle, move)) > APART_M);
  const none = { best: null, offsetM: [0, 0] as const, sampled: sample.length, asIs: 0, moved: 0 };
  if (middle === null || sample.length < MIN_PLACES) return { ...none, outcome: "too-few" };
  if (tried.length === 0) return { ...none, outcome: "unclear" };
  const offsets = tried.map(({ move }) => offsetOf(middle, move));
  const controls = controlOffsets([[0, 0], ...offsets]).map((offset) => mover(middle, offset));
  const classesOf = (move: ShiftHypothesis["move"]) => classCounts(network, sample, move);
  const background = controls.map(classesOf);
  const pooled = sharesOf(sumOf(background));
  const mostFar = farShare(pooled);
  const standsOut = (counts: readonly number[]) => {
    const shares = sharesOf(counts);
    // Farther from streets than by chance is not a sign of standing right.
    return farShare(shares) > mostFar ? 0 : divergence(shares, pooled);
  };
  const byChance = background.map(standsOut);
  const { mean, deviation } = spreadOf(byChance);
  const z = (counts: readonly number[]) => (standsOut(counts) - mean) / deviation;
  const asIs = z(classesOf((lon, lat) => [lon, lat]));
  const moved = tried.map(({ move }) => z(classesOf(move)));
  const best = moved.indexOf(Math.max(...moved));
  const byChanceAtMost = (Math.max(...byChance) - mean) / deviation;
  return {
    outcome: outcomeOf(asIs, itemAt(moved, best), byChanceAtMost),
    best: itemAt(tried, best),
    offsetM: itemAt(offsets, best),
    sampled: sample.length,
    asIs,
    moved: itemAt(moved, best),
  };
}

function outcomeOf(asIs: number, moved: number, byChance: number): ShiftTest["outcome"] {
  if (moved > MIN_Z && moved > byChance && moved - asIs > MIN_GAIN) return "shifted";
  return asIs > FITS_Z && asIs > byChance && asIs > moved ? "fits" : "unclear";
}

/** Different places near to streets, evenly over the list. */
function sampleOf(network: WalkNetwork, places: readonly LonLat[]): LonLat[] {
  const index = streetIndex(network);
  const different = [...new Map(places.map((place) => [`${place[0]},${place[1]}`, place])).values()];
  const near = different.filter(([lon, lat]) => index.piecesNear(lon, lat, IN_EXTRACT_M).length > 0);
  if (near.length <= MAX_PLACES) return near;
  return Array.from({ length: MAX_PLACES }, (_, i) =>
    itemAt(near, Math.floor((i * near.length) / MAX_PLACES)),
  );
}

function middleOf(sample: readonly LonLat[]): LonLat | null {
  if (sample.length === 0) return null;
  return [upperMedian(sample.map(([lon]) => lon)), upperMedian(sample.map(([, lat]) => lat))];
}

function offsetOf([lon, lat]: LonLat, move: ShiftHypothesis["move"]): readonly [east: number, north: number] {
  const { lonM, latM } = degreeLengths(lat);
  const [toLon, toLat] = move(lon, lat);
  return [(toLon - lon) * lonM, (toLat - lat) * latM];
}

function mover([, atLat]: LonLat, [east, north]: readonly [number, number]): ShiftHypothesis["move"] {
  const { lonM, latM } = degreeLengths(atLat);
  return (lon, lat) => [lon + east / lonM, lat + north / latM];
}

function lengthOf([east, north]: readonly [number, number]): number {
  return Math.hypot(east, north);
}

/** Offsets spread over a ring by the golden angle, none near to one that means something. */
function controlOffsets(meaning: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const golden = Math.PI * (3 - Math.sqrt(5));
  const all = Array.from({ length: CONTROLS }, (_, i) => {
    const length = CONTROL_M[0] + ((CONTROL_M[1] - CONTROL_M[0]) * ((7 * i) % CONTROLS)) / CONTROLS;
    return [length * Math.cos(i * golden), length * Math.sin(i * golden)] as const;
  });
  return all.filter(([x, y]) => meaning.every(([a, b]) => Math.hypot(x - a, y - b) > APART_M));
}

/** How many places stand in each class of distance to the nearest street. */
function classCounts(
  network: WalkNetwork,
  sample: readonly LonLat[],
  move: ShiftHypothesis["move"],
): number[] {
  const counts = new Array<number>(CLASSES.length + 1).fill(0);
  for (const place of sample) {
    const metres = streetDistanceM(network, move(place[0], place[1]));
    const first = CLASSES.findIndex((end) => metres < end);
    addAt(counts, first < 0 ? CLASSES.length : first);
  }
  return counts;
}

function streetDistanceM(network: WalkNetwork, [lon, lat]: LonLat): number {
  const { lonM, latM } = degreeLengths(lat);
  let nearest = Infinity;
  for (const piece of streetIndex(network).piecesNear(lon, lat, BEYOND_M)) {
    nearest = Math.min(nearest, footOnPiece(network, piece, lon, lat, lonM, latM).distanceM);
  }
  return nearest;
}

function sumOf(lists: readonly (readonly number[])[]): number[] {
  const [first = [], ...others] = lists;
  return others.reduce<number[]>((sums, counts) => sums.map((sum, c) => sum + itemAt(counts, c)), [...first]);
}

/** Shares of the classes; half a place is added to each, so that none is empty. */
function sharesOf(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, n) => sum + n + 0.5, 0);
  return counts.map((n) => (n + 0.5) / total);
}

function farShare(shares: readonly number[]): number {
  return shares.slice(FAR_CLASS).reduce((sum, share) => sum + share, 0);
}

/** Kullback–Leibler divergence of one distribution from another. */
function divergence(of: readonly number[], from: readonly number[]): number {
  return of.reduce((sum, share, c) => sum + share * Math.log(share / itemAt(from, c)), 0);
}

function spreadOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.max(Math.sqrt(variance), 1e-6) };
}
