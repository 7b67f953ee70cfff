import { expect, test } from "vitest";
import { cityChange } from "../../../../src/city/what-if/city-change.js";
import { block, MEALS, measures, report } from "../../../support/gap-input.js";
import { STREET } from "../../../support/street-city.js";

// Walks at 1 m/s: fifteen minutes are 900 m.
const BLOCKS = [block("a", 10), block("b", 20), block("c", 30)];
const walks = (...metres: (number | null)[]) => report(BLOCKS, [measures(MEALS, metres)]);

test("only blocks that change are listed, with their verdicts and walks before and after", () => {
  // a is won, b keeps its walk, c loses its facility.
  const { blocks, services } = cityChange(walks(1000, 500, 800), walks(400, 500, null), STREET);
  expect(blocks).toEqual([
    { block: "a", service: "meals", before: "gap", after: "met", walkBeforeM: 1000, walkAfterM: 400 },
    { block: "c", service: "meals", before: "met", after: "gap", walkBeforeM: 800, walkAfterM: null },
  ]);
  expect(services).toMatchObject([
    { service: "meals", blocksGained: 1, blocksLost: 1, residentsGained: 10, residentsLost: 30 },
  ]);
});

test("a walk that becomes shorter is a change, though the verdict stays", () => {
  const { blocks, after } = cityChange(walks(500, 500, 500), walks(500, 300, 500), STREET);
  expect(blocks.map(({ block, before, after: now }) => [block, before, now])).toEqual([["b", "met", "met"]]);
  expect(after.rows().map(({ walkM }) => walkM)).toEqual([500, 300, 500]);
});
