/**
 * Straight pieces of street, as columns in a plane, for stamping.
 *
 * Coordinates are 1e-7 degrees relative to a place, so that they stay exact until a plane is chosen.
 */
import { grown } from "../base/growing-column.js";
import { lonDifferenceE7 } from "../geo/local-frame.js";
import type { WalkNetwork } from "../network/walk-network.js";

/** A growing list of straight pieces from `(ax, ay)` to `(bx, by)`; `x` counts from `originLonE7`. */
export class PieceList {
  count = 0;
  ax = new Float64Array(64);
  ay = new Float64Array(64);
  bx = new Float64Array(64);
  by = new Float64Array(64);
  /** The piece of the shape of a street that each is, or is part of: from shape point `shape - 1` to it; 0 for others. */
  shape = new Uint32Array(64);
  originLonE7 = 0;
  minX = Infinity;
  minY = Infinity;
  maxX = -Infinity;
  maxY = -Infinity;

  clear(originLonE7: number): void {
    this.count = 0;
    this.originLonE7 = originLonE7;
    this.minX = Infinity;
    this.minY = Infinity;
    this.maxX = -Infinity;
    this.maxY = -Infinity;
  }

  /** @param shape - the piece of shape that it is part of; 0 for none */
  add(ax: number, ay: number, bx: number, by: number, shape = 0): void {
    if (this.count === this.ax.length) this.#grow();
    const i = this.count++;
    this.ax[i] = ax;
    this.ay[i] = ay;
    this.bx[i] = bx;
    this.by[i] = by;
    this.shape[i] = shape;
    this.#widen(ax, ay);
    this.#widen(bx, by);
  }

  /** Adds the shape of `edge` from `startMm` to `endMm` (start < end). */
  addStretch(network: WalkNetwork, edge: number, startMm: number, endMm: number): void {
    const { firstShape, shapeLonE7, shapeLatE7, shapeLengthMm } = network;
    const first = firstShape[edge];
    const last = firstShape[edge + 1] - 1;
    let before = 0;
    let ax = lonDifferenceE7(shapeLonE7[first], this.originLonE7);
    let ay = shapeLatE7[first];
    for (let s = first + 1; s <= last && before < endMm; s++) {
      const length = shapeLengthMm[s];
      const bx = lonDifferenceE7(shapeLonE7[s], this.originLonE7);
      const by = shapeLatE7[s];
      const after = before + length;
      if (after > startMm) {
        const low = before >= startMm ? 0 : (startMm - before) / length;
        const high = after <= endMm ? 1 : (endMm - before) / length;
        this.add(
          low === 0 ? ax : ax + low * (bx - ax),
          low === 0 ? ay : ay + low * (by - ay),
          high === 1 ? bx : ax + high * (bx - ax),
          high === 1 ? by : ay + high * (by - ay),
          s,
        );
      }
      before = after;
      ax = bx;
      ay = by;
    }
  }

  #widen(x: number, y: number): void {
    if (x < this.minX) this.minX = x;
    if (x > this.maxX) this.maxX = x;
    if (y < this.minY) this.minY = y;
    if (y > this.maxY) this.maxY = y;
  }

  #grow(): void {
    this.ax = grown(this.ax);
    this.ay = grown(this.ay);
    this.bx = grown(this.bx);
    this.by = grown(this.by);
    this.shape = grown(this.shape);
  }
}
