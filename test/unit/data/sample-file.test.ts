import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readOsmPbf } from "../../../src/read/osm/read-osm-pbf.js";

const DATA = path.resolve(import.meta.dirname, "../../../data");
const SAMPLE = path.join(DATA, "sample/astana.osm.pbf");

test("the provenance of the sample city names the very file that is there", async () => {
  const bytes = readFileSync(SAMPLE);
  const readme = readFileSync(path.join(DATA, "README.md"), "utf8");
  const { nodes, ways } = await readOsmPbf(SAMPLE);
  const inWords = (count: number) => count.toLocaleString("en-US");
  expect(readme).toContain(createHash("sha256").update(bytes).digest("hex"));
  expect(readme).toContain(
    `${inWords(nodes.count)} nodes, ${inWords(ways.count)} ways, no relations; ${inWords(bytes.length)} bytes`,
  );
  expect(bytes.length).toBeLessThanOrEqual(3_000_000);
});

test("no street of the sample city ends where two of its tiles meet, or has two places within 15 mm", async () => {
  const { nodes, ways, strings } = await readOsmPbf(SAMPLE);
  const highway = strings.indexOf("highway");
  const ends: number[] = [];
  const places = new Set<number>();
  for (let w = 0; w < ways.count; w++) {
    const keys = ways.tags.key.subarray(ways.tags.first[w]!, ways.tags.first[w + 1]!);
    if (!keys.includes(highway)) continue;
    const refs = ways.ref.subarray(ways.firstRef[w]!, ways.firstRef[w + 1]!);
    ends.push(refs[0]!, refs[refs.length - 1]!);
    for (const node of refs) places.add(node);
  }
  // Tiles of zoom 12: 4096 around the world, the city in columns 2859 to 2862 and rows 1366 to 1369 (Web Mercator).
  const lonsE7 = [2860, 2861, 2862].map((column) => (column / 4096 - 0.5) * 360e7);
  const latsE7 = [1367, 1368, 1369].map(
    (row) => (Math.atan(Math.sinh(Math.PI * (1 - row / 2048))) * 180e7) / Math.PI,
  );
  const isOnBorder = (node: number) =>
    lonsE7.some((lonE7) => Math.abs(nodes.lonE7[node]! - lonE7) <= 1) ||
    latsE7.some((latE7) => Math.abs(nodes.latE7[node]! - latE7) <= 1);
  expect(ends.filter(isOnBorder)).toEqual([]);

  // At 51° N 1e-7 degrees are 7.0 mm east and 11.1 mm north: within 15 mm means at most 2 east and 1 north.
  const at = new Set([...places].map((node) => `${nodes.lonE7[node]} ${nodes.latE7[node]}`));
  expect(at.size).toBe(places.size);
  const beside = [...places].filter((node) =>
    [-2, -1, 0, 1, 2].some((east) =>
      [-1, 0, 1].some(
        (north) =>
          (east !== 0 || north !== 0) && at.has(`${nodes.lonE7[node]! + east} ${nodes.latE7[node]! + north}`),
      ),
    ),
  );
  expect(beside).toEqual([]);
});
