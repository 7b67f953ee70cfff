/**
 * Grows OpenStreetMap columns element by element, then sorts them and resolves references.
 */

import { offsetsOf } from "../../base/grouping.js";
import { GrowingColumn } from "../../base/growing-column.js";
import { countedNote, type ReadNote } from "../../base/notes.js";
import { MISSING, type OsmData, type TagColumns } from "./osm-data.js";

const f64 = () => new GrowingColumn(new Float64Array(1024));
const i32 = () => new GrowingColumn(new Int32Array(1024));
const u32 = () => new GrowingColumn(new Uint32Array(1024));
const u8 = () => new GrowingColumn(new Uint8Array(1024));

/** Collects elements in the order of the file. */
export class OsmBuilder {
  readonly #strings = new Map<string, number>([["", 0]]);
  readonly #nodeId = f64();
  readonly #lon = i32();
  readonly #lat = i32();
  readonly #taggedNode = u32();
  readonly #nodeTagEnd = u32();
  #nodeTagCount = 0;
  readonly #wayId = f64();
  readonly #refId = f64();
  readonly #refEnd = u32();
  readonly #wayTagEnd = u32();
  readonly #relationId = f64();
  readonly #memberType = u8();
  readonly #memberId = f64();
  readonly #memberRole = u32();
  readonly #memberEnd = u32();
  readonly #relationTagEnd = u32();
  readonly #key = { node: u32(), way: u32(), relation: u32() };
  readonly #value = { node: u32(), way: u32(), relation: u32() };

  /** Index of a string, the same for equal strings. */
  intern(text: string): number {
    let index = this.#strings.get(text);
    if (index === undefined) {
      index = this.#strings.size;
      this.#strings.set(text, index);
    }
    return index;
  }

  /** Adds a tag to the element of that type that is closed next. */
  addTag(type: "node" | "way" | "relation", key: number, value: number): void {
    this.#key[type].push(key);
    this.#value[type].push(value);
  }

  /** Closes a node: whole 1e-7 degrees. */
  addNode(id: number, lonE7: number, latE7: number): void {
    this.#nodeId.push(id);
    this.#lon.push(lonE7);
    this.#lat.push(latE7);
    if (this.#key.node.length > this.#nodeTagCount) {
      this.#nodeTagCount = this.#key.node.length;
      this.#taggedNode.push(this.#nodeId.length - 1);
      this.#nodeTagEnd.push(this.#nodeTagCount);
    }
  }

  addRef(nodeId: number): void {
    this.#refId.push(nodeId);
  }

  addWay(id: number): void {
    this.#wayId.push(id);
    this.#refEnd.push(this.#refId.length);
    this.#wayTagEnd.push(this.#key.way.length);
  }

  /** Adds a member to the relation that is closed next; type 0 node, 1 way, 2 relation. */
  addMember(type: number, id: number, role: number): void {
    this.#memberType.push(type);
    this.#memberId.push(id);
    this.#memberRole.push(role);
  }

  addRelation(id: number): void {
    this.#relationId.push(id);
    this.#memberEnd.push(this.#memberId.length);
    this.#relationTagEnd.push(this.#key.relation.length);
  }

