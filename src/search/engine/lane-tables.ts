/**
 * Weighted places sorted for sixteen searches at once: at core nodes, and in groups by chain.
 *
 * A place that joins the streets at one spot stands in one item. Others stand in an item for each core node and each
 * chain they touch, under one number, and are counted once.
 */

import { itemsByKey, placesByKey } from "../../base/grouping.js";
import { grown } from "../../base/growing-column.js";
import { sharedInt32, sharedUint32 } from "../../base/shared-columns.js";
import { type ChainPlaces, PLACE_SIZE } from "./chain-places.js";
import { NONE } from "./chains.js";
import type { WholeWeights } from "./weights.js";

/** Stands where a cost would be: never within a limit, and no sum with it wraps. */
const NEVER = 0x80000000;
/** Stands where the number of a place would be that stands in one item only. */
const SINGLE = 0xffffffff;
const ITEM_SIZE = 4;

export interface LaneTables {
  readonly nodeFirst: Uint32Array;
  readonly nodeItems: Uint32Array;
  /** Per core node and one more: its groups in `groupList`. */
  readonly groupsFirst: Uint32Array;
  readonly groupList: Uint32Array;
  readonly groups: Uint32Array;
  readonly items: Uint32Array;
  readonly itemPlaces: Uint32Array;
  readonly groupOfChain: Int32Array;
  /** i64 in two halves, per weight; empty where `narrow` weights stand in the items themselves. */
  readonly wide: Uint32Array;
  readonly isWide: boolean;
  readonly groupCount: number;
}

export function laneTables(places: ChainPlaces, weights: WholeWeights): LaneTables {
  const { graph, chainCount } = places;
  const isWide = weights.narrow === null;
  const word = (point: number) => (isWide ? point : weights.narrow[point]);
  const node = new ItemList();
  const chain = new ItemList();
  for (let p = 0; p < places.pointCount; p++) {
    if (weights.values[p] !== 0) putPoint(places, p, word(p), node, chain);
  }
  const nodes = node.sorted(graph.coreCount);
  const chains = chain.sorted(chainCount);
  const groupOfChain = sharedInt32(chainCount).fill(-1);
  const groups: number[] = [];
  for (let c = 0; c < chainCount; c++) {
    if (chains.first[c] === chains.first[c + 1]) continue;
    groupOfChain[c] = groups.length / 4;
    // The chain of straight walks across a square has no ends.
    const [from, to] = c < graph.chainCount ? [graph.chainFrom[c], graph.chainTo[c]] : [NONE, NONE];
    groups.push(endOf(graph, from), endOf(graph, to), chains.first[c], chains.first[c + 1]);
  }
  const itemPlaces = sharedUint32(PLACE_SIZE * chains.origin.length);
  for (let i = 0; i < chains.origin.length; i++) {
    const from = PLACE_SIZE * chains.origin[i];
    for (let k = 0; k < PLACE_SIZE; k++) itemPlaces[PLACE_SIZE * i + k] = places.places[from + k];
  }
  return {
    nodeFirst: nodes.first,
    nodeItems: nodes.items,
    ...groupsByCore(graph.coreCount, groups),
    groups: sharedUint32(groups),
    items: chains.items,
    itemPlaces,
    groupOfChain,
    wide: isWide ? halves(weights.values) : new Uint32Array(0),
    isWide,
    groupCount: groups.length / 4,
  };
}

/** The core node at an end of a chain; the one past the last, which no search reaches, where there is none. */
function endOf({ coreCount }: ChainPlaces["graph"], core: number): number {
  return core === NONE ? coreCount : core;
}

function putPoint(places: ChainPlaces, p: number, word: number, node: ItemList, chain: ItemList): void {
  const { anchorFirst, anchors, placeFirst, places: list, graph } = places;
  const firstAnchor = anchorFirst[p];
  const firstPlace = placeFirst[p];
  const anchorCount = anchorFirst[p + 1] - firstAnchor;
  const placeCount = placeFirst[p + 1] - firstPlace;
  if (placeCount === 0 && anchorCount <= 1) {
    if (anchorCount === 1)
      node.add(anchors[2 * firstAnchor], anchors[2 * firstAnchor + 1], 0, word, SINGLE, 0);
    return;
  }
  if (placeCount === 1) {
    const c = list[PLACE_SIZE * firstPlace + 1];
    let [fromA, fromB, matched] = [NEVER, NEVER, 0];
    for (let k = firstAnchor; k < firstAnchor + anchorCount; k++) {
      if (anchors[2 * k] === graph.chainFrom[c]) fromA = anchors[2 * k + 1];
      else if (anchors[2 * k] === graph.chainTo[c]) fromB = anchors[2 * k + 1];
      else continue;
      matched++;
    }
    if (matched === anchorCount) {
      chain.add(c, fromA, fromB, word, SINGLE, firstPlace);
      return;
    }
  }
  for (let k = firstAnchor; k < firstAnchor + anchorCount; k++) {
    node.add(anchors[2 * k], anchors[2 * k + 1], 0, word, p, 0);
  }
  for (let q = firstPlace; q < firstPlace + placeCount; q++) {
    chain.add(list[PLACE_SIZE * q + 1], NEVER, NEVER, word, p, q);
  }
}

/** Items with a key, grown as they come and then sorted by it. */
class ItemList {
  #key = new Uint32Array(1024);
  #origin = new Uint32Array(1024);
  #items = new Uint32Array(1024 * ITEM_SIZE);
  #count = 0;

  add(key: number, first: number, second: number, word: number, place: number, origin: number): void {
    if (this.#count === this.#key.length) this.#grow();
    const at = ITEM_SIZE * this.#count;
    this.#items[at] = first;
    this.#items[at + 1] = second;
    this.#items[at + 2] = word;
    this.#items[at + 3] = place;
    this.#origin[this.#count] = origin;
    this.#key[this.#count++] = key;
  }

  sorted(keys: number): { first: Uint32Array; items: Uint32Array; origin: Uint32Array } {
    const { first, place } = placesByKey(this.#key.subarray(0, this.#count), keys);
    const items = sharedUint32(ITEM_SIZE * this.#count);
    const origin = new Uint32Array(this.#count);
    for (let i = 0; i < this.#count; i++) {
      const to = place[i];
      for (let k = 0; k < ITEM_SIZE; k++) items[ITEM_SIZE * to + k] = this.#items[ITEM_SIZE * i + k];
      origin[to] = this.#origin[i];
    }
    return { first: sharedUint32(first), items, origin };
  }

  #grow(): void {
    this.#key = grown(this.#key);
    this.#origin = grown(this.#origin);
    this.#items = grown(this.#items);
  }
}

function groupsByCore(coreCount: number, groups: readonly number[]) {
  const ends: number[] = [];
  const groupOfEnd: number[] = [];
  for (let g = 0; g < groups.length / 4; g++) {
    const [a, b] = [groups[4 * g], groups[4 * g + 1]];
    for (const end of a === b || b === coreCount ? [a] : [a, b]) {
      ends.push(end);
      groupOfEnd.push(g);
    }
  }
  const { first, item } = itemsByKey(ends, coreCount + 1);
  return { groupsFirst: sharedUint32(first), groupList: sharedUint32(item.map((i) => groupOfEnd[i])) };
}

/** Whole numbers up to 2^53 as 64-bit integers in two halves. */
function halves(values: Float64Array): Uint32Array {
  const words = sharedUint32(2 * values.length);
  for (let i = 0; i < values.length; i++) {
    words[2 * i] = values[i] % 0x100000000;
    words[2 * i + 1] = Math.floor(values[i] / 0x100000000);
  }
  return words;
}
