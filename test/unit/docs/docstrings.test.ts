/**
 * Every name that a door exports says what it is, directly above its declaration: the reference is made from that.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import manifest from "../../../package.json" with { type: "json" };

const ROOT = path.resolve(import.meta.dirname, "../../..");
const DOORS = Object.values(manifest.exports).flatMap((door) =>
  typeof door === "string" ? [] : [door.default.replace("./dist", "src").replace(/\.js$/, ".ts")],
);

/** Names that a file declares itself and exports, with whether a docstring ends in the line before. */
function declared(file: string): Map<string, boolean> {
  const lines = readFileSync(path.join(ROOT, file), "utf8").split("\n");
  const names = new Map<string, boolean>();
  lines.forEach((line, i) => {
    const name = line.match(
      /^export (?:declare )?(?:abstract )?(?:async )?(?:interface|type|const|function\*?|class) (\w+)/,
    )?.[1];
    // Of overloads the first one speaks.
    if (name !== undefined && !names.has(name)) names.set(name, lines[i - 1]!.trim().endsWith("*/"));
  });
  return names;
}

/** Names that a file passes on, with the file each comes from. */
function passedOn(file: string): Map<string, string> {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  const names = new Map<string, string>();
  for (const [, list, target] of text.matchAll(/^export (?:type )?\{([^}]*)\} from "(\.[^"]+)";/gm)) {
    const source = path.posix.join(path.posix.dirname(file), target!.replace(/\.js$/, ".ts"));
    for (const word of list!.split(",")) names.set(word.trim().replace(/^type /, ""), source);
  }
  names.delete("");
  return names;
}

/** `file: name` of a name that has no docstring where it is declared, or is declared nowhere. */
function undocumented(file: string, name: string): string[] {
  const docstring = declared(file).get(name);
  if (docstring !== undefined) return docstring ? [] : [`${file}: ${name}`];
  const source = passedOn(file).get(name);
  return source === undefined ? [`${file}: ${name} is declared nowhere`] : undocumented(source, name);
}

test("the doors are found, and hold names", () => {
  expect(DOORS).toContain("src/index.ts");
  expect(declared("src/base/cost-units.ts").get("UNREACHED")).toBe(true);
});

test.each(DOORS)("every name of %s has a docstring", (door) => {
  const names = [...declared(door).keys(), ...passedOn(door).keys()];
  expect(names.flatMap((name) => undocumented(door, name))).toEqual([]);
});
