import { expect, test } from "vitest";
import { worstGaps } from "../../../../src/report/tables/rows.js";
import { block, KINDERGARTEN, measures, report } from "../../../support/gap-input.js";

test("the worst gaps come by people, then by walk, then by position", () => {
  const same = report(
    [block("a", 5), block("b", 9), block("c", 9), block("d", 9)],
    [measures(KINDERGARTEN, [900, 400, 500, 400])],
  );
  expect(worstGaps(same, same.services[0]!, 3)).toEqual([2, 1, 3]);
});
