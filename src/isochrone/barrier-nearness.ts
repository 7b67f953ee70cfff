/**
 * Which straight pieces of the streets have a barrier so near that it may hide what lies within the distance beside them.
 *
 * Looked at once for each piece of the shape of a street, on a plane of its own, so that the answer does not depend on who
 * asks. Most pieces have none, and no barrier is looked for again.
 */
import { onceForEach } from "../base/once-for-each.js";
import { localFrame, lonDifferenceE7 } from "../geo/local-frame.js";
import type { WalkNetwork } from "../network/walk-network.js";
import { BarrierSight } from "./barrier-sight.js";
import type { GridRule } from "./grid-rule.js";

/** By how much farther is looked than the level, so that planes of other places agree: over 5 km at 60°, 0.2 %. */
const WIDER = 1.01;

const Near = { unknown: 0, none: 1, some: 2 } as const;

/** Says of pieces of shape which barriers are near; piece `s` runs from shape point `s - 1` to `s`. */
export class BarrierNearness {
  readonly #network: WalkNetwork;
  readonly #sight: BarrierSight;
  readonly #rule: GridRule;
  readonly #near: Uint8Array;
  /** By piece of shape with a barrier near: all barrier pieces that can hide a place from it that is looked at. */
  readonly #around = new Map<number, Uint32Array>();

  constructor(network: WalkNetwork, rule: GridRule) {
    this.#network = network;
    this.#sight = new BarrierSight(network.barriers);
    this.#rule = rule;
    this.#near = new Uint8Array(network.shapeLonE7.length);
  }

  /** For `BarrierSight.fetch`; undefined where no barrier is near, and for 0, which is not a piece. */
  around(s: number): Uint32Array | undefined {
    if (s === 0 || this.#near[s] === Near.none) return undefined;
    if (this.#near[s] === Near.unknown) this.#near[s] = this.#look(s) ? Near.some : Near.none;
    return this.#around.get(s);
  }

  /** Whether a barrier is near; if so, files those around. */
  #look(s: number): boolean {
    const { shapeLonE7, shapeLatE7 } = this.#network;
    const { spacingM, levelRadius, stampRadius } = this.#rule;
    const frame = localFrame(shapeLonE7[s - 1], (shapeLatE7[s - 1] + shapeLatE7[s]) / 2);
    const [stepX, stepY] = [spacingM / frame.lonM, spacingM / frame.latM];
    const sight = this.#sight;
    sight.place({ originLonE7: frame.lonE7, originX: 0, originY: frame.latE7, stepX, stepY });
    const [ay, by] = [(shapeLatE7[s - 1] - frame.latE7) / stepY, (shapeLatE7[s] - frame.latE7) / stepY];
    const bx = lonDifferenceE7(shapeLonE7[s], frame.lonE7) / stepX;
    const far = WIDER * stampRadius;
    const [west, south] = [Math.min(0, bx) - far, Math.min(ay, by) - far];
    if (sight.select(west, south, Math.max(0, bx) + far, Math.max(ay, by) + far) === 0) return false;
    if (!sight.isNear(0, ay, bx, by, WIDER * levelRadius)) return false;
    sight.narrow(0, ay, bx, by, far);
    this.#around.set(s, sight.fetched());
    return true;
  }
}

const nearnessOf = onceForEach((_: WalkNetwork) => new Map<string, BarrierNearness>());

/** The one of a network and a rule; only that of the last rule asked for is kept. */
export function barrierNearness(network: WalkNetwork, rule: GridRule): BarrierNearness {
  const known = nearnessOf(network);
  const key = `${rule.distanceM} ${rule.cellM}`;
  let nearness = known.get(key);
  if (nearness === undefined) {
    nearness = new BarrierNearness(network, rule);
    known.clear();
    known.set(key, nearness);
  }
  return nearness;
}
