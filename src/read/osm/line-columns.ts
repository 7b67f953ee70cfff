/**
 * Lines over nodes as columns that grow: what streets are before they become a draft.
 */
import { itemAt } from "../../base/at.js";
import { grown } from "../../base/growing-column.js";

/** What a line is, its nodes apart. */
export interface LineKind {
  readonly wayId: number;
  readonly attributes: number;
  readonly streetClass: number;
  readonly name: number;
  /** Index of its traits; default 0, none. */
  readonly trait?: number | undefined;
}

/** Line `i` runs over nodes `node[first[i]]` … `node[first[i + 1] - 1]`. */
export class LineColumns {
  count = 0;
  first = new Uint32Array(1025);
  node = new Uint32Array(4096);
  wayId = new Float64Array(1024);
  attributes = new Uint16Array(1024);
  streetClass = new Uint8Array(1024);
  name = new Uint32Array(1024);
  trait = new Uint32Array(1024);

  /** Adds a line over nodes `from` … `to - 1` of a list. */
  add(
    { wayId, attributes, streetClass, name, trait = 0 }: LineKind,
    nodes: ArrayLike<number>,
    from: number,
    to: number,
  ): void {
    this.#addNodes(nodes, from, to);
    const i = this.count++;
    this.wayId[i] = wayId;
    this.attributes[i] = attributes;
    this.streetClass[i] = streetClass;
    this.name[i] = name;
    this.trait[i] = trait;
  }

  /** Adds a stretch of a line of other columns. */
  addFrom(other: LineColumns, i: number, from: number, to: number): void {
    this.#addNodes(other.node, from, to);
    const at = this.count++;
    this.wayId[at] = itemAt(other.wayId, i);
    this.attributes[at] = itemAt(other.attributes, i);
    this.streetClass[at] = itemAt(other.streetClass, i);
    this.name[at] = itemAt(other.name, i);
    this.trait[at] = itemAt(other.trait, i);
  }

  #addNodes(nodes: ArrayLike<number>, from: number, to: number): void {
    if (this.count === this.wayId.length) this.#growLines();
    let at = itemAt(this.first, this.count);
    const end = at + to - from;
    if (end > this.node.length) this.node = grown(this.node, Math.max(end, 2 * this.node.length));
    const { node } = this;
    for (let k = from; k < to; k++) node[at++] = itemAt(nodes, k);
    this.first[this.count + 1] = end;
  }

  #growLines(): void {
    this.first = grown(this.first, 2 * this.wayId.length + 1);
    this.wayId = grown(this.wayId);
    this.attributes = grown(this.attributes);
    this.streetClass = grown(this.streetClass);
    this.name = grown(this.name);
    this.trait = grown(this.trait);
  }
}
