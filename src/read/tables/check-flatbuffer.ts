/**
 * A flatbuffer against its schema: every table, vector and text must lie inside the record.
 *
 * Parsers of flatbuffers trust what they are given: a damaged length makes them read on past the end, for as long as the
 * number says. Parts are counted too, so that many references to one part do not unfold to more than the record holds.
 * Format: FlatBuffers, "Internals" (tables, vtables, vectors; little endian).
 */

/** What a field of a table holds: a number of so many bytes, a vector of such numbers, a text, a table, or a vector of tables. */
type FlatField =
  | { readonly number: number }
  | { readonly vector: number }
  | { readonly text: true }
  | { readonly table: FlatTable }
  | { readonly tables: () => FlatTable };

/** Fields by their numbers in the schema; others are passed over. */
export interface FlatTable {
  readonly fields: Readonly<Record<number, FlatField>>;
  /** Further checks of a table, with its fields. */
  readonly check?: ((table: FlatParts) => void) | undefined;
}

/** Where the vectors of a checked table lie. */
export interface FlatParts {
  readonly view: DataView;
  /** Start of the first element and their count; null where the field is missing. */
  readonly vector: (field: number) => { readonly at: number; readonly length: number } | null;
}

/** Geometries within geometries that are looked into. */
const DEEPEST = 64;

/** @throws {RangeError} if the record, which follows its own length of four bytes, does not hold a table of this form */
export function checkFlatbuffer(record: Uint8Array, form: FlatTable): void {
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  const checker = new Checker(view);
  checker.table(checker.offset(4), form, 0);
}

class Checker {
  readonly #view: DataView;
  #left: number;

  constructor(view: DataView) {
    this.#view = view;
    this.#left = view.byteLength;
  }

  /** Where the offset at a place leads: forwards from itself. */
  offset(at: number): number {
    this.#require(at, 4);
    return at + this.#view.getUint32(at, true);
  }

  table(at: number, { fields, check }: FlatTable, depth: number): void {
    if (depth > DEEPEST) throw new RangeError("its parts lie too deep within each other");
    this.#take(at, 4);
    const head = at - this.#view.getInt32(at, true);
    this.#require(head, 4);
    const headBytes = this.#view.getUint16(head, true);
    this.#require(head, headBytes);
    const place = (field: number) => {
      const slot = 4 + 2 * field;
      const within = slot + 2 <= headBytes ? this.#view.getUint16(head + slot, true) : 0;
      return within === 0 ? null : at + within;
    };
    for (const [name, field] of Object.entries(fields)) {
      const found = place(Number(name));
      if (found !== null) this.#field(found, field, depth);
    }
    check?.({
      view: this.#view,
      vector: (field) => {
        const found = place(field);
        if (found === null) return null;
        const start = this.offset(found);
        return { at: start + 4, length: this.#view.getUint32(start, true) };
      },
    });
  }

  #field(at: number, field: FlatField, depth: number): void {
    if ("number" in field) this.#require(at, field.number);
    else if ("table" in field) this.table(this.offset(at), field.table, depth + 1);
    else this.#vector(this.offset(at), field, depth);
  }

  /** A text is a vector of bytes. */
  #vector(at: number, field: Exclude<FlatField, { number: number } | { table: FlatTable }>, depth: number) {
    this.#take(at, 4);
    const length = this.#view.getUint32(at, true);
    const bytes = "text" in field ? 1 : "vector" in field ? field.vector : 4;
    this.#take(at + 4, length * bytes);
    if (!("tables" in field)) return;
    for (let i = 0; i < length; i++) this.table(this.offset(at + 4 + 4 * i), field.tables(), depth + 1);
  }

  #require(at: number, bytes: number): void {
    if (!(at >= 0 && at + bytes <= this.#view.byteLength)) {
      throw new RangeError(
        `byte ${at} of a record of ${this.#view.byteLength} announces more than the record holds`,
      );
    }
  }

  /** Parts that are read: together they cannot be longer than the record. */
  #take(at: number, bytes: number): void {
    this.#require(at, bytes);
    this.#left -= bytes;
    if (this.#left < 0) throw new RangeError("its parts overlap");
  }
}
