/**
 * How much longer a walk takes uphill and downhill: one factor a street edge and direction.
 *
 * Heights come from outside as a function of the place. Each edge is cut into equal stretches of about `stepM`; a
 * stretch of slope S takes exp(3.5 (|S + 0.05| - 0.05)) times the walk on the flat, which is Tobler's speed over his
 * speed on the flat, so that every profile keeps its own speed. The factor of an edge is the mean over its stretches.
 * On bridges and in tunnels the ground says nothing: there heights run straight between the ends of the structure.
 * Steps, lifts and corridors have their own costs and count as flat.
 */

import { aFunction, checkCall } from "../base/check-call.js";
import { InvalidInputError } from "../base/errors.js";
import { addTo } from "../base/grouping.js";
import { placeAlong } from "./edge-place.js";
import { SLOPE_OPTIONS, WALK_NETWORK } from "./network-forms.js";
import { EdgeFlag } from "./street-draft.js";
import type { WalkNetwork } from "./walk-network.js";

/** Height of the ground at a place in degrees, metres above any datum; NaN where it is not known. */
export type HeightAt = (lon: number, lat: number) => number;

/** How heights become factors. */
export interface SlopeOptions {
  /** Length of the stretches over which a slope is taken, metres; default 30, the cell of most elevation models. */
  readonly stepM?: number | undefined;
  /** No stretch takes more than so many times the walk on the flat; default 3, as OpenTripPlanner has it. */
  readonly slowest?: number | undefined;
}

const STRUCTURE = EdgeFlag.bridge | EdgeFlag.tunnel;
const FLAT = EdgeFlag.steps | EdgeFlag.lift | EdgeFlag.indoor;

/**
 * The same network with slopes; `walkCosts` then accounts for them in every profile with a speed. Lengths do not
 * change.
 *
 * Method: Tobler's hiking function, relative to its speed on the flat (Tobler 1993).
 *
 * @param heightAt - height in metres at `(lon, lat)` in degrees, NaN where unknown; smooth at the scale of a stretch
 * @returns a network that shares all other columns with `network`; `slope.edgesWithoutHeight` counts the edges that
 *   touch a place of unknown height and count as flat
 * @throws {InvalidInputError} if an option is out of range, or no place of the network has a height
 *
 * @example
 * const hilly = withSlope(network, (lon) => 1000 * (lon - 71.4)); // a plane that rises to the east
 */
export function withSlope(network: WalkNetwork, heightAt: HeightAt, options: SlopeOptions = {}): WalkNetwork {
  checkCall(
    "withSlope",
    ["network", network, WALK_NETWORK],
    ["heightAt", heightAt, aFunction],
    ["options", options, SLOPE_OPTIONS],
  );
  const { stepM = 30, slowest = 3 } = options;
  const { edgeCount, edgeAttributes, edgeLengthMm } = network;
  const nodeHeight = heightsOfNodes(network, heightAt);
  const forward = new Float64Array(edgeCount).fill(1);
  const backward = new Float64Array(edgeCount).fill(1);
  const steepest = new Float64Array(edgeCount);
  let edgesWithoutHeight = 0;
  for (let e = 0; e < edgeCount; e++) {
    if ((edgeAttributes[e] & FLAT) !== 0 || edgeLengthMm[e] === 0) continue;
    const heights = heightsAlong(network, e, nodeHeight, heightAt, stepM);
    if (heights.some(Number.isNaN)) {
      edgesWithoutHeight++;
      continue;
    }
    const stretchM = edgeLengthMm[e] / 1000 / (heights.length - 1);
    let [up, down, steep] = [0, 0, 0];
    for (let k = 1; k < heights.length; k++) {
      const slope = (heights[k] - heights[k - 1]) / stretchM;
      up += Math.min(slowest, toblerFactor(slope));
      down += Math.min(slowest, toblerFactor(-slope));
      steep = Math.max(steep, Math.abs(slope));
    }
    forward[e] = up / (heights.length - 1);
    backward[e] = down / (heights.length - 1);
    steepest[e] = steep;
  }
  if (edgeCount > 0 && edgesWithoutHeight === edgeCount)
    throw new InvalidInputError(
      "No street has a height: does the elevation lie elsewhere, or is its coordinate system wrong?",
    );
  const note = {
    code: "slope",
    count: edgesWithoutHeight,
    message:
      `street edges have no height and are walked as flat; all others as their stretches of ${stepM} m slope (Tobler), ` +
      `at most ${slowest} times slower`,
  };
  return {
    ...network,
    slope: { forward, backward, steepest, edgesWithoutHeight },
    source: {
      ...network.source,
      notes: [...network.source.notes.filter(({ code }) => code !== "slope"), note],
    },
  };
}

