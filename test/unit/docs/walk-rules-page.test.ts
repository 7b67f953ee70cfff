/** The page of the rules for streets is made from their data, and names every one of them. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { WALK_RULES } from "../../../src/read/osm/rule-data.js";

const FOLDER = new URL("../../../docs/methods/", import.meta.url);

test("the page of the rules for streets says what the data say", async () => {
  const { walkRulesPage } = (await import(new URL("make-walk-rules.mjs", FOLDER).href)) as {
    walkRulesPage: (rules: unknown) => string;
  };
  // To renew it: node docs/methods/make-walk-rules.mjs
  expect(readFileSync(new URL("walk-rules.md", FOLDER), "utf8")).toBe(walkRulesPage(WALK_RULES));
});

test("every word and every source of the rules stands on the page", () => {
  const page = readFileSync(new URL("walk-rules.md", FOLDER), "utf8");
  const { access, barriers, wheels, classes, lifecycle_keys: life } = WALK_RULES;
  const words = [
    ...Object.keys(classes),
    ...[access.yes, access.private, access.no, barriers.closed, wheels.closed_barriers, life.keys].flat(),
  ];
  expect(words.filter((word) => !new RegExp(`\`(?:[a-z_]+=)?${word}(?:=[a-z]+)?\``).test(page))).toEqual([]);
  const sources = Object.values(classes).map(({ source }) => source);
  expect(sources.filter((source) => !page.includes(`- **${source}**: `))).toEqual([]);
});
