/**
 * `measure`: an accessibility measure on plain tables.
 */
import { expect, test } from "vitest";
import { cliFolder } from "../../support/cli.js";

const { run, write } = cliFolder();
write("costs.csv", "from,to,cost\na,x,5\nb,x,10\n");
write("supply.csv", "id,places\nx,30\n");
write("demand.csv", "id,people\na,100\nb,50\n");

test("a measure is printed as a list of ids and values", () => {
  const { stdout } = run(
    ...["measure", "--measure", "2sfca", "--matrix", "costs.csv", "--cutoff", "15", "--json"],
    ...["--supply", "supply.csv", "--supply-column", "places"],
    ...["--demand", "demand.csv", "--demand-column", "people"],
  );
  // x shares 30 places among the 150 people within 15 minutes.
  expect(JSON.parse(stdout)).toEqual([
    { id: "a", value: 0.2 },
    { id: "b", value: 0.2 },
  ]);
});
