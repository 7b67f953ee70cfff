/**
 * Links of a place that stands in a square: to every door and inward corner that it sees.
 *
 * The leg is walked on the ground of the square, so no cap on legs off the street binds it. The place keeps its links to
 * the streets near by, unless something that stands in the square lies between.
 */
import { distanceM } from "../geo/earth.js";
import { firstBlocker, GroundLine, type OpenGround, onGround, seeEachOther } from "../geo/open-ground.js";
import type { StreetPlace } from "./nearest-places.js";
import { EdgeFlag } from "./street-draft.js";
import { NO_COPY, NO_EDGE, type WalkNetwork } from "./walk-network.js";
import { walkSquares, waysOfSquare } from "./walk-squares.js";

/** Where a place can walk straight across a square: in it, or at a street of its rim. */
export interface SquareSpot {
  readonly square: number;
  /** Degrees. */
  readonly lon: number;
  readonly lat: number;
  /** Length of the leg from the place to here. */
  readonly legMm: number;
}

/**
 * The links and spots of a place.
 *
 * @param edgeUse - per edge: 0 not usable, 1 on an island, 2 on the main network
 * @param links - what it is linked to without a thought of squares, nearest first
 */
export function linksInSquares(
  network: WalkNetwork,
  edgeUse: Uint8Array,
  links: readonly StreetPlace[],
  lon: number,
  lat: number,
): { readonly links: readonly StreetPlace[]; readonly spots: readonly SquareSpot[] } {
  if (network.squares === undefined) return { links, spots: [] };
  const squares = walkSquares(network);
  const inside = squares.at(lon, lat);
  const seen = inside.flatMap((square) => linksSeen(network, edgeUse, square, lon, lat));
  const usable = new Set(seen.map(({ square }) => square));
  const kept = links.filter(
    (link) =>
      seen.length === 0 ||
      inside.every((i) =>
        squares.ofWay(network.edgeWayId[link.edge]).includes(i)
          ? seeEachOther(squares.ground(i), lon, lat, link.lon, link.lat)
          : !isBehindObstacle(squares.ground(i), lon, lat, link),
      ),
  );
  const spots = [...usable].map((square): SquareSpot => ({ square, lon, lat, legMm: 0 }));
  for (const link of kept) {
    for (const square of squares.ofWay(network.edgeWayId[link.edge]))
      if (!usable.has(square)) spots.push({ square, lon: link.lon, lat: link.lat, legMm: link.offStreetMm });
  }
  if (seen.length === 0) return { links: kept, spots };
  return { links: nearestOfEach([...kept, ...seen.map(({ link }) => link)]), spots };
}

/** Links to the targets of a square that a place in it sees. */
function linksSeen(network: WalkNetwork, edgeUse: Uint8Array, square: number, lon: number, lat: number) {
  const { squares, nodeLonE7, nodeLatE7, edgeFrom, edgeLengthMm, edgeAttributes } = network;
  const seen: { readonly square: number; readonly link: StreetPlace }[] = [];
  if (squares === undefined) return seen;
  for (const t of walkSquares(network).targetsSeen(square, lon, lat)) {
    const node = squares.target[t];
    const edge = edgeAt(network, edgeUse, node, waysOfSquare(squares, square));
    if (edge === NO_EDGE) continue;
    const [nodeLon, nodeLat] = [nodeLonE7[node] / 1e7, nodeLatE7[node] / 1e7];
    const link = {
      edge,
      offStreetMm: Math.round(1000 * distanceM(lon, lat, nodeLon, nodeLat)),
      alongMm: edgeFrom[edge] === node ? 0 : edgeLengthMm[edge],
      lon: nodeLon,
      lat: nodeLat,
      island: edgeUse[edge] === 1,
      isPrivate: (edgeAttributes[edge] & EdgeFlag.private) !== 0,
    };
    seen.push({ square, link });
  }
  return seen;
}

/**
 * The lowest usable edge of a square that ends at a node, `NO_EDGE` if all of them are closed; any other where the square
 * has none there.
 */
function edgeAt(network: WalkNetwork, edgeUse: Uint8Array, node: number, ways: Float64Array): number {
  const { firstOut, arcEdge, nodeOut, edgeWayId } = network;
  let [own, other, hasOwn] = [NO_EDGE, NO_EDGE, false];
  for (const at of nodeOut[node] === NO_COPY ? [node] : [node, nodeOut[node]]) {
    for (let arc = firstOut[at]; arc < firstOut[at + 1]; arc++) {
      const edge = arcEdge[arc];
      if (edge === NO_EDGE) continue;
      const isOwn = ways.includes(edgeWayId[edge]);
      hasOwn ||= isOwn;
      if (edgeUse[edge] === 0) continue;
      if (isOwn) own = Math.min(own, edge);
      else other = Math.min(other, edge);
    }
  }
  return hasOwn ? own : other;
}

/** How much of a leg is left out at its far end, 1e-7 degrees: a street may run along an obstacle. */
const END_E7 = 8;

function isBehindObstacle(ground: OpenGround, lon: number, lat: number, link: StreetPlace): boolean {
  const [ax, ay] = onGround(ground, lon, lat);
  const [bx, by] = onGround(ground, link.lon, link.lat);
  const length = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
  const share = 1 - Math.min(1, END_E7 / length);
  const [cx, cy] = [ax + share * (bx - ax), ay + share * (by - ay)];
  const { lineKind, firstSide } = ground;
  return lineKind.some(
    (kind, l) =>
      kind !== GroundLine.rim &&
      firstBlocker(ground, ax, ay, cx, cy, firstSide[l], firstSide[l + 1]) < firstSide[l + 1],
  );
}

/** Nearest first, of several at one place the nearest; ties stand in the order given. */
function nearestOfEach(links: readonly StreetPlace[]): StreetPlace[] {
  const byPlace = new Map<string, StreetPlace>();
  for (const link of links) {
    const key = `${link.edge} ${link.alongMm}`;
    if ((byPlace.get(key)?.offStreetMm ?? Infinity) > link.offStreetMm) byPlace.set(key, link);
  }
  return [...byPlace.values()].sort((a, b) => a.offStreetMm - b.offStreetMm);
}
