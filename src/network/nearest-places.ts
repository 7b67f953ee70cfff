/**
 * Where a place can join the streets: the places on them where the distance is locally smallest.
 *
 * A place inside a piece of street always is one; a corner or junction is one if no piece that meets there has a
 * nearer place. So neither cutting a street nor merging streets changes the places found. Public and private
 * streets are looked at apart. Tunnels, bridges and corridors on other floors have no such place: they are joined at their ends.
 */
import { UNREACHED } from "../base/cost-units.js";
import { degreeLengths } from "../geo/earth.js";
import { placeAlong } from "./edge-place.js";
import { EdgeFlag } from "./street-draft.js";
import { footOnPiece, type StreetIndex } from "./street-index.js";
import { isJoinedAtEnds, traitOfEdge } from "./street-traits.js";
import type { WalkNetwork } from "./walk-network.js";

/** Which streets may be used, and from how far. */
export interface LinkRule {
  /** Longest leg off the street. */
  readonly capMm: number;
  /** How much longer than the nearest leg another may be. */
  readonly extraMm: number;
  /** Per edge: 0 not usable, 1 on an island, 2 on the main network. */
  readonly edgeUse: Uint8Array;
  /** Floors of the place, where they are known: it joins streets of the same floor that are else joined at their ends alone. */
  readonly levels?: readonly number[] | undefined;
}

/** A place on a street edge; distances are whole millimetres, so that ties are ties. */
export interface StreetPlace {
  readonly edge: number;
  readonly offStreetMm: number;
  readonly alongMm: number;
  /** Degrees. */
  readonly lon: number;
  readonly lat: number;
  readonly island: boolean;
  readonly isPrivate: boolean;
}

/**
 * The places on usable streets within the cap where the distance is locally smallest, nearest first, public before
 * private.
 *
 * @returns `unusable`: whether a street lay within the cap that may not be used; `nearestMm`: distance to the nearest street
 *   of any kind within the cap, `UNREACHED` if there is none
 */
export function nearestPlaces(
  network: WalkNetwork,
  index: StreetIndex,
  rule: LinkRule,
  lon: number,
  lat: number,
): { places: StreetPlace[]; unusable: boolean; nearestMm: number } {
  const { lonM, latM } = degreeLengths(lat);
  const places: StreetPlace[] = [];
  const corners = new Map<number, Corner>();
  const pointPieces: (readonly [number, number])[] = [];
  let unusable = false;
  let nearestMm = UNREACHED;
  for (const piece of index.piecesNear(lon, lat, rule.capMm / 1000).sort((a, b) => a - b)) {
    const edge = index.edgeOfPiece[piece];
    if (isJoinedAtEnds(network, edge) && !isOnFloor(network, edge, rule.levels)) continue;
    const { distanceM, share } = footOnPiece(network, piece, lon, lat, lonM, latM);
    const offStreetMm = Math.round(distanceM * 1000);
    if (offStreetMm <= rule.capMm) nearestMm = Math.min(nearestMm, offStreetMm);
    if (rule.edgeUse[edge] === 0) {
      unusable ||= offStreetMm <= rule.capMm;
      continue;
    }
    const start = noteCorner(corners, network, edge, piece, 0, share, offStreetMm);
    const end = noteCorner(corners, network, edge, piece, 1, share, offStreetMm);
    if (network.shapeLengthMm[piece] === 0) pointPieces.push([start, end]);
    if (offStreetMm > rule.capMm || share === 0 || share === 1) continue;
    places.push(placeOn(network, rule, { edge, piece, share }, offStreetMm));
  }
  joinCorners(corners, pointPieces);
  for (const { nearest, offStreetMm, link } of corners.values()) {
    if (nearest && offStreetMm <= rule.capMm) places.push(placeOn(network, rule, link, offStreetMm));
  }
  places.sort(
    (a, b) =>
      a.offStreetMm - b.offStreetMm ||
      Number(a.isPrivate) - Number(b.isPrivate) ||
      a.edge - b.edge ||
      a.alongMm - b.alongMm,
  );
  return { places, unusable, nearestMm };
}

/** Whether a street lies on one of some floors. */
function isOnFloor(network: WalkNetwork, edge: number, floors: readonly number[] = []): boolean {
  return floors.length > 0 && traitOfEdge(network, edge).levels?.some((one) => floors.includes(one)) === true;
}

/** A place on the piece of `edge` that ends at shape point `piece`, as a share of the piece. */
interface PieceShare {
  readonly edge: number;
  readonly piece: number;
  readonly share: number;
}

/** A point where public pieces meet, or private ones, as seen from the place to be linked. */
interface Corner {
  /** Whether it is the nearest place of every piece that meets there; then `offStreetMm` is its distance. */
  nearest: boolean;
  readonly offStreetMm: number;
  /** The first edge there; what else meets there is reached through it. */
  readonly link: PieceShare;
}

/**
 * Corners joined by pieces without length are one: it is nearest only if all of them are, and the first stands for it.
 */
function joinCorners(
  corners: Map<number, Corner>,
  pointPieces: readonly (readonly [number, number])[],
): void {
  for (let changed = pointPieces.length > 0; changed; ) {
    changed = false;
    for (const pair of pointPieces) {
      const [a, b] = [corners.get(pair[0])!, corners.get(pair[1])!];
      if (a.nearest === b.nearest) continue;
      a.nearest = false;
      b.nearest = false;
      changed = true;
    }
  }
  for (const [start, end] of pointPieces)
    if (start !== end) corners.get(Math.max(start, end))!.nearest = false;
}

/**
 * Notes the start (`end` 0) or the end (`end` 1) of a piece whose nearest place lies at `share`.
 *
 * @returns the key of the corner
 */
function noteCorner(
  corners: Map<number, Corner>,
  network: WalkNetwork,
  edge: number,
  piece: number,
  end: 0 | 1,
  share: number,
  offStreetMm: number,
): number {
  const key = 2 * cornerKey(network, edge, piece - 1 + end) + (isPrivateEdge(network, edge) ? 1 : 0);
  let corner = corners.get(key);
  if (corner === undefined) {
    corner = { nearest: true, offStreetMm, link: { edge, piece, share: end } };
    corners.set(key, corner);
  }
  if (share !== end && network.shapeLengthMm[piece] !== 0) corner.nearest = false;
  return key;
}

/** One number a corner: nodes from 0 up, shape points inside edges from -1 down. */
function cornerKey({ firstShape, edgeFrom, edgeTo }: WalkNetwork, edge: number, shapePoint: number): number {
  if (shapePoint === firstShape[edge]) return edgeFrom[edge];
  if (shapePoint === firstShape[edge + 1] - 1) return edgeTo[edge];
  return -1 - shapePoint;
}

function placeOn(
  network: WalkNetwork,
  rule: LinkRule,
  { edge, piece, share }: PieceShare,
  offStreetMm: number,
): StreetPlace {
  let alongMm = Math.round(share * network.shapeLengthMm[piece]);
  for (let s = network.firstShape[edge] + 1; s < piece; s++) alongMm += network.shapeLengthMm[s];
  const [lon, lat] = placeAlong(network, edge, alongMm);
  const [island, isPrivate] = [rule.edgeUse[edge] === 1, isPrivateEdge(network, edge)];
  return { edge, offStreetMm, alongMm, lon, lat, island, isPrivate };
}

function isPrivateEdge(network: WalkNetwork, edge: number): boolean {
  return (network.edgeAttributes[edge] & EdgeFlag.private) !== 0;
}
