/**
 * GDAL as an independent reader and writer, where it is installed.
 */
import { spawnSync } from "node:child_process";

const found = spawnSync("ogr2ogr", ["--version"], { encoding: "utf8" });

/** Whether `ogr2ogr` and `ogrinfo` are there; a warning is printed where they are not. */
export const HAS_GDAL = found.status === 0;
if (!HAS_GDAL) console.warn("SKIPPED: ogr2ogr is absent (Debian: apt-get install gdal-bin)");

/** Runs a GDAL program and returns what it prints; its complaints are the test's. */
export function gdal(program: "ogr2ogr" | "ogrinfo" | "gdal_translate", args: readonly string[]): string {
  const run = spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`${program} ${args.join(" ")}\n${run.stderr}`);
  return run.stdout;
}
