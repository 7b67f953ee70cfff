/**
 * `doctor`: optional packages, and what a folder of data holds and lacks.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import manifest from "../../../../package.json" with { type: "json" };
import { doctorCommand, type Finding } from "../../../../src/cli/commands/doctor.js";
import { FileAccessError } from "../../../../src/index.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { folder } = tempFolder();

test("every optional package is listed with its use, and whether it is installed", async () => {
  const {
    packages,
    node,
    wasmSimd,
    folder: none,
  } = JSON.parse(await doctorCommand(undefined, { json: true })) as Finding;
  const { peerDependencies, devDependencies } = manifest;
  expect(packages.map(({ name }) => name)).toEqual(Object.keys(peerDependencies));
  for (const { name, use, installed } of packages) {
    expect([name, use]).not.toEqual([name, ""]);
    expect([name, installed]).toEqual([name, devDependencies[name as keyof typeof peerDependencies]]);
  }
  expect([node, wasmSimd, none]).toEqual([process.version, true, null]);
});

test("a folder of data is described file by file, with what it lacks", async () => {
  writeFileSync(path.join(folder, "homes.csv"), "id,lon,lat,residents\n1,116.4,39.9,5\n");
  writeFileSync(path.join(folder, "broken.geojson"), "{");
  const printed = await doctorCommand(folder, {});
  // A table in China whose coordinate system only the user knows.
  expect(printed).toMatch(/homes\.csv +blocks +1 rows; its coordinate system must be declared/);
  expect(printed).toMatch(/broken\.geojson +unreadable/);
  expect(printed).toMatch(/Lacking:\n {2}streets: .*required\n {2}a register of facilities/);
  writeFileSync(path.join(folder, "town.osm"), '<osm version="0.6"></osm>');
  const { folder: seen } = JSON.parse(await doctorCommand(folder, { json: true })) as Finding;
  expect(seen?.lacks.map((lack) => lack.split(":")[0])).toEqual(["a register of facilities", "areas"]);
  await expect(doctorCommand(path.join(folder, "nowhere"), {})).rejects.toThrow(FileAccessError);
});
