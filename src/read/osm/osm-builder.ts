/**
 * Grows OpenStreetMap columns element by element, then sorts them and resolves references.
 */

import { itemAt } from "../../base/at.js";
import { GrowingColumn } from "../../base/growing-column.js";
import type { ReadNote } from "../../base/notes.js";
import { type Order, pick, pickRows } from "./column-order.js";
import { centreNotes, elementNotes, placelessWays, referenceNotes } from "./element-notes.js";
import { idFinder } from "./find-id.js";
import { type Deletions, type NewestElements, newestElements } from "./newest-elements.js";
import { MISSING, type OsmData, type TagColumns } from "./osm-data.js";
import { NO_PLACE, nodesOfPlaces } from "./placed-nodes.js";

const f64 = () => new GrowingColumn(new Float64Array(1024));
const i32 = () => new GrowingColumn(new Int32Array(1024));
const u32 = () => new GrowingColumn(new Uint32Array(1024));
const u8 = () => new GrowingColumn(new Uint8Array(1024));
const deletions = (): Deletions => ({ id: f64(), version: u32() });

/** A way of a relation, as a run of places; `NO_PLACE` where the answer leaves one out. */
interface MemberWay {
  readonly id: number;
  readonly places: readonly (readonly [lonE7: number, latE7: number])[];
}

/** Collects elements in the order of the file. */
export class OsmBuilder {
  readonly #strings = new Map<string, number>([["", 0]]);
  readonly #nodeId = f64();
  readonly #lon = i32();
  readonly #lat = i32();
  readonly #nodeVersion = u32();
  readonly #taggedNode = u32();
  readonly #nodeTagEnd = u32();
  #nodeTagCount = 0;
  readonly #wayId = f64();
  readonly #wayVersion = u32();
  readonly #refId = f64();
  /** Places of references, as long as `#refId` once one has been given. */
  readonly #refLon = i32();
  readonly #refLat = i32();
  readonly #memberWays: MemberWay[] = [];
  #centres = 0;
  readonly #known = new Set<number>();
  #knownUpTo = 0;
  readonly #refEnd = u32();
  readonly #wayTagEnd = u32();
  readonly #relationId = f64();
  readonly #relationVersion = u32();
  readonly #memberType = u8();
  readonly #memberId = f64();
  readonly #memberRole = u32();
  readonly #memberEnd = u32();
  readonly #relationTagEnd = u32();
  readonly #key = { node: u32(), way: u32(), relation: u32() };
  readonly #value = { node: u32(), way: u32(), relation: u32() };
  readonly #deleted = { node: deletions(), way: deletions(), relation: deletions() };

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

  /** Closes a node: whole 1e-7 degrees, or `NO_PLACE` where the file gives none; `version` 0 likewise. */
  addNode(id: number, lonE7: number, latE7: number, version = 0): void {
    this.#nodeId.push(id);
    this.#lon.push(lonE7);
    this.#lat.push(latE7);
    this.#nodeVersion.push(version);
    if (this.#key.node.length > this.#nodeTagCount) {
      this.#nodeTagCount = this.#key.node.length;
      this.#taggedNode.push(this.#nodeId.length - 1);
      this.#nodeTagEnd.push(this.#nodeTagCount);
    }
  }

  /** Adds a node to the way that is closed next. */
  addRef(nodeId: number): void {
    this.#refId.push(nodeId);
  }

  /** As `addRef`, with the place of the node; `nodeId` is NaN where the file gives the place alone. */
  addPlacedRef(nodeId: number, lonE7: number, latE7: number): void {
    this.#padPlaces();
    this.#refId.push(nodeId);
    this.#refLon.push(lonE7);
    this.#refLat.push(latE7);
  }

  /** Whether a node of this number has been added. */
  hasNode(id: number): boolean {
    for (; this.#knownUpTo < this.#nodeId.length; this.#knownUpTo++)
      this.#known.add(itemAt(this.#nodeId.data, this.#knownUpTo));
    return this.#known.has(id);
  }

  /** The way that is closed next is known by its centre alone. */
  addCentre(lonE7: number, latE7: number): void {
    this.addPlacedRef(Number.NaN, lonE7, latE7);
    this.#centres++;
  }

  #padPlaces(): void {
    while (this.#refLon.length < this.#refId.length) {
      this.#refLon.push(NO_PLACE);
      this.#refLat.push(NO_PLACE);
    }
  }

