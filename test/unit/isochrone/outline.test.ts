import { kinks, polygon } from "@turf/turf";
import { contours } from "d3-contour";
import { expect, test } from "vitest";
import { type GridRings, OutlineTracer } from "../../../src/isochrone/outline.js";
import { ringPolygons } from "../../../src/isochrone/outline-rings.js";

const MARGIN = 1e-6;

/** Pseudo-random numbers in [0, 1) from a fixed seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A field whose outermost points are all 9, the others in [0, 2). */
function randomField(width: number, height: number, seed: number): Float32Array {
  const next = random(seed);
  return Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return x === 0 || y === 0 || x === width - 1 || y === height - 1 ? 9 : 2 * next();
  });
}

/** The outline where a field falls to a level, interpolated straight along grid edges. */
function trace(field: Float32Array, width: number, level: number, margin = MARGIN): GridRings {
  const tracer = new OutlineTracer();
  const words = (width >> 5) + 1;
  const height = field.length / width;
  const bits = new Uint32Array(words * height);
  field.forEach((value, i) => {
    const word = words * Math.floor(i / width) + ((i % width) >> 5);
    if (value <= level) bits[word]! |= 1 << ((i % width) & 31);
  });
  tracer.begin(width, margin);
  for (let row = 0; row < height - 1; row++) {
    tracer.addRow(bits, row * words, (row + 1) * words, row, (column, line, axis, insideAtLower) => {
      const lower = field[line * width + column]!;
      const upper = field[line * width + column + (axis === 0 ? 1 : width)]!;
      const [inside, outside] = insideAtLower ? [lower, upper] : [upper, lower];
      return (level - inside) / (outside - inside);
    });
  }
  return tracer.finish();
}

function points(rings: GridRings, ring: number): [number, number][] {
  const found: [number, number][] = [];
  for (let i = rings.first[ring]!; i < rings.first[ring + 1]!; i++) found.push([rings.x[i]!, rings.y[i]!]);
  return found;
}

const sorted = (places: readonly string[]) => [...places].sort();

test("one low point is ringed by a diamond, anticlockwise, half way to its neighbours", () => {
  // Values 0 in the middle and 2 around, level 1: half a unit to each side; the diamond has area 2 · 0.5² = 0.5.
  const rings = trace(Float32Array.from([2, 2, 2, 2, 0, 2, 2, 2, 2]), 3, 1);
  expect(rings.count).toBe(1);
  expect(rings.doubleArea[0]).toBe(1);
  expect(sorted(points(rings, 0).map(String))).toEqual(sorted(["1,0.5", "1.5,1", "1,1.5", "0.5,1"]));
});

test("ring points are those of d3-contour on random fields", () => {
  for (let seed = 1; seed <= 30; seed++) {
    const [width, height] = [8 + seed, 25];
    const field = randomField(width, height, seed);
    const ours = trace(field, width, 1);
    // Theirs is where the value is at least the threshold, with half a unit added to each coordinate.
    const theirs = contours()
      .size([width, height])
      .contour(
        Array.from(field, (v) => -v),
        -1,
      );
    const place = (x: number, y: number) => `${x.toFixed(4)},${y.toFixed(4)}`;
    const ourPlaces = Array.from(ours.x, (x, i) => place(x, ours.y[i]!));
    const theirPlaces = theirs.coordinates.flat().flatMap((ring) =>
      ring
        .slice(1)
        .filter(([x, y]) => !(Number.isInteger(x! - 0.5) && Number.isInteger(y! - 0.5)))
        .map(([x, y]) => place(x! - 0.5, y! - 0.5)),
    );
    expect(sorted(ourPlaces)).toEqual(sorted(theirPlaces));
  }
});

