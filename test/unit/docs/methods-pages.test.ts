/** Every measure and every rule set has its page, and each page answers the same five questions. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { KNOWN_MEASURES } from "../../../src/cli/commands/measure.js";

const root = path.resolve(import.meta.dirname, "../../..");
const DOCS = path.join(root, "docs/methods");

/** Measures described on the page of another. */
const SHARED: Readonly<Record<string, string>> = { "coverage-rate": "coverage", "palma-means": "palma" };

const MEASURES = KNOWN_MEASURES.map((name) => SHARED[name] ?? name);
const RULE_SETS = readdirSync(path.join(root, "data/standards"))
  .filter((name) => name.endsWith(".json") && !name.startsWith("schema"))
  .map((name) => name.replace(/\.json$/, ""));

const pagesIn = (folder: string) =>
  readdirSync(path.join(DOCS, folder))
    .filter((name) => name.endsWith(".md") && name !== "README.md")
    .map((name) => name.replace(/\.md$/, ""));

test("there is a page for each measure and each rule set, and none for anything else", () => {
  expect(pagesIn("measures").sort()).toEqual([...new Set(MEASURES)].sort());
  expect(pagesIn("rule-sets").sort()).toEqual(RULE_SETS.sort());
  expect(RULE_SETS.length).toBeGreaterThanOrEqual(10);
});

test.each(KNOWN_MEASURES)("the page of %s says the name that is typed", (name) => {
  const text = readFileSync(path.join(DOCS, "measures", `${SHARED[name] ?? name}.md`), "utf8");
  const contents = readFileSync(path.join(DOCS, "measures/README.md"), "utf8");
  expect(contents).toContain(`(${SHARED[name] ?? name}.md)`);
  if (name in SHARED) expect(text).toContain(`\`${name}\``);
});

test.each([
  ...[...new Set(MEASURES)].map((name) => `measures/${name}`),
  ...RULE_SETS.map((name) => `rule-sets/${name}`),
])("%s gives question, formula, assumptions, source and known error", (page) => {
  const text = readFileSync(path.join(DOCS, `${page}.md`), "utf8");
  for (const heading of [
    "Question",
    page.startsWith("measures") ? "Formula" : "Rule",
    "Assumptions",
    "Source",
    "Known error",
  ]) {
    const [, answer = ""] = text.split(`**${heading}.**`);
    expect(answer.split("\n\n")[0]!.trim().length, heading).toBeGreaterThan(10);
  }
});
