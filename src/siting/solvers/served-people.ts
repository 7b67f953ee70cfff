/**
 * How many people sites with capacities can serve: a largest flow from places to sites, grown as sites open.
 *
 * Whoever is served stays served; people move from one open site to another to make room. Before a site opens nobody more
 * can be served, so every further path ends at the site that opens (Ford & Fulkerson 1956).
 */
import type { CoverageMatrix } from "../coverage-matrix.js";

const NONE = 0xffffffff;

/** People served by open sites, for sites that open one after the other. */
export class ServedPeople {
  readonly #matrix: CoverageMatrix;
  readonly #capacity: Float64Array;
  /** Position by demand of each pair of a candidate. */
  readonly #pairOf: Uint32Array;
  readonly #open: Uint8Array;
  /** People of each pair, by demand. */
  #flow: Float64Array;
  #unserved: Float64Array;
  #served = 0;

  constructor(matrix: CoverageMatrix, weight: Float64Array, capacity: Float64Array) {
    this.#matrix = matrix;
    this.#capacity = capacity;
    this.#pairOf = pairsByCandidate(matrix);
    this.#open = new Uint8Array(matrix.candidateCount);
    this.#flow = new Float64Array(matrix.candidate.length);
    this.#unserved = weight.slice();
  }

  get served(): number {
    return this.#served;
  }

  /** How many more people are served if site `j` opens. */
  gain(j: number): number {
    const [flow, unserved, served] = [this.#flow.slice(), this.#unserved.slice(), this.#served];
    this.take(j);
    const gained = this.#served - served;
    this.#open[j] = 0;
    [this.#flow, this.#unserved, this.#served] = [flow, unserved, served];
    return gained;
  }

  /** Opens site `j`. */
  take(j: number): void {
    this.#open[j] = 1;
    let room = this.#capacity[j];
    while (room > 0) {
      const moved = this.#serveMore(j, room);
      if (moved === 0) return;
      room -= moved;
      this.#served += moved;
    }
  }

  /** Serves people along the shortest chain of moves that ends at site `j`; 0 where there is none. */
  #serveMore(j: number, room: number): number {
    const { firstOfCandidate, firstOfDemand, demand, candidate } = this.#matrix;
    const sites = [j];
    /** The pair by which a place would join a site, and that by which it leaves one. */
    const joins = new Uint32Array(firstOfDemand.length - 1).fill(NONE);
    const leaves = new Uint32Array(firstOfCandidate.length - 1).fill(NONE);
    for (const site of sites) {
      for (let k = firstOfCandidate[site]; k < firstOfCandidate[site + 1]; k++) {
        const place = demand[k];
        if (joins[place] !== NONE) continue;
        joins[place] = this.#pairOf[k];
        if (this.#unserved[place] > 0) return this.#move(place, j, room, joins, leaves);
        for (let pair = firstOfDemand[place]; pair < firstOfDemand[place + 1]; pair++) {
          const other = candidate[pair];
          if (other === j || this.#open[other] === 0 || this.#flow[pair] === 0 || leaves[other] !== NONE)
            continue;
          leaves[other] = pair;
          sites.push(other);
        }
      }
    }
    return 0;
  }

  #move(place: number, j: number, room: number, joins: Uint32Array, leaves: Uint32Array): number {
    const { candidate } = this.#matrix;
    const chain: number[] = [];
    let people = Math.min(room, this.#unserved[place]);
    let joining = joins[place];
    while (candidate[joining] !== j) {
      const leaving = leaves[candidate[joining]];
      chain.push(joining, leaving);
      people = Math.min(people, this.#flow[leaving]);
      joining = joins[this.#placeOf(leaving)];
    }
    chain.push(joining);
    chain.forEach((pair, step) => {
      this.#flow[pair] += step % 2 === 0 ? people : -people;
    });
    this.#unserved[place] -= people;
    return people;
  }

  /** The place of a pair: the last whose pairs begin at it or before. */
  #placeOf(pair: number): number {
    const { firstOfDemand } = this.#matrix;
    let [low, high] = [0, firstOfDemand.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (firstOfDemand[middle] <= pair) low = middle;
      else high = middle;
    }
    return low;
  }
}

/** For each pair of a candidate its position by demand; both lists ascend. */
function pairsByCandidate({ firstOfCandidate, firstOfDemand, candidate }: CoverageMatrix): Uint32Array {
  const next = firstOfCandidate.slice();
  const pairOf = new Uint32Array(candidate.length);
  for (let k = 0; k < firstOfDemand[firstOfDemand.length - 1]; k++) pairOf[next[candidate[k]]++] = k;
  return pairOf;
}
