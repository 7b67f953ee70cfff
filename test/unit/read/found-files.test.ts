/** Files that the fuzzer found, each of which once hung a reader, filled the memory or ended in a foreign error. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { LivingCircleError } from "../../../src/base/errors.js";
import { readBlocks } from "../../../src/read/places/read-blocks.js";
import { readPopulationRaster } from "../../../src/read/rasters/read-population-raster.js";

const FOLDER = path.join(import.meta.dirname, "../../fuzz/found");

test.each(readdirSync(FOLDER))("%s is read, or refused by its name", async (name) => {
  const file = path.join(FOLDER, name);
  const reading = name.endsWith(".tif") ? readPopulationRaster(file) : readBlocks(file);
  const error = await reading.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (error === null) return;
  expect(error).toBeInstanceOf(LivingCircleError);
  expect((error as Error).message).toContain(file);
});
