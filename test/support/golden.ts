/**
 * Golden files: results that were looked at once and must not change unseen.
 *
 * A difference leaves `<name>-changed.json` beside the original; a missing original is made, but never in CI.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";

const FOLDER = path.resolve(import.meta.dirname, "../golden");

/** @param name - file name that ends in `.json` */
export function expectGolden(name: string, value: unknown): void {
  const file = path.join(FOLDER, name);
  const changed = file.replace(/\.json$/, "-changed.json");
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (!existsSync(file) && process.env.CI === undefined) writeFileSync(file, text);
  const golden = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (golden === text) rmSync(changed, { force: true });
  else writeFileSync(changed, text);
  expect(JSON.parse(text)).toEqual(JSON.parse(golden || "null"));
}
