/**
 * The parts of a FlatGeobuf file that are read, as its schema has them (header.fbs and feature.fbs, version 3).
 */
import type { FlatParts, FlatTable } from "./check-flatbuffer.js";

const TEXT = { text: true } as const;
const DOUBLES = { vector: 8 } as const;

/** Name, type, and what else is said of a column. */
const COLUMN: FlatTable = { fields: { 0: TEXT, 1: { number: 1 }, 2: TEXT, 3: TEXT, 10: TEXT } };
const COLUMNS = { tables: () => COLUMN };

/** Name, box, kind of geometry, columns, count of features, size of a node of the index, coordinate system, texts. */
export const HEADER: FlatTable = {
  fields: {
    0: TEXT,
    1: DOUBLES,
    2: { number: 1 },
    7: COLUMNS,
    8: { number: 8 },
    9: { number: 2 },
    10: { table: { fields: { 0: TEXT, 1: { number: 4 }, 2: TEXT, 3: TEXT, 4: TEXT, 5: TEXT } } },
    11: TEXT,
    12: TEXT,
    13: TEXT,
  },
};

const [ENDS, XY] = [0, 1];

/** Ends of rings or lines, coordinates, heights, measures, times, kind, parts. */
const GEOMETRY: FlatTable = {
  fields: {
    [ENDS]: { vector: 4 },
    [XY]: DOUBLES,
    2: DOUBLES,
    3: DOUBLES,
    4: DOUBLES,
    5: DOUBLES,
    6: { number: 1 },
    7: { tables: () => GEOMETRY },
  },
  check: checkEnds,
};

/** Geometry, values, columns of this feature alone. */
export const FEATURE: FlatTable = { fields: { 0: { table: GEOMETRY }, 1: { vector: 1 }, 2: COLUMNS } };

/** Rings follow each other: one that began before the last one ended would be read again and again. */
function checkEnds({ view, vector }: FlatParts): void {
  const [ends, xy] = [vector(ENDS), vector(XY)];
  if ((xy?.length ?? 0) % 2 === 1) throw new RangeError(`its places have ${xy?.length} coordinates`);
  if (ends === null) return;
  let last = 0;
  for (let i = 0; i < ends.length; i++) {
    const end = view.getUint32(ends.at + 4 * i, true);
    if (end < last || 2 * end > (xy?.length ?? 0)) {
      throw new RangeError(`ring ${i + 1} ends at place ${end} of ${(xy?.length ?? 0) / 2}`);
    }
    last = end;
  }
}
