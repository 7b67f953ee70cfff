import { expect, test } from "vitest";
import { gapsGeoJSON, geoJsonText, toGeoJSON } from "../../../../src/report/maps/geojson.js";
import { HOSTILE_REPORT } from "../../../support/hostile-report.js";

test("GeoJSON has seven decimals, attribution and no CRS, and is read back as it was written", () => {
  const all = toGeoJSON(HOSTILE_REPORT);
  expect(all.features.length).toBe(4);
  expect(all.features[1]!.properties).toMatchObject({
    kindergarten_verdict: "gap",
    kindergarten_walk_m: 512.3,
    meals_verdict: "unknown",
  });
  expect("crs" in all).toBe(false);
  expect(all.attribution).toContain("OpenStreetMap contributors");
  for (const { geometry } of all.features)
    for (const c of geometry.coordinates) expect(Number(c.toFixed(7))).toBe(c);
  const gaps = gapsGeoJSON(HOSTILE_REPORT);
  expect(gaps.features.map(({ properties }) => properties!.gaps)).toEqual(["kindergarten", "kindergarten"]);
  expect(JSON.parse([...geoJsonText(gaps)].join(""))).toEqual(gaps);
});