  /** Closes a way. */
  addWay(id: number, version = 0): void {
    this.#wayId.push(id);
    this.#wayVersion.push(version);
    this.#refEnd.push(this.#refId.length);
    this.#wayTagEnd.push(this.#key.way.length);
  }

  /** Adds a member to the relation that is closed next; type 0 node, 1 way, 2 relation. */
  addMember(type: number, id: number, role: number): void {
    this.#memberType.push(type);
    this.#memberId.push(id);
    this.#memberRole.push(role);
  }

  /** A way that stands in the file only as the shape of a member. */
  addMemberWay(id: number, places: MemberWay["places"]): void {
    this.#memberWays.push({ id, places });
  }

  /** Closes a relation. */
  addRelation(id: number, version = 0): void {
    this.#relationId.push(id);
    this.#relationVersion.push(version);
    this.#memberEnd.push(this.#memberId.length);
    this.#relationTagEnd.push(this.#key.relation.length);
  }

  /** An element that the file marks as deleted; `version` 0 where it gives none. */
  addDeleted(type: "node" | "way" | "relation", id: number, version = 0): void {
    this.#deleted[type].id.push(id);
    this.#deleted[type].version.push(version);
  }

  /**
   * The data as columns.
   *
   * @throws {InputFileError} if there are ways and no node has a place
   */
  finish(source: OsmData["source"], notes: readonly ReadNote[]): OsmData {
    this.#addMemberWays();
    const placed = this.#addPlacedNodes();
    const nodes = this.#newestNodes();
    const ways = this.#newest("way", this.#wayId, this.#wayVersion, this.#refEnd);
    const relations = this.#newest("relation", this.#relationId, this.#relationVersion, this.#memberEnd);
    if (nodes.id.length === 0 && ways.id.length > 0) throw placelessWays(source.path, ways.id.length);
    const { tagged, tags: nodeTags } = this.#nodeTags(nodes.tags);
    const wayTags = this.#tags("way", this.#wayTagEnd.done(), ways.tags);
    const relationTags = this.#tags("relation", this.#relationTagEnd.done(), relations.tags);
    const lonE7 = pick(this.#lon.done(), nodes.body);
    const latE7 = pick(this.#lat.done(), nodes.body);
    const findNode = idFinder(nodes.id);
    const refs = pickRows(this.#refEnd.done(), ways.body);
    const ref = new Uint32Array(itemAt(refs.first, ways.id.length));
    for (let k = 0; k < ref.length; k++) ref[k] = findNode(itemAt(this.#refId.data, refs.entry?.[k] ?? k));
    const members = this.#members(relations.body, [findNode, idFinder(ways.id), idFinder(relations.id)]);
    const tagColumns = [nodeTags, wayTags, relationTags].flatMap(({ key, value }) => [key, value]);
    const strings = sortStrings([...this.#strings.keys()], [...tagColumns, members.memberRole]);
    return {
      nodes: { count: nodes.id.length, id: nodes.id, lonE7, latE7, tagged, tags: nodeTags },
      ways: { count: ways.id.length, id: ways.id, firstRef: refs.first, ref, tags: wayTags },
      relations: { count: relations.id.length, id: relations.id, ...members, tags: relationTags },
      strings,
      bounds: boundsOf(lonE7, latE7),
      source,
      notes: [
        ...notes,
        ...centreNotes(this.#centres),
        ...elementNotes([nodes, ways, relations], placed),
        ...referenceNotes(refs.first, ref, members.memberIndex),
      ],
    };
  }

  /** Ways that only relations show are added as ways, unless the file holds them too. */
  #addMemberWays(): void {
    if (this.#memberWays.length === 0) return;
    const known = new Set<number>();
    for (let w = 0; w < this.#wayId.length; w++) {
      if (itemAt(this.#refEnd.data, w) > (this.#refEnd.data[w - 1] ?? 0))
        known.add(itemAt(this.#wayId.data, w));
    }
    for (const { id, places } of this.#memberWays) {
      if (known.has(id)) continue;
      known.add(id);
      for (const [lonE7, latE7] of places) this.addPlacedRef(Number.NaN, lonE7, latE7);
      this.addWay(id);
    }
  }

  /** Nodes that the file gives as places on ways alone. */
  #addPlacedNodes(): { readonly moved: number; readonly completed: number } {
    if (this.#refLon.length === 0) return { moved: 0, completed: 0 };
    this.#padPlaces();
    const refs = {
      id: this.#refId.data.subarray(0, this.#refId.length),
      lonE7: this.#refLon.data,
      latE7: this.#refLat.data,
      end: this.#refEnd.done(),
      version: this.#wayVersion.data,
    };
    const own = { id: this.#nodeId.done(), lonE7: this.#lon.data, latE7: this.#lat.data };
    const made = nodesOfPlaces(refs, own);
    for (let i = 0; i < made.id.length; i++)
      this.addNode(itemAt(made.id, i), itemAt(made.lonE7, i), itemAt(made.latE7, i));
    return made;
  }

  #newestNodes(): NewestElements {
    const isTagged = new Uint8Array(this.#nodeId.length);
    for (const position of this.#taggedNode.done()) isTagged[position] = 1;
    return newestElements({
      id: this.#nodeId.done(),
      version: this.#nodeVersion.data,
      deletions: this.#deleted.node,
      hasTags: (row) => isTagged[row] === 1,
      hasBody: (row) => this.#lon.data[row] !== NO_PLACE,
      bodyNeeded: true,
    });
  }

  #newest(
    type: "way" | "relation",
    id: GrowingColumn<Float64Array>,
    version: GrowingColumn<Uint32Array>,
    bodyEnd: GrowingColumn<Uint32Array>,
  ): NewestElements {
    const tagEnd = type === "way" ? this.#wayTagEnd : this.#relationTagEnd;
    const isLong = (end: Uint32Array, row: number) => itemAt(end, row) > (end[row - 1] ?? 0);
    return newestElements({
      id: id.done(),
      version: version.data,
      deletions: this.#deleted[type],
      hasTags: (row) => isLong(tagEnd.data, row),
      hasBody: (row) => isLong(bodyEnd.data, row),
      bodyNeeded: false,
    });
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
    for (let i = 0; i < position.length; i++) rowAt[itemAt(position, i)] = i;
    const tagged: number[] = [];
    const rows: number[] = [];
    for (let v = 0; v < order.length; v++) {
      const row = itemAt(rowAt, itemAt(order, v));
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
    for (let k = 0; k < memberId.length; k++)
      memberIndex[k] = itemAt(find, itemAt(memberType, k))(itemAt(memberId, k));
    return { firstMember: first, memberType, memberIndex, memberRole: pick(this.#memberRole.done(), entry) };
  }
}

/** Keeps the strings that the columns use, in order of code units, and rewrites the columns in place. */
function sortStrings(all: readonly string[], columns: readonly Uint32Array[]): string[] {
  const used = new Uint8Array(all.length).fill(1, 0, 1);
  for (const column of columns) for (let i = 0; i < column.length; i++) used[itemAt(column, i)] = 1;
  const order = Uint32Array.from(all, (_, i) => i).filter((i) => used[i] === 1);
  order.sort((a, b) => (itemAt(all, a) < itemAt(all, b) ? -1 : 1));
  const rank = new Uint32Array(all.length);
  for (let to = 0; to < order.length; to++) rank[itemAt(order, to)] = to;
  for (const column of columns)
    for (let i = 0; i < column.length; i++) column[i] = itemAt(rank, itemAt(column, i));
  return Array.from(order, (i) => itemAt(all, i));
}

function boundsOf(lonE7: Int32Array, latE7: Int32Array): OsmData["bounds"] {
  if (lonE7.length === 0) return null;
  let [west, south, east, north] = [itemAt(lonE7, 0), itemAt(latE7, 0), itemAt(lonE7, 0), itemAt(latE7, 0)];
  for (let i = 1; i < lonE7.length; i++) {
    west = Math.min(west, itemAt(lonE7, i));
    east = Math.max(east, itemAt(lonE7, i));
    south = Math.min(south, itemAt(latE7, i));
    north = Math.max(north, itemAt(latE7, i));
  }
  return [west / 1e7, south / 1e7, east / 1e7, north / 1e7];
}
