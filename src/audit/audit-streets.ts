/**
 * Faults of streets: islands, dead ends that almost meet another street, streets that stand twice.
 */
import { addAt, itemAt } from "../base/at.js";
import { addTo } from "../base/grouping.js";
import { degreeLengths, distanceM } from "../geo/earth.js";
import { placeAlong } from "../network/edge-place.js";
import { listIslands } from "../network/islands.js";
import { mappedId } from "../network/mapped-id.js";
import { EdgeFlag } from "../network/street-draft.js";
import { footOnPiece, streetIndex } from "../network/street-index.js";
import { nodePlace, type StreetRow, streetRow } from "../network/street-rows.js";
import type { WalkNetwork } from "../network/walk-network.js";
import { type AuditFinding, finding } from "./finding.js";

/** Components with fewer mapped points serve only those who live on them; as in linking. */
const ISLAND_POINTS = 30;
const ISLAND_M = 1000;
/** A dead end this near to another street probably meets it; an assumption. */
const NEAR_MISS_M = 3;
/** A stub this short is near to the street it leaves, and no near miss. */
const STUB_M = 20;
/** Two street edges between the same nodes are one if lengths and middles differ by less. */
const SAME_M = 1;

export function auditStreets(network: WalkNetwork): AuditFinding[] {
  return [...islands(network), ...nearMisses(network), ...streetsTwice(network)];
}

function islands(network: WalkNetwork): AuditFinding[] {
  return listIslands(network).map(({ component, points, lengthMm, lon, lat }) => {
    const metres = Math.round(lengthMm / 1000);
    return finding(
      points >= ISLAND_POINTS || metres >= ISLAND_M ? "island" : "small-island",
      "streets",
      { id: `component/${component}`, lon, lat },
      `${metres} m of streets hang together with no others`,
      `${metres} 米街道不与其他街道相连`,
    );
  });
}

function nearMisses(network: WalkNetwork): AuditFinding[] {
  const { edgeCount, streetNodeCount } = network;
  const ends = new Uint32Array(streetNodeCount);
  const edgeAt = new Uint32Array(streetNodeCount);
  for (let e = 0; e < edgeCount; e++) {
    const { from, to } = streetRow(network, e);
    for (const node of [from, to]) {
      addAt(ends, node);
      edgeAt[node] = e;
    }
  }
  const findings: AuditFinding[] = [];
  for (let node = 0; node < streetNodeCount; node++) {
    if (ends[node] !== 1) continue;
    const apart = nearestOther(network, node, itemAt(edgeAt, node));
    if (apart === null) continue;
    const [lon, lat] = nodePlace(network, node);
    const isTouching = apart < 0.05;
    const metres = isTouching ? "0.1" : apart.toFixed(1);
    findings.push(
      finding(
        "near-miss",
        "streets",
        { id: `node/${network.nodeId[node]}`, lon, lat },
        `a dead end lies ${isTouching ? "less than " : ""}${metres} m from another street`,
        `断头路距另一街道${isTouching ? "不足" : ""} ${metres} 米`,
      ),
    );
  }
  return findings;
}

/** How far a dead end lies from a street that it does not hang on; null where none is near. */
function nearestOther(network: WalkNetwork, node: number, ownEdge: number): number | null {
  const index = streetIndex(network);
  const [lon, lat] = nodePlace(network, node);
  const { lonM, latM } = degreeLengths(lat);
  const stub = streetRow(network, ownEdge);
  const far = stub.from === node ? stub.to : stub.from;
  const isStub = stub.lengthMm < 1000 * STUB_M;
  let nearest = Infinity;
  for (const piece of index.piecesNear(lon, lat, NEAR_MISS_M)) {
    const edge = itemAt(index.edgeOfPiece, piece);
    const other = streetRow(network, edge);
    const hangsOn = isStub && (other.from === far || other.to === far);
    if (edge === ownEdge || hangsOn || levelOf(other) !== levelOf(stub)) continue;
    nearest = Math.min(nearest, footOnPiece(network, piece, lon, lat, lonM, latM).distanceM);
  }
  return nearest <= NEAR_MISS_M ? nearest : null;
}

/** Bridges and tunnels pass over and under. */
function levelOf({ attributes }: StreetRow): number {
  return attributes & (EdgeFlag.bridge | EdgeFlag.tunnel);
}

function streetsTwice(network: WalkNetwork): AuditFinding[] {
  const { edgeCount, edgeWayId } = network;
  const between = new Map<string, number[]>();
  const findings: AuditFinding[] = [];
  for (let e = 0; e < edgeCount; e++) {
    const { from, to, lengthMm, attributes } = streetRow(network, e);
    // Walks across squares are ours, not mapped.
    if ((attributes & EdgeFlag.square) !== 0) continue;
    const key = `${from} ${to}`;
    const before = between.get(key) ?? [];
    const [lon, lat] = placeAlong(network, e, Math.round(lengthMm / 2));
    const twin = before.find((other) => {
      const otherMm = streetRow(network, other).lengthMm;
      if (Math.abs(lengthMm - otherMm) > 1000 * SAME_M) return false;
      const [lonB, latB] = placeAlong(network, other, Math.round(otherMm / 2));
      return distanceM(lon, lat, lonB, latB) <= SAME_M;
    });
    addTo(between, key, e);
    if (twin === undefined) continue;
    const [id, other] = [mappedId(itemAt(edgeWayId, e)), mappedId(itemAt(edgeWayId, twin))];
    findings.push(
      finding(
        "street-twice",
        "streets",
        { id, lon, lat },
        `the street stands twice, also as ${other}`,
        `街道重复，另见 ${other}`,
      ),
    );
  }
  return findings;
}
