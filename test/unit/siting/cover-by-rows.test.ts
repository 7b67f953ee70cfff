import { expect, test } from "vitest";
import { coverageMatrix } from "../../../src/siting/coverage-matrix.js";
import { checkedProblem } from "../../../src/siting/problem.js";
import { coverByRows } from "../../../src/siting/solvers/cover-by-rows.js";

/** Places 0, 1, 2 … on a line, every one a candidate; a site covers what lies within `reach`. */
function line(count: number, p: number, reach: number, fixed: readonly number[] = []) {
  const column: number[] = [];
  const cost: number[] = [];
  const first = new Uint32Array(count + 1);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++)
      if (Math.abs(i - j) <= reach) {
        column.push(j);
        cost.push(Math.abs(i - j));
      }
    first[i + 1] = column.length;
  }
  const matrix = coverageMatrix({
    ...{ rows: count, columns: count, first },
    ...{ column: Uint32Array.from(column), cost: Float64Array.from(cost) },
  });
  const state = Array.from(
    { length: count },
    (_, j) => (fixed.includes(j) ? "fixed" : "new") as "fixed" | "new",
  );
  return checkedProblem({ model: "p-center", matrix, p, state });
}
const decide = async (...asked: Parameters<typeof line>) => {
  const rows = new Set<number>();
  const { open, sure } = await coverByRows(line(...asked), rows, { seed: 0, maxNodes: 5000 });
  return { sites: open && [...open.keys()].filter((j) => open[j] === 1), sure, rows: rows.size };
};

test("six places on a line are covered by two sites within one step, and by none with one", async () => {
  expect(await decide(6, 2, 1)).toMatchObject({ sites: [1, 4], sure: true });
  expect(await decide(6, 1, 1)).toMatchObject({ sites: null, sure: true });
});

test("sixty places need 20 sites within one step; 19 are refused, on fewer rows than there are places", async () => {
  const { sites, sure } = await decide(60, 20, 1);
  expect([sites?.length, sure]).toEqual([20, true]);
  const no = await decide(60, 19, 1);
  expect([no.sites, no.sure]).toEqual([null, true]);
  expect(no.rows).toBeLessThan(60);
});

test("a site that is open in any case counts, useful or not", async () => {
  // Site 0 covers 0 and 1; places 2 to 5 are four more, and one site within one step covers three.
  expect(await decide(6, 2, 1, [0])).toMatchObject({ sites: null, sure: true });
  // With three, 0 stays: 2 to 4 by 3, and 5 by 4 or 5.
  expect((await decide(6, 3, 1, [0])).sites).toContain(0);
});
