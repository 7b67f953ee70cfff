/** A shifted layer is recognised, a layer in its place passes, and too few places give no verdict. */
import { expect, test } from "vitest";
import { auditStudy } from "../../../src/audit/audit-study.js";
import { detectShift, shiftHypotheses } from "../../../src/audit/shift.js";
import { BD09, type Crs, GCJ02, WGS84 } from "../../../src/crs/index.js";
import { degreeLengths } from "../../../src/geo/earth.js";
import type { LonLat } from "../../../src/geo/polygon-point.js";
import { networkFromEdges } from "../../../src/network/network-from-edges.js";
import type { BlockSet } from "../../../src/places/places.js";
import { block, facility } from "../../support/gap-input.js";

/** Wuhan's middle; the town is 3 km wide, its streets 90–210 m apart, so that no offset of a few hundred metres repeats it. */
const [LON, LAT] = [114.3, 30.6];
const { lonM, latM } = degreeLengths(LAT);
const at = (x: number, y: number): LonLat => [LON + x / lonM, LAT + y / latM];
const lines = [0];
for (let i = 0; lines[i]! < 3000; i++) lines.push(lines[i]! + 90 + ((i * 47) % 121));
const n = lines.length;
const corner = (i: number, k: number) => i * n + k;
const ends = lines.flatMap((_, i) =>
  lines
    .slice(1)
    .flatMap((_, k) => [
      [corner(i, k), corner(i, k + 1)] as const,
      [corner(k, i), corner(k + 1, i)] as const,
    ]),
);
const corners = lines.flatMap((x) => lines.map((y) => at(x, y)));
const streetsIn = (crs: Crs) =>
  networkFromEdges({
    from: ends.map(([a]) => a),
    to: ends.map(([, b]) => b),
    lon: corners.map((place) => crs.fromWgs84(...place)[0]),
    lat: corners.map((place) => crs.fromWgs84(...place)[1]),
  }).network;
/** Homes 12–30 m beside streets of both directions. */
const homes = Array.from({ length: 400 }, (_, i) => {
  const beside = lines[1 + (i % (n - 2))]! + 12 + ((i * 7) % 19);
  const along = 100 + ((i * 37) % 2800);
  return i % 2 === 0 ? at(beside, along) : at(along, beside);
});
const given = (crs: Crs) => homes.map((place) => crs.fromWgs84(...place) as LonLat);
const streets = streetsIn(WGS84);

test.each([GCJ02, BD09])("homes in $id beside sound streets are named, with about the true offset", (crs) => {
  const { outcome, best, offsetM } = detectShift(streets, given(crs), shiftHypotheses());
  expect([outcome, best!.system, best!.layer]).toEqual(["shifted", crs.id, "places"]);
  const [lon, lat] = at(1500, 1500);
  const [x, y] = crs.fromWgs84(lon, lat);
  // The way back is the way there turned round, to within a few metres over the town.
  expect(Math.abs(offsetM[0] + (x - lon) * lonM) + Math.abs(offsetM[1] + (y - lat) * latM)).toBeLessThan(10);
});

test("sound homes fit, and so do shifted homes beside streets shifted alike", () => {
  expect(detectShift(streets, homes, shiftHypotheses()).outcome).toBe("fits");
  expect(detectShift(streetsIn(GCJ02), given(GCJ02), shiftHypotheses()).outcome).toBe("fits");
});

test("sound homes beside streets in GCJ-02 name the streets", () => {
  const { outcome, best } = detectShift(streetsIn(GCJ02), homes, shiftHypotheses());
  expect([outcome, best!.system, best!.layer]).toEqual(["shifted", "GCJ-02", "streets"]);
});

test("sound homes that were declared as GCJ-02 are named as WGS 84, and those of Baidu as BD-09", () => {
  const declared = (crs: Crs) => given(crs).map((place) => GCJ02.toWgs84(...place));
  for (const crs of [WGS84, BD09]) {
    const { outcome, best } = detectShift(streets, declared(crs), shiftHypotheses("GCJ-02"));
    expect([outcome, best!.system]).toEqual(["shifted", crs.id]);
  }
});

test("fewer than a hundred different places give no verdict, and neither do places without streets", () => {
  const few = detectShift(streets, [...homes.slice(0, 99), ...homes.slice(0, 99)], shiftHypotheses());
  expect([few.outcome, few.sampled]).toEqual(["too-few", 99]);
  const elsewhere = homes.map(([lon, lat]): LonLat => [lon + 1, lat]);
  expect(detectShift(streets, elsewhere, shiftHypotheses())).toMatchObject({
    outcome: "too-few",
    sampled: 0,
  });
});

test("a lattice that stands in no relation to the streets is neither accused nor acquitted", () => {
  const lattice = Array.from({ length: 400 }, (_, i) =>
    at(75 + (i % 20) * 131, 75 + Math.floor(i / 20) * 131),
  );
  expect(detectShift(streets, lattice, shiftHypotheses()).outcome).toBe("unclear");
});

test("the audit stops for a shifted layer and says what to do; homes of the extract are not tested", () => {
  const set = (places: readonly LonLat[], more = {}): BlockSet => ({
    blocks: places.map(([lon, lat], i) => block(`b${i}`, 5, { lon, lat, ...more })),
    notes: [],
  });
  const none = { facilities: [], completeness: {}, suspectedDuplicates: [], merged: 0, notes: [] };
  const report = auditStudy(streets, { blocks: set(given(GCJ02)), facilities: none });
  expect(report.blockingCodes).toEqual(["shifted"]);
  expect(report.findings[0]!.message.en).toMatch(
    /^the blocks look like GCJ-02, not WGS 84: \d{3} m away they would fit/,
  );
  expect(report.findings[0]!.message.zh).toMatch(/^该图层似为 GCJ-02 坐标/);
  const { counts } = auditStudy(streets, { blocks: set(homes), facilities: none });
  expect(counts.shifted ?? counts["shift-untold"]).toBeUndefined();
  expect(
    auditStudy(streets, { blocks: set(given(GCJ02), { estimated: true }), facilities: none }).blockingCodes,
  ).toEqual([]);
});

test("joined registers are tested each by its declared coordinate system", () => {
  // Sound places declared as GCJ-02: the reader moved them back by a shift they never had.
  const wrong = homes.map((place) => GCJ02.toWgs84(...place));
  const from = (source: string, places: readonly LonLat[]) =>
    places.map(([lon, lat], i) => facility(`${source}${i}`, ["meals"], { lon, lat, source }));
  const declared = (id: string) => ({ id, word: "user" as const });
  const { findings } = auditStudy(streets, {
    blocks: { blocks: [], notes: [] },
    facilities: {
      facilities: [...from("a", homes), ...from("b", wrong)],
      systems: { a: declared("EPSG:4326"), b: declared("GCJ-02") },
      completeness: {},
      suspectedDuplicates: [],
      merged: 0,
      notes: [],
    },
  });
  const shifted = findings.filter(({ code }) => code === "shifted");
  expect(shifted.map(({ id, message }) => `${id}: ${message.en.split(": ")[0]}`)).toEqual([
    "b: the facilities look like EPSG:4326, not GCJ-02",
  ]);
});
