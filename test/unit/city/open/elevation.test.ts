import { expect, test } from "vitest";
import { withElevation } from "../../../../src/city/open/elevation.js";
import { PROFILES } from "../../../../src/network/profiles.js";
import { walkCosts } from "../../../../src/network/walk-costs.js";
import { geoTiff } from "../../../support/geotiff-bytes.js";
import { tableFiles } from "../../../support/table-files.js";
import { town } from "../../../support/town.js";

const { write } = tableFiles();

/** Cells of 0.001°, 111 m on the equator, around the street; each column lies `riseM` higher than the one west of it. */
async function hill(riseM: number): Promise<string> {
  const values = Array.from({ length: 20 * 20 }, (_, i) => riseM * (i % 20));
  const bytes = await geoTiff({ values, width: 20, west: -0.005, north: 0.01, cell: 0.001, noData: -1 });
  return write(bytes, ".tif");
}

const STREET = town({ points: { w: [0, 0], e: [1000, 0] }, streets: [{ over: ["w", "e"] }] });

/** Seconds uphill, from west to east, and downhill. */
function secondsOf(network: typeof STREET) {
  const { arcCost, network: streets } = walkCosts(network, PROFILES.adult);
  const uphill = streets.head[0] === 1 ? 0 : 1;
  return [arcCost[uphill]! / 1000, arcCost[1 - uphill]! / 1000];
}

test("a street that rises takes longer up than down, by Tobler's function", async () => {
  // 5.566 m on each 111.32 m is a slope of 0.05. Up: exp(3.5 · 0.05) = 1.191 times the flat; down by 0.05 Tobler's
  // walker is fastest: exp(-3.5 · 0.05) = 0.839. On the flat 1000 m take 833 s at 1.2 m/s.
  const [up, down] = secondsOf(await withElevation(STREET, { file: await hill(5.566) }));
  expect(up! / 833.33).toBeCloseTo(Math.exp(0.175), 2);
  expect(down! / 833.33).toBeCloseTo(Math.exp(-0.175), 2);
});

test("no slope slows down more than is allowed", async () => {
  // A slope of 1 would take exp(3.5) = 33 times as long.
  const [up] = secondsOf(await withElevation(STREET, { file: await hill(111.32), slowest: 2 }));
  expect(up! / 833.33).toBeCloseTo(2, 3);
});

test("a network without streets needs no heights", async () => {
  const empty = town({ points: { w: [0, 0], e: [1000, 0] }, streets: [] });
  expect(await withElevation(empty, { file: "none.tif" })).toBe(empty);
});

test("heights of another place are refused", async () => {
  const far = await geoTiff({ values: [1, 2, 3, 4], width: 2, west: 24, north: 60, cell: 0.01, noData: -1 });
  await expect(withElevation(STREET, { file: write(far, ".tif") })).rejects.toThrow(
    /streets lie outside these heights/,
  );
});
