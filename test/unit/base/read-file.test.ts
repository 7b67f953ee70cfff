/**
 * Files that are read, or the reason why not.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { FileAccessError, InputFileError } from "../../../src/base/errors.js";
import { parseJson, readJson } from "../../../src/base/read-file.js";

const folder = mkdtempSync(path.join(tmpdir(), "living-circle-read-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const place = path.join(folder, name);
  writeFileSync(place, content);
  return place;
}

test("a JSON file is read with or without a byte order mark", () => {
  expect(readJson(file("plain.json", '{"gates":2}'))).toEqual({ gates: 2 });
  expect(readJson(file("marked.json", '\uFEFF{"gates":2}'))).toEqual({ gates: 2 });
});

test("a missing file and a folder are named, with a hint of what to give", () => {
  const none = path.join(folder, "none.json");
  expect(() => readJson(none)).toThrow(new FileAccessError({ path: none }, "there is no such file"));
  expect(() => readJson(folder, "give a plan")).toThrow(/this is a folder.*; give a plan$/);
});

test("text that is not JSON, or no UTF-8, is a fault of the file", () => {
  expect(() => readJson(file("cut.json", '{"gates":'))).toThrow(InputFileError);
  expect(() => readJson(file("cut.json", '{"gates":'))).toThrow(/cut\.json: this is not JSON: /);
  // 0xD6 0xD0 is 中 in GBK.
  expect(() => readJson(file("gbk.json", Uint8Array.of(0x22, 0xd6, 0xd0, 0x22)))).toThrow(/this is not JSON/);
});

test("the place of a text inside a file is told, and what it was meant to be", () => {
  const place = { path: "blocks.geojsonl", line: 7 };
  expect(() => parseJson(place, "{", "the line is not JSON")).toThrow(
    /^blocks\.geojsonl, line 7: the line is not JSON: /,
  );
});
