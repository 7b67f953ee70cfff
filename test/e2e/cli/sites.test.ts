/**
 * `sites`: where to build, from plain tables; the exact solver runs in its worker.
 */
import { expect, test } from "vitest";
import { cliFolder } from "../../support/cli.js";

const { run, write } = cliFolder();
write("reach.csv", "from,to,cost\na,x,5\nb,x,7\nb,z,2\nc,z,9\n");
write("homes.csv", "id,people\na,100\nb,50\nc,30\n");
const sites = (...args: string[]) =>
  run("sites", "--matrix", "reach.csv", "--demand", "homes.csv", "--json", ...args);

test("two sites are chosen so that people walk least in all", () => {
  const { stdout } = sites("--model", "p-median", "--p", "2");
  // a to x 500, b to z 100, c to z 270.
  expect(JSON.parse(stdout)).toMatchObject({ status: "optimal", objective: 870, sites: ["x", "z"] });
});

test("everybody is covered by two sites, or the ids of those out of reach are printed", () => {
  expect(JSON.parse(sites("--model", "lscp").stdout)).toMatchObject({ objective: 2 });
  // Within 7 nothing reaches c.
  const within7 = sites("--model", "lscp", "--cutoff", "7");
  expect(JSON.parse(within7.stdout)).toMatchObject({ status: "infeasible", unreachable: ["c"] });
});

test("half a site is a usage error", () => {
  expect(sites("--model", "mclp", "--p", "1.5")).toMatchObject({ status: 2, stdout: "" });
});
