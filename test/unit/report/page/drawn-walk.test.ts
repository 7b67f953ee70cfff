import { expect, test } from "vitest";
import { drawnWalk, streetsToWalk } from "../../../../src/report/page/drawn-walk.js";
import type { Lines } from "../../../../src/report/page/report-model.js";
import { place } from "../../../support/town.js";

/** Streets through places in metres; whole 1e-5 degrees as on a page. */
function streets(...lines: (readonly (readonly [number, number])[])[]) {
  const degrees = lines.map((line) =>
    line.map(([x, y]) => place(x, y).map((d) => Math.round(d * 1e5) / 1e5)),
  );
  const flat = degrees.flat();
  const drawn: Lines = {
    first: Uint32Array.from([0, ...lines.map((_, i) => lines.slice(0, i + 1).flat().length)]),
    lon: Float64Array.from(flat, (at) => at[0]!),
    lat: Float64Array.from(flat, (at) => at[1]!),
  };
  return streetsToWalk(drawn);
}

/** Round to ten metres east and north. */
function metres(walk: readonly (readonly [number, number])[] | null) {
  const unit = place(1000, 1000);
  return walk?.map(([lon, lat]) => [lon, lat].map((d, i) => Math.round((d / unit[i]!) * 100) * 10 + 0));
}

test("a walk is drawn door to door round the block, along the shape of its streets", () => {
  // A ring of 200 m by 100 m; the south side bends by 50 m, so the way over the north is shorter.
  const ring = streets(
    [
      [0, 0],
      [100, -50],
      [200, 0],
    ],
    [
      [0, 0],
      [0, 100],
    ],
    [
      [200, 0],
      [200, 100],
    ],
    [
      [0, 100],
      [200, 100],
    ],
  );
  // 20 m to the west side, 20 m up, 200 m over, 20 m down, 20 m off the east side.
  expect(metres(drawnWalk(ring, place(-20, 80), place(220, 80), 280))).toEqual([
    [-20, 80],
    [0, 80],
    [0, 100],
    [200, 100],
    [200, 80],
    [220, 80],
  ]);
  // From 10 m north of the south-west corner the bend is shorter: 10 + 2 × 111.8 + 10, and 20 m at both ends.
  expect(metres(drawnWalk(ring, place(-20, 10), place(220, 10), 284))).toEqual([
    [-20, 10],
    [0, 10],
    [0, 0],
    [100, -50],
    [200, 0],
    [200, 10],
    [220, 10],
  ]);
});

test("two places on one street meet along it, in either direction", () => {
  const line = streets([
    [0, 0],
    [100, 0],
    [300, 0],
  ]);
  expect(metres(drawnWalk(line, place(50, 10), place(250, 10), 220))).toEqual([
    [50, 10],
    [50, 0],
    [100, 0],
    [250, 0],
    [250, 10],
  ]);
  expect(metres(drawnWalk(line, place(250, 10), place(50, 10), 220))).toEqual([
    [250, 10],
    [250, 0],
    [100, 0],
    [50, 0],
    [50, 10],
  ]);
});

test("no walk is drawn where its length is not the measured one, or no street is near", () => {
  const line = streets([
    [0, 0],
    [300, 0],
  ]);
  expect(drawnWalk(line, place(50, 0), place(250, 0), 400)).toBeNull();
  expect(drawnWalk(line, place(50, 0), place(250, 0), 205)).not.toBeNull();
  expect(drawnWalk(line, place(50, 500), place(250, 0), 200)).toBeNull();
});
