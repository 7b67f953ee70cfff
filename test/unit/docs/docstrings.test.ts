/**
 * Every name that a door exports says what it is; every call says what it takes, returns and throws, and shows itself in
 * use. The reference is made from that.
 */
import { expect, test } from "vitest";
import { missingIn } from "../../support/docstring-rules.js";
import {
  DOORS,
  docOf,
  docTexts,
  namesOf,
  publicCalls,
  publicDeclarations,
  resolve,
} from "../../support/public-calls.js";

const CALLS = publicCalls();

test("the doors are found, and hold names", () => {
  expect(DOORS).toContain("src/index.ts");
  expect(namesOf("src/index.ts")).toContain("openCity");
  expect(CALLS.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["nearestCosts", "City.walk", "City.explain"]),
  );
});

test.each(DOORS)("every name of %s has a docstring", (door) => {
  const bare = namesOf(door).filter((name) => {
    const declared = resolve(door, name);
    return declared === null || docOf(declared.node).summary === "";
  });
  expect(bare).toEqual([]);
});

test("every public call is documented in full", () => {
  const missing = CALLS.map((call) => ({ call, missing: missingIn(call) })).filter(
    ({ missing }) => missing.length > 0,
  );
  expect(
    missing.map(({ call, missing }) => `${call.file}:${call.line} ${call.name}: ${missing.join(", ")}`),
  ).toEqual([]);
});

test("a docstring that leaves something out is noticed", () => {
  const bare = { summary: "", tags: [] };
  const missingFrom = (name: string) =>
    missingIn({ ...CALLS.find((call) => call.name === name)!, doc: bare }).join(", ");
  // Linkages and costs have docstrings of their own, and so has every member of the options.
  expect(missingFrom("nearestCosts")).toBe("summary, @returns, @throws, @example");
  expect(missingFrom("minutes")).toBe("summary, @param value, @returns, @throws, @example");
  // Members of an object that is described in place have to be explained one by one.
  expect(missingFrom("kNearestCosts")).toContain("@param options.k");
  // Nothing is returned, and the class has the example.
  expect(missingFrom("BoundedSearch.run")).toBe("summary, @param limitValue");
});

test("docstrings of the doors are in plain words", () => {
  const dialect = /\b(?:heeds?|reckon\w*|tells?|told|said|held against|(?:is|are) due|due (?:is|are))\b/;
  const odd = [...publicDeclarations().values()].flatMap(({ file, node }) =>
    docTexts(node).flatMap((text) => (dialect.test(text) ? [`${file}: ${text}`] : [])),
  );
  expect(odd).toEqual([]);
});
