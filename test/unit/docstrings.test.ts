/**
 * Every name that a door exports says what it is, directly above its declaration: the reference is made from that.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };

const ROOT = path.resolve(import.meta.dirname, "../..");
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

/** `file: name` of every exported name without a docstring. */
function undocumented(file: string): string[] {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  const own = [...declared(file)].flatMap(([name, said]) => (said ? [] : [`${file}: ${name}`]));
  const from = [...text.matchAll(/^export (?:type )?\{([^}]*)\} from "(\.[^"]+)";/gm)];
  return from.reduce((missing, [, list, target]) => {
    const source = path.posix.join(path.posix.dirname(file), target!.replace(/\.js$/, ".ts"));
    const names = list!.split(",").flatMap((word) => word.trim().replace(/^type /, "") || []);
    const there = declared(source);
    for (const name of names) {
      // A name that the file passes on from another is looked up there by whoever declares it.
      if (there.get(name) === false) missing.push(`${source}: ${name}`);
    }
    return missing;
  }, own);
}

test("the doors are found, and hold names", () => {
  expect(DOORS).toContain("src/index.ts");
  expect(declared("src/units.ts").get("UNREACHED")).toBe(true);
});

test.each(DOORS)("every name of %s has a docstring", (door) => {
  expect(undocumented(door)).toEqual([]);
});
