/**
 * Which files are configurations.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { isConfigFile } from "../../../../src/city/config/is-config-file.js";
import { openCity } from "../../../../src/city/open-city.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { folder } = tempFolder();

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

test("YAML, and JSON with streets in it; neither GeoJSON nor Overpass answers, nor what is not JSON", () => {
  expect(isConfigFile("anywhere/city.yaml")).toBe(true);
  expect(isConfigFile("anywhere/city.YML")).toBe(true);
  expect(isConfigFile(write("city.json", '{"streets": {"file": "a.osm"}}'))).toBe(true);
  expect(isConfigFile(write("lines.json", '{"type": "FeatureCollection", "features": []}'))).toBe(false);
  expect(isConfigFile(write("overpass.json", '{"version": 0.6, "elements": []}'))).toBe(false);
  expect(isConfigFile(write("broken.json", "{streets"))).toBe(false);
  expect(isConfigFile(path.join(folder, "missing.json"))).toBe(false);
  expect(isConfigFile("city.osm.pbf")).toBe(false);
});

test("a configuration in JSON opens the city of the same in YAML", async () => {
  const osm = `<osm version="0.6"><node id="1" lat="51" lon="71"/><node id="2" lat="51.001" lon="71"/>
    <way id="3"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>`;
  write("town.osm", osm);
  const [yaml, json] = await Promise.all(
    [
      write("a.yaml", "streets: { file: town.osm }\n"),
      write("a.json", '{"streets": {"file": "town.osm"}}'),
    ].map((file) => openCity(file)),
  );
  expect(json?.network.edgeLengthMm).toEqual(yaml?.network.edgeLengthMm);
  await Promise.all([yaml?.close(), json?.close()]);
});