test("where no cell is a saddle, rings and their areas are those of d3-contour", () => {
  const [width, height] = [60, 50];
  const bump = (x: number, y: number, cx: number, cy: number) => (x - cx) ** 2 + (y - cy) ** 2;
  // Two discs of radius 9 and 6 far apart, the first with a hole of radius 4.
  const field = Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const ring = Math.abs(Math.sqrt(bump(x, y, 15.3, 20.7)) - 6.5) - 2.5;
    return Math.min(ring, Math.sqrt(bump(x, y, 44.2, 30.1)) - 6);
  });
  const ours = trace(field, width, 0);
  const polygons = ringPolygons(ours, () => false);
  const theirs = contours()
    .size([width, height])
    .contour(
      Array.from(field, (v) => -v),
      0,
    );
  expect(polygons.map(({ holes }) => holes.length).sort()).toEqual([0, 1]);
  expect(theirs.coordinates.map((p) => p.length - 1).sort()).toEqual([0, 1]);
  const area = (ring: number[][]) =>
    ring.slice(1).reduce((sum, [x, y], i) => sum + (ring[i]![0]! * y! - x! * ring[i]![1]!) / 2, 0);
  const ourAreas = Array.from(ours.doubleArea, (a) => Math.abs(a / 2)).sort((a, b) => a - b);
  const theirAreas = theirs.coordinates
    .flat()
    .map((ring) => Math.abs(area(ring)))
    .sort((a, b) => a - b);
  expect(ourAreas.length).toBe(3);
  for (let i = 0; i < 3; i++) expect(ourAreas[i]).toBeCloseTo(theirAreas[i]!, 3);
});

test("at a saddle the two low corners get a ring each, and the rings do not touch", () => {
  // Two low points across a diagonal of one cell, in a grid of 4 × 4; at 8.9 of 9 the rings nearly fill the cell.
  const rings = trace(Float32Array.from([9, 9, 9, 9, 9, 0, 9, 9, 9, 9, 0, 9, 9, 9, 9, 9]), 4, 8.9, 0.01);
  expect(rings.count).toBe(2);
  expect([...rings.doubleArea].every((a) => a > 0)).toBe(true);
});

test("random contours are valid polygons: no crossing, no repeated point, every hole in a shell", () => {
  for (let seed = 101; seed <= 120; seed++) {
    const rings = trace(randomField(30, 30, seed), 30, 1, 0.01);
    const polygons = ringPolygons(rings, () => false);
    const holes = [...rings.doubleArea].filter((a) => a < 0).length;
    expect(polygons.reduce((sum, p) => sum + p.holes.length, 0)).toBe(holes);
    expect(new Set(Array.from(rings.x, (x, i) => `${x} ${rings.y[i]}`)).size).toBe(rings.x.length);
    for (const { shell, holes: own } of polygons) {
      const closed = [shell, ...own].map((ring) => {
        const open = points(rings, ring);
        return [...open, open[0]!];
      });
      expect(kinks(polygon(closed)).features).toEqual([]);
    }
  }
});

test("lower fields lie within higher levels: rings only grow, pointwise", () => {
  // The same field at two levels: every ring point of the lower level is inside the higher one's rings.
  const field = randomField(40, 40, 7);
  const small = trace(field, 40, 0.7);
  const large = trace(field, 40, 1.1);
  for (let i = 0; i < small.x.length; i++) {
    let inside = false;
    for (let ring = 0; ring < large.count; ring++) {
      const places = points(large, ring);
      places.forEach(([bx, by], k) => {
        const [ax, ay] = places[(k + places.length - 1) % places.length]!;
        const crosses = ay > small.y[i]! !== by > small.y[i]!;
        if (crosses && small.x[i]! < ax + ((small.y[i]! - ay) / (by - ay)) * (bx - ax)) inside = !inside;
      });
    }
    expect(inside).toBe(true);
  }
});

test("a filled hole takes the islands inside it along", () => {
  // A low frame of 9 × 9 points around high ground with one low point in its middle.
  const width = 13;
  const field = Float32Array.from({ length: width * width }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const out = Math.max(Math.abs(x - 6), Math.abs(y - 6));
    return out === 4 || out === 0 ? 0 : 2;
  });
  const rings = trace(field, width, 1);
  expect(rings.count).toBe(3);
  expect(ringPolygons(rings, () => false).map(({ holes }) => holes.length)).toEqual([1, 0]);
  expect(ringPolygons(rings, () => true).map(({ holes }) => holes.length)).toEqual([0]);
});
