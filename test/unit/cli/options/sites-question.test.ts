import { expect, test } from "vitest";
import { modelNamed, questionFromTables } from "../../../../src/cli/options/sites-question.js";
import { UsageError } from "../../../../src/cli/options/usage-error.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { write } = tempFolder();
// c reaches nothing but z; d is named by the demand alone.
const MATRIX = write("costs.csv", "from,to,cost\na,x,5\nb,x,7\nb,z,2\nc,z,9\n");
const DEMAND = write("demand.csv", "id,people,poor,part\na,100,10,N\nb,50,40,N\nc,30,20,S\nd,20,5,S\n");
const CANDIDATES = write("sites.csv", "id,beds,price\nx,120,3\nz,100,2\n");
const TABLES = { matrix: MATRIX, demand: DEMAND, weight: "people" };

test("models are found by other names in use", () => {
  expect(["p-center", "P-Centre", "pcenter"].map(modelNamed)).toEqual(Array(3).fill("p-center"));
  expect(modelNamed("CPMP")).toBe("capacitated-p-median");
  expect(modelNamed("p_median")).toBe("p-median");
  expect(() => modelNamed("p-mdian")).toThrow(/is "p-median" meant\?/);
});

test("ids keep the order of their tables, and who reaches nothing is a row without entries", () => {
  const { question, demandIds, siteIds } = questionFromTables({ ...TABLES, model: "p-median", p: 1 });
  expect([demandIds, siteIds]).toEqual([
    ["a", "b", "c", "d"],
    ["x", "z"],
  ]);
  expect([...question.matrix.firstOfDemand]).toEqual([0, 1, 3, 4, 4]);
  expect(Array.from(question.weight!)).toEqual([100, 50, 30, 20]);
});

test("a cutoff leaves out what is farther", () => {
  const { question } = questionFromTables({ ...TABLES, model: "mclp", p: 1, cutoff: 7 });
  expect([...question.matrix.cost]).toEqual([5, 7, 2]);
});

test("columns of demand and candidates go to the model that needs them", () => {
  const equity = questionFromTables({ ...TABLES, model: "equity-mclp", p: 1, need: "poor" });
  expect(equity.question).toMatchObject({ model: "equity-mclp", p: 1 });
  expect(Array.from((equity.question as { need: ArrayLike<number> }).need)).toEqual([10, 40, 20, 5]);
  const money = { ...TABLES, model: "budget-mclp", budget: 3, candidates: CANDIDATES, cost: "price" };
  const { siteCost } = questionFromTables(money).question as { siteCost: ArrayLike<number> };
  expect(Array.from(siteCost)).toEqual([3, 2]);
});

test("people are found by the name of their column, or must be named among several", () => {
  const plain = write("plain.csv", "id,people\na,1\nb,2\nc,3\n");
  const { question } = questionFromTables({ matrix: MATRIX, demand: plain, model: "p-median", p: 1 });
  expect(Array.from(question.weight!)).toEqual([1, 2, 3]);
  const two = write("two.csv", "id,men,women\na,1,2\nb,2,1\nc,3,3\n");
  expect(() => questionFromTables({ matrix: MATRIX, demand: two, model: "p-median", p: 1 })).toThrow(
    /men, women/,
  );
});

test.each<[what: string, options: Parameters<typeof questionFromTables>[0]]>([
  ["no matrix", { model: "mclp" }],
  ["no model", { matrix: MATRIX }],
  ["an open site that there is not", { ...TABLES, model: "mclp", p: 1, fixed: "q" }],
  ["a way to assign that there is not", { ...TABLES, model: "mclp", p: 1, assign: "by lot" }],
])("%s is refused", (_, options) => {
  expect(() => questionFromTables(options)).toThrow(UsageError);
});

test("a table with a cost for every pair needs a cutoff where covering counts", () => {
  const full = write("full.csv", "from,to,cost\na,x,5\na,z,6\nb,x,7\nb,z,2\n");
  expect(() => questionFromTables({ matrix: full, model: "mclp", p: 1 })).toThrow(UsageError);
  expect(questionFromTables({ matrix: full, model: "p-median", p: 1 }).question.model).toBe("p-median");
});