  finish(source: OsmData["source"], notes: readonly ReadNote[]): OsmData {
    const nodes = orderById(this.#nodeId.done());
    const ways = orderById(this.#wayId.done());
    const relations = orderById(this.#relationId.done());
    const { tagged, tags: nodeTags } = this.#nodeTags(nodes.order);
    const wayTags = this.#tags("way", this.#wayTagEnd.done(), ways.order);
    const relationTags = this.#tags("relation", this.#relationTagEnd.done(), relations.order);
    const lonE7 = pick(this.#lon.done(), nodes.order);
    const latE7 = pick(this.#lat.done(), nodes.order);
    const findNode = idFinder(nodes.id);
    const refs = pickRows(this.#refEnd.done(), ways.order);
    const ref = new Uint32Array(refs.first[ways.id.length]!);
    for (let k = 0; k < ref.length; k++) ref[k] = findNode(this.#refId.data[refs.entry?.[k] ?? k]!);
    const members = this.#members(relations.order, [findNode, idFinder(ways.id), idFinder(relations.id)]);
    const tagColumns = [nodeTags, wayTags, relationTags].flatMap(({ key, value }) => [key, value]);
    const strings = sortStrings([...this.#strings.keys()], [...tagColumns, members.memberRole]);
    const elements = nodes.id.length + ways.id.length + relations.id.length;
    const doubles = nodes.duplicates + ways.duplicates + relations.duplicates;
    return {
      nodes: { count: nodes.id.length, id: nodes.id, lonE7, latE7, tagged, tags: nodeTags },
      ways: { count: ways.id.length, id: ways.id, firstRef: refs.first, ref, tags: wayTags },
      relations: { count: relations.id.length, id: relations.id, ...members, tags: relationTags },
      strings,
      bounds: boundsOf(lonE7, latE7),
      source,
      notes: [...notes, ...countNotes(elements, ref, members.memberIndex, doubles)],
    };
  }

  #tags(type: "node" | "way" | "relation", ends: Uint32Array, order: Order): TagColumns {
    const { first, entry } = pickRows(ends, order);
    return { first, key: pick(this.#key[type].done(), entry), value: pick(this.#value[type].done(), entry) };
  }

  /** The nodes that hold tags, and their tags. */
  #nodeTags(order: Order): { tagged: Uint32Array; tags: TagColumns } {
    const position = this.#taggedNode.done();
    const ends = this.#nodeTagEnd.done();
    if (order === null) return { tagged: position, tags: this.#tags("node", ends, null) };
    const rowAt = new Uint32Array(this.#nodeId.length).fill(MISSING);
    for (let i = 0; i < position.length; i++) rowAt[position[i]!] = i;
    const tagged: number[] = [];
    const rows: number[] = [];
    for (let v = 0; v < order.length; v++) {
      const row = rowAt[order[v]!]!;
      if (row === MISSING) continue;
      tagged.push(v);
      rows.push(row);
    }
    return { tagged: Uint32Array.from(tagged), tags: this.#tags("node", ends, Uint32Array.from(rows)) };
  }

  #members(order: Order, find: readonly ((id: number) => number)[]) {
    const { first, entry } = pickRows(this.#memberEnd.done(), order);
    const memberType = pick(this.#memberType.done(), entry);
    const memberId = pick(this.#memberId.done(), entry);
    const memberIndex = new Uint32Array(memberId.length);
    for (let k = 0; k < memberId.length; k++) memberIndex[k] = find[memberType[k]!]!(memberId[k]!);
    return { firstMember: first, memberType, memberIndex, memberRole: pick(this.#memberRole.done(), entry) };
  }
}

/** Positions in the order of the file; null where that order stays. */
type Order = Uint32Array | null;

/** Keeps the strings that the columns use, in order of code units, and rewrites the columns in place. */
function sortStrings(all: readonly string[], columns: readonly Uint32Array[]): string[] {
  const used = new Uint8Array(all.length).fill(1, 0, 1);
  for (const column of columns) for (let i = 0; i < column.length; i++) used[column[i]!] = 1;
  const order = Uint32Array.from(all, (_, i) => i).filter((i) => used[i] === 1);
  order.sort((a, b) => (all[a]! < all[b]! ? -1 : 1));
  const rank = new Uint32Array(all.length);
  for (let to = 0; to < order.length; to++) rank[order[to]!] = to;
  for (const column of columns) for (let i = 0; i < column.length; i++) column[i] = rank[column[i]!]!;
  return Array.from(order, (i) => all[i]!);
}

/** Ids ascending, and where they stood; of elements with one id the last in the file stays. */
function orderById(id: Float64Array): { id: Float64Array; order: Order; duplicates: number } {
  let ascending = true;
  for (let i = 1; i < id.length && ascending; i++) ascending = id[i]! > id[i - 1]!;
  if (ascending) return { id, order: null, duplicates: 0 };
  const order = Uint32Array.from(id, (_, i) => i);
  order.sort((a, b) => id[a]! - id[b]! || a - b);
  const uniqueOrder = order.filter((at, i) => i + 1 === order.length || id[order[i + 1]!] !== id[at]);
  return { id: pick(id, uniqueOrder), order: uniqueOrder, duplicates: order.length - uniqueOrder.length };
}

function pick<A extends Float64Array | Int32Array | Uint32Array | Uint8Array>(from: A, order: Order): A {
  if (order === null) return from;
  const to = new (from.constructor as new (length: number) => A)(order.length);
  for (let i = 0; i < order.length; i++) to[i] = from[order[i]!]!;
  return to;
}

/** Rows in a new order: `first` per row, and for each entry its place in the file's order, null where that stays. */
function pickRows(end: Uint32Array, order: Order): { first: Uint32Array; entry: Order } {
  const lengthOf = (row: number) => end[row]! - (end[row - 1] ?? 0);
  if (order === null) return { first: offsetsOf(end.length, lengthOf), entry: null };
  const first = offsetsOf(order.length, (i) => lengthOf(order[i]!));
  const entry = new Uint32Array(first[order.length]!);
  for (let i = 0; i < order.length; i++) {
    const from = end[order[i]! - 1] ?? 0;
    for (let k = first[i]!; k < first[i + 1]!; k++) entry[k] = from + k - first[i]!;
  }
  return { first, entry };
}

/** Looks ids up by hashing; tries the place after the last one found first, since ways run in order. */
function idFinder(ids: Float64Array): (id: number) => number {
  const bits = Math.max(1, Math.ceil(Math.log2(2 * ids.length + 1)));
  const slots = new Uint32Array(2 ** bits).fill(MISSING);
  const mask = slots.length - 1;
  // Numbers beyond 32 bits are folded; Knuth's multiplier spreads neighbours.
  const slotOf = (id: number) =>
    Math.imul((id % 0x100000000) ^ (id / 0x100000000), 0x9e3779b1) >>> (32 - bits);
  for (let i = 0; i < ids.length; i++) {
    let slot = slotOf(ids[i]!);
    while (slots[slot] !== MISSING) slot = (slot + 1) & mask;
    slots[slot] = i;
  }
  let last = 0;
  return (id) => {
    if (ids[last + 1] === id) return ++last;
    for (let slot = slotOf(id); slots[slot] !== MISSING; slot = (slot + 1) & mask) {
      if (ids[slots[slot]!] !== id) continue;
      last = slots[slot]!;
      return last;
    }
    return MISSING;
  };
}

function boundsOf(lonE7: Int32Array, latE7: Int32Array): OsmData["bounds"] {
  if (lonE7.length === 0) return null;
  let [west, south, east, north] = [lonE7[0]!, latE7[0]!, lonE7[0]!, latE7[0]!];
  for (let i = 1; i < lonE7.length; i++) {
    west = Math.min(west, lonE7[i]!);
    east = Math.max(east, lonE7[i]!);
    south = Math.min(south, latE7[i]!);
    north = Math.max(north, latE7[i]!);
  }
  return [west / 1e7, south / 1e7, east / 1e7, north / 1e7];
}

function countNotes(elements: number, ref: Uint32Array, member: Uint32Array, duplicates: number): ReadNote[] {
  const missing = (column: Uint32Array) => column.reduce((n, at) => (at === MISSING ? n + 1 : n), 0);
  return [
    ...countedNote(
      "no-elements",
      elements === 0 ? 1 : 0,
      "the file is sound and holds no node, way or relation",
    ),
    ...countedNote("missing-node-refs", missing(ref), "ways name nodes that the file does not hold"),
    ...countedNote("missing-members", missing(member), "relations name members that the file does not hold"),
    ...countedNote(
      "duplicate-ids",
      duplicates,
      "elements came again with the same id; the last one in the file was kept",
    ),
  ];
}
