/**
 * Grows OpenStreetMap columns element by element, then sorts them and resolves references.
 *
 * Layer: osm. Imports nothing of other layers.
 */
import { MISSING, type OsmData, type ReadNote, type TagColumns } from "./osm-data.js";

/** A typed array that grows by doubling. */
class Grow<A extends Float64Array | Int32Array | Uint32Array | Uint8Array> {
  data: A;
  length = 0;
  readonly #make: (size: number) => A;

  constructor(make: (size: number) => A) {
    this.#make = make;
    this.data = make(1024);
  }

  push(value: number): void {
    if (this.length === this.data.length) {
      const larger = this.#make(2 * this.length);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length++] = value;
  }

  done(): A {
    return this.data.slice(0, this.length) as A;
  }
}

const f64 = () => new Grow((n) => new Float64Array(n));
const i32 = () => new Grow((n) => new Int32Array(n));
const u32 = () => new Grow((n) => new Uint32Array(n));
const u8 = () => new Grow((n) => new Uint8Array(n));

/** Rows of varying length: row `i` ends at `end[i]`. */
interface Rows {
  readonly first: Uint32Array;
}

/** Collects elements in the order of the file. */
export class OsmBuilder {
  readonly #strings = new Map<string, number>([["", 0]]);
  readonly #nodeId = f64();
  readonly #lon = i32();
  readonly #lat = i32();
  readonly #nodeTagEnd = u32();
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
    this.#nodeTagEnd.push(this.#key.node.length);
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
    const nodeOrder = orderById(this.#nodeId.done());
    const wayOrder = orderById(this.#wayId.done());
    const relationOrder = orderById(this.#relationId.done());
    const tags = (type: "node" | "way" | "relation", ends: Uint32Array, order: Uint32Array) =>
      pickTags(this.#key[type].data, this.#value[type].data, ends, order);
    const nodeTags = tags("node", this.#nodeTagEnd.done(), nodeOrder.order);
    const wayTags = tags("way", this.#wayTagEnd.done(), wayOrder.order);
    const relationTags = tags("relation", this.#relationTagEnd.done(), relationOrder.order);
    const nodeId = pick(this.#nodeId.data, nodeOrder.order, new Float64Array(nodeOrder.order.length));
    const wayId = pick(this.#wayId.data, wayOrder.order, new Float64Array(wayOrder.order.length));
    const relationId = pick(
      this.#relationId.data,
      relationOrder.order,
      new Float64Array(relationOrder.order.length),
    );
    const lonE7 = pick(this.#lon.data, nodeOrder.order, new Int32Array(nodeOrder.order.length));
    const latE7 = pick(this.#lat.data, nodeOrder.order, new Int32Array(nodeOrder.order.length));
    const findNode = indexFinder(nodeId);
    const find = [findNode, indexFinder(wayId), indexFinder(relationId)];
    const refs = pickRows(this.#refEnd.done(), wayOrder.order);
    const ref = Uint32Array.from(refs.entry, (k) => findNode(this.#refId.data[k]!));
    const members = pickRows(this.#memberEnd.done(), relationOrder.order);
    const memberType = Uint8Array.from(members.entry, (k) => this.#memberType.data[k]!);
    const memberIndex = Uint32Array.from(members.entry, (k) =>
      find[this.#memberType.data[k]!]!(this.#memberId.data[k]!),
    );
    const memberRole = members.entry.map((k) => this.#memberRole.data[k]!);
    const tagColumns = [nodeTags, wayTags, relationTags].flatMap(({ key, value }) => [key, value]);
    const strings = sortStrings([...this.#strings.keys()], [...tagColumns, memberRole]);
    const elements = nodeId.length + wayId.length + relationId.length;
    const doubles = nodeOrder.duplicates + wayOrder.duplicates + relationOrder.duplicates;
    return {
      nodes: { count: nodeId.length, id: nodeId, lonE7, latE7, ...onlyTagged(nodeTags) },
      ways: {
        count: wayId.length,
        id: wayId,
        firstRef: refs.first,
        ref,
        tags: wayTags,
      },
      relations: {
        count: relationId.length,
        id: relationId,
        firstMember: members.first,
        memberType,
        memberIndex,
        memberRole,
        tags: relationTags,
      },
      strings,
      bounds: boundsOf(lonE7, latE7),
      source,
      notes: [...notes, ...countNotes(elements, ref, memberIndex, doubles)],
    };
  }
}

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

/** Positions in ascending order of id; of elements with one id the last in the file stays. */
function orderById(id: Float64Array): { order: Uint32Array; duplicates: number } {
  let ascending = true;
  for (let i = 1; i < id.length && ascending; i++) ascending = id[i]! > id[i - 1]!;
  const order = Uint32Array.from(id, (_, i) => i);
  if (ascending) return { order, duplicates: 0 };
  order.sort((a, b) => id[a]! - id[b]! || a - b);
  const kept = order.filter((at, i) => i + 1 === order.length || id[order[i + 1]!] !== id[at]);
  return { order: kept, duplicates: order.length - kept.length };
}

function pick<A extends Float64Array | Int32Array>(from: ArrayLike<number>, order: Uint32Array, to: A): A {
  for (let i = 0; i < order.length; i++) to[i] = from[order[i]!]!;
  return to;
}

/** Rows in a new order: `first` per row, and for each entry its place in the file's order. */
function pickRows(end: Uint32Array, order: Uint32Array): Rows & { entry: Uint32Array } {
  const first = new Uint32Array(order.length + 1);
  for (let i = 0; i < order.length; i++)
    first[i + 1] = first[i]! + end[order[i]!]! - (end[order[i]! - 1] ?? 0);
  const entry = new Uint32Array(first[order.length]!);
  for (let i = 0; i < order.length; i++) {
    const from = end[order[i]! - 1] ?? 0;
    for (let k = first[i]!; k < first[i + 1]!; k++) entry[k] = from + k - first[i]!;
  }
  return { first, entry };
}

function pickTags(key: Uint32Array, value: Uint32Array, end: Uint32Array, order: Uint32Array): TagColumns {
  const { first, entry } = pickRows(end, order);
  return { first, key: entry.map((k) => key[k]!), value: entry.map((k) => value[k]!) };
}

/** Keeps the rows that hold tags. */
function onlyTagged({ first, key, value }: TagColumns): { tagged: Uint32Array; tags: TagColumns } {
  const tagged: number[] = [];
  const starts: number[] = [];
  for (let i = 0; i + 1 < first.length; i++) {
    if (first[i + 1] === first[i]) continue;
    tagged.push(i);
    starts.push(first[i]!);
  }
  starts.push(key.length);
  return { tagged: Uint32Array.from(tagged), tags: { first: Uint32Array.from(starts), key, value } };
}

/** Looks an id up in ascending ids; tries the place after the last one found first, since ways run in order. */
function indexFinder(ids: Float64Array): (id: number) => number {
  let last = 0;
  return (id) => {
    if (ids[last + 1] === id) return ++last;
    let low = 0;
    let high = ids.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const at = ids[middle]!;
      if (at === id) {
        last = middle;
        return middle;
      }
      if (at < id) low = middle + 1;
      else high = middle - 1;
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
  const note = (code: string, count: number, message: string) =>
    count > 0 ? [{ code, count, message }] : [];
  return [
    ...note("no-elements", elements === 0 ? 1 : 0, "the file is sound and holds no node, way or relation"),
    ...note("missing-node-refs", missing(ref), "ways name nodes that the file does not hold"),
    ...note("missing-members", missing(member), "relations name members that the file does not hold"),
    ...note(
      "duplicate-ids",
      duplicates,
      "elements came again with the same id; the last one in the file was kept",
    ),
  ];
}
