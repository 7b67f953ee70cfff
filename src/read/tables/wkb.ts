/**
 * Well-known binary ↔ GeoJSON geometries.
 *
 * Read are ISO and EWKB forms of either byte order, with heights and measures (which are left out); written is little
 * endian, two coordinates.
 */

import type { Geometry, Position } from "geojson";
import { itemAt } from "../../base/at.js";

const TYPES = [
  "Point",
  "LineString",
  "Polygon",
  "MultiPoint",
  "MultiLineString",
  "MultiPolygon",
  "GeometryCollection",
] as const;

/** Flags of the extended form. */
const EWKB = { z: 0x80000000, m: 0x40000000, srid: 0x20000000 } as const;

/** @throws {RangeError} if the bytes end early, or the type is none of the seven */
export function geometryOfWkb(bytes: Uint8Array): Geometry | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reader = createReader(view);
  const geometry = readGeometry(reader);
  if (reader.at() !== bytes.byteLength) {
    throw new RangeError(`the geometry ends at byte ${reader.at()} of ${bytes.byteLength}`);
  }
  return geometry;
}

type Reader = ReturnType<typeof createReader>;

function createReader(view: DataView) {
  let at = 0;
  let little = true;
  const step = (bytes: number) => {
    at += bytes;
    return at - bytes;
  };
  return {
    at: () => at,
    order: () => {
      little = view.getUint8(step(1)) === 1;
    },
    whole: () => view.getUint32(step(4), little),
    real: () => view.getFloat64(step(8), little),
    /** A count of parts of at least `bytes` each; a damaged one must not ask for memory that is not there. */
    count: (bytes: number) => {
      const count = view.getUint32(step(4), little);
      if (count * bytes > view.byteLength - at)
        throw new RangeError(`${count} parts are announced, more than fit`);
      return count;
    },
  };
}

function readGeometry(reader: Reader): Geometry | null {
  reader.order();
  const word = reader.whole();
  if ((word & EWKB.srid) !== 0) reader.whole();
  const iso = (word & 0xffff) % 1000;
  const thousand = Math.floor((word & 0xffff) / 1000);
  const more =
    ((word & EWKB.z) !== 0 || thousand === 1 || thousand === 3 ? 1 : 0) +
    ((word & EWKB.m) !== 0 || thousand >= 2 ? 1 : 0);
  const type = TYPES[iso - 1];
  const place = (): Position => {
    const position = [reader.real(), reader.real()];
    for (let k = 0; k < more; k++) reader.real();
    return position;
  };
  const list = <T>(bytes: number, item: () => T) => Array.from({ length: reader.count(bytes) }, item);
  const placeBytes = 8 * (2 + more);
  const parts = () => list(9, () => readGeometry(reader)).filter((part) => part !== null);
  switch (type) {
    case "Point": {
      const coordinates = place();
      // An empty point is written as two NaN.
      return coordinates.every(Number.isNaN) ? null : { type, coordinates };
    }
    case "LineString":
      return { type, coordinates: list(placeBytes, place) };
    case "Polygon":
      return { type, coordinates: list(4, () => list(placeBytes, place)) };
    case "MultiPoint":
    case "MultiLineString":
    case "MultiPolygon":
      return {
        type,
        coordinates: parts().map((part) => (part as unknown as { coordinates: never }).coordinates),
      };
    case "GeometryCollection":
      return { type, geometries: parts() };
    default:
      throw new RangeError(`the geometry is of type ${iso}, expected 1 to 7`);
  }
}

/** A geometry as bytes. */
export function wkbOfGeometry(geometry: Geometry): Uint8Array {
  const chunks: Uint8Array[] = [];
  writeGeometry(geometry, chunks);
  return Buffer.concat(chunks);
}

function writeGeometry(geometry: Geometry, chunks: Uint8Array[]): void {
  const head = new DataView(new ArrayBuffer(5));
  head.setUint8(0, 1);
  head.setUint32(1, TYPES.indexOf(geometry.type) + 1, true);
  chunks.push(new Uint8Array(head.buffer));
  const places = (list: readonly Position[]) => chunks.push(placesOf(list));
  const parts = (list: readonly Geometry[]) => {
    chunks.push(countOf(list.length));
    for (const part of list) writeGeometry(part, chunks);
  };
  switch (geometry.type) {
    case "Point":
      places([geometry.coordinates]);
      break;
    case "LineString":
      chunks.push(countOf(geometry.coordinates.length));
      places(geometry.coordinates);
      break;
    case "Polygon":
      chunks.push(countOf(geometry.coordinates.length));
      for (const ring of geometry.coordinates) {
        chunks.push(countOf(ring.length));
        places(ring);
      }
      break;
    case "MultiPoint":
      parts(geometry.coordinates.map((coordinates) => ({ type: "Point", coordinates })));
      break;
    case "MultiLineString":
      parts(geometry.coordinates.map((coordinates) => ({ type: "LineString", coordinates })));
      break;
    case "MultiPolygon":
      parts(geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates })));
      break;
    case "GeometryCollection":
      parts(geometry.geometries);
  }
}

function countOf(count: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, count, true);
  return new Uint8Array(view.buffer);
}

function placesOf(places: readonly Position[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(16 * places.length));
  places.forEach((place, i) => {
    view.setFloat64(16 * i, itemAt(place, 0), true);
    view.setFloat64(16 * i + 8, itemAt(place, 1), true);
  });
  return new Uint8Array(view.buffer);
}
