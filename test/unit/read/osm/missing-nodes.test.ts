/**
 * Nodes that an extract lacks: at the ends of a way the extract was cut, in the middle the streets fall apart.
 */
import { expect, test } from "vitest";
import { InputFileError, InvalidInputError } from "../../../../src/base/errors.js";
import { buildWalkNetwork } from "../../../../src/city/open/build-walk-network.js";
import { osmTown } from "../../../support/osm-town.js";

/** A street of `length` nodes, 10 m apart; those named by their position are not in the file. */
function street(length: number, missing: readonly number[], highway = "footway") {
  const names = Array.from({ length }, (_, i) => `n${i}`);
  const held = names.flatMap((name, i) => (missing.includes(i) ? [] : [[name, [10 * i, 0]] as const]));
  return osmTown({
    nodes: { ...Object.fromEntries(held), x: [0, 50], y: [50, 50] },
    ways: [
      { over: names, tags: { highway } },
      { over: ["x", "y"], tags: { highway: "footway" } },
    ],
  });
}

const missingNotes = (osm: ReturnType<typeof street>, maxMissingNodes?: number) =>
  buildWalkNetwork(osm, { maxMissingNodes })
    .source.notes.filter(({ code }) => code === "walkable-nodes-missing")
    .map(({ count, message }) => [count, message]);

test("runs of missing nodes at the ends of a way are where the extract was cut", () => {
  expect(missingNotes(street(10, [0, 1, 2, 8, 9]))).toEqual([]);
});

test("one missing node of 102 inside a way is counted, and the street falls in two", () => {
  // 100 nodes of the street and 2 of the other: 1 / 102 = 1.0 %, below 2 %.
  const osm = street(100, [50]);
  expect(missingNotes(osm)).toEqual([
    [1, "nodes inside walkable ways are not in the file: 1 ways are walked in parts or not at all"],
  ]);
  expect(buildWalkNetwork(osm).edgeCount).toBe(3);
});

test("three of 102 stop the run, with the way and the way out", () => {
  // 3 / 102 = 2.94 %.
  const osm = street(100, [50, 60, 61]);
  expect(() => buildWalkNetwork(osm)).toThrow(InputFileError);
  expect(() => buildWalkNetwork(osm)).toThrow(
    /^town\.osm\.pbf: ways whose nodes are not in the file: 1 walkable ways, the first is way\/1; 2\.9 % of .* 2 % are allowed.*--max-missing-nodes/,
  );
  expect(missingNotes(osm, 0.03)).toHaveLength(1);
  expect(missingNotes(osm, 1)).toHaveLength(1);
  expect(() => missingNotes(street(100, [50]), 0)).toThrow("0 % are allowed");
});

test("a way of which no node is there counts whole; a way that nobody walks does not count", () => {
  const all = Array.from({ length: 100 }, (_, i) => i);
  expect(() => buildWalkNetwork(street(100, all))).toThrow("98 % of the nodes of walkable ways are missing");
  expect(missingNotes(street(100, all, "motorway"))).toEqual([]);
  expect(missingNotes(street(100, [50, 60, 61], "construction"))).toEqual([]);
});

test("a bound that is not a share is refused", () => {
  expect(() => missingNotes(street(3, []), 2)).toThrow(InvalidInputError);
});
