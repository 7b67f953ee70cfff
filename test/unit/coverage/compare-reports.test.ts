import { expect, test } from "vitest";
import { compareReports } from "../../../src/coverage/compare-reports.js";
import { block, KINDERGARTEN, MEALS, measures, report } from "../../support/gap-input.js";

// Walks at 1 m/s: fifteen minutes are 900 m.
const BLOCKS = [block("a", 10), block("b", 20), block("c", 30), block("d", null)];
const walks = (...metres: (number | null)[]) => report(BLOCKS, [measures(MEALS, metres)]);

test("gained and lost are counted by block and by people, walks by shorter and longer", () => {
  const before = walks(1000, 500, 800, 950);
  // a is won, b walks farther and is met still, c is lost, d is won by people whom nobody counted.
  const after = walks(400, 600, 1200, 850);
  expect(compareReports(before, after).services).toEqual([
    {
      service: "meals",
      ...{ blocksGained: 2, blocksLost: 1, residentsGained: 10, residentsLost: 30 },
      // b and c before, a and b after.
      ...{ residentsMetBefore: 50, residentsMetAfter: 30 },
      ...{ shorter: 2, longer: 2 },
    },
  ]);
});

test("a walk that is lost or won altogether is longer or shorter", () => {
  const { services, blocks } = compareReports(walks(500, null, 1, 1), walks(null, 500, 1, 1));
  expect(services[0]).toMatchObject({ shorter: 1, longer: 1 });
  expect(blocks.map(({ block: b, walkBeforeM, walkAfterM }) => [b, walkBeforeM, walkAfterM])).toEqual([
    [0, 500, null],
    [1, null, 500],
  ]);
});

test("reports of other blocks or services are not compared", () => {
  const fewer = report(BLOCKS.slice(1), [measures(MEALS, [1, 1, 1])]);
  expect(() => compareReports(walks(1, 1, 1, 1), fewer)).toThrow(/same blocks/);
  const others = report(BLOCKS, [measures(KINDERGARTEN, [1, 1, 1, 1])]);
  expect(() => compareReports(walks(1, 1, 1, 1), others)).toThrow(/services/);
});
