/**
 * What stands once: the arithmetic of a requirement, how far off the streets a place may stand, every exported name.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const SRC = path.resolve(import.meta.dirname, "../../../src");
const sources = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .map((file) => file.split(path.sep).join("/"))
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({ file, text: readFileSync(path.join(SRC, file), "utf8") }));

function filesWith(pattern: RegExp): string[] {
  return sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);
}

test("only the standards tell a limit in metres from one in minutes", () => {
  expect(filesWith(/basis\s*[!=]==\s*"/).sort()).toEqual([
    "standards/requirement.ts",
    "standards/requirements.ts",
  ]);
});

test("minutes become metres in one place", () => {
  expect(filesWith(/\* ?60 ?\* ?\w*(speed|fastest)/i)).toEqual(["standards/requirement.ts"]);
});

test("the longest leg off the street stands once", () => {
  expect(filesWith(/OFF_STREET_(CAP|EXTRA)_M = /)).toEqual(["network/off-street.ts"]);
});

test("no exported name is declared in two files", () => {
  const declaration =
    /^export (?:async |abstract )?(?:function\*?|class|const|let|interface|type|enum) ([\w$]+)/gm;
  const filesOf = new Map<string, Set<string>>();
  for (const { file, text } of sources) {
    for (const [, name] of text.matchAll(declaration))
      filesOf.set(name!, (filesOf.get(name!) ?? new Set()).add(file));
  }
  expect(filesOf.size).toBeGreaterThan(500);
  expect([...filesOf].filter(([, files]) => files.size > 1)).toEqual([]);
});