/** How many times longer a walk takes on a slope (rise over run, negative downhill) than on the flat. */
export function toblerFactor(slope: number): number {
  return Math.exp(3.5 * (Math.abs(slope + 0.05) - 0.05));
}

/** The least factor there can be, at Tobler's best slope of 1 in 20 downhill: walkers are never faster than 1 / this. */
const MIN_SLOPE_FACTOR = Math.exp(-3.5 * 0.05);

/** The fastest that a profile gets anywhere on a network, metres a second. */
export function topSpeedMps({ slope }: WalkNetwork, speedMps: number): number {
  return slope === undefined ? speedMps : speedMps / MIN_SLOPE_FACTOR;
}

/** Heights at equal steps from the start of an edge to its end; straight between the ends on a structure. */
function heightsAlong(
  network: WalkNetwork,
  edge: number,
  nodeHeight: Float64Array,
  heightAt: HeightAt,
  stepM: number,
): number[] {
  const lengthMm = network.edgeLengthMm[edge];
  const [from, to] = [nodeHeight[network.edgeFrom[edge]], nodeHeight[network.edgeTo[edge]]];
  if ((network.edgeAttributes[edge] & STRUCTURE) !== 0) return [from, to];
  const stretches = Math.max(1, Math.round(lengthMm / 1000 / stepM));
  const inner = Array.from({ length: stretches - 1 }, (_, k) =>
    heightAt(...placeAlong(network, edge, ((k + 1) * lengthMm) / stretches)),
  );
  return [from, ...inner, to];
}

/** Heights of all street nodes; nodes in the middle of a bridge or tunnel take theirs from its ends. */
function heightsOfNodes(network: WalkNetwork, heightAt: HeightAt): Float64Array {
  const { streetNodeCount, nodeLonE7, nodeLatE7, edgeCount, edgeFrom, edgeTo, edgeAttributes } = network;
  const onGround = new Uint8Array(streetNodeCount);
  const structures = new Map<number, number[]>();
  for (let e = 0; e < edgeCount; e++) {
    const ends = [edgeFrom[e], edgeTo[e]];
    if ((edgeAttributes[e] & STRUCTURE) === 0) for (const node of ends) onGround[node] = 1;
    else for (const node of ends) addTo(structures, node, e);
  }
  const height = new Float64Array(streetNodeCount);
  for (let v = 0; v < streetNodeCount; v++) height[v] = heightAt(nodeLonE7[v] / 1e7, nodeLatE7[v] / 1e7);
  const aloft = [...structures.keys()].filter((node) => onGround[node] === 0).sort((a, b) => a - b);
  const heightsAloft = aloft.map((node) => heightBetweenEnds(network, node, structures, onGround, height));
  for (const [i, node] of aloft.entries()) if (heightsAloft[i] !== null) height[node] = heightsAloft[i];
  return height;
}

/**
 * Mean of the heights where a structure meets the ground, each weighted by the inverse of its distance along the
 * structure: on a bridge with two ends the straight line between them. Null where it meets the ground nowhere.
 */
function heightBetweenEnds(
  { edgeFrom, edgeTo, edgeLengthMm }: WalkNetwork,
  start: number,
  structures: ReadonlyMap<number, readonly number[]>,
  onGround: Uint8Array,
  height: Float64Array,
): number | null {
  const distance = new Map([[start, 0]]);
  const settled = new Set<number>();
  let [weights, sum] = [0, 0];
  for (;;) {
    // A bridge has a handful of nodes: looking for the nearest one by one is as fast as any queue.
    let nearest: number | null = null;
    for (const [node, mm] of distance)
      if (!settled.has(node) && (nearest === null || mm < distance.get(nearest)!)) nearest = node;
    if (nearest === null) return weights === 0 ? null : sum / weights;
    settled.add(nearest);
    const reachedMm = distance.get(nearest)!;
    if (onGround[nearest] === 1) {
      const weight = 1 / Math.max(1, reachedMm);
      weights += weight;
      sum += weight * height[nearest];
      continue;
    }
    for (const e of structures.get(nearest) ?? []) {
      const other = edgeFrom[e] === nearest ? edgeTo[e] : edgeFrom[e];
      const mm = reachedMm + edgeLengthMm[e];
      if (mm < (distance.get(other) ?? Infinity)) distance.set(other, mm);
    }
  }
}
