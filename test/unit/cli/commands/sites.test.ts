/**
 * `sites` as a researcher types it.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { sitesCommand } from "../../../../src/cli/commands/sites.js";
import type { SitesOptions } from "../../../../src/cli/options/sites-question.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { folder } = tempFolder();

function write(name: string, content: string): string {
  writeFileSync(path.join(folder, name), content);
  return name;
}

/** The answer to options as they are typed. */
async function sites(...args: string[]): Promise<string> {
  const options: Record<string, unknown> = { seed: 0 };
  for (let k = 0; k < args.length; k += 2) {
    const name = args[k]!.slice(2).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    const value = args[k + 1]!;
    options[name] =
      value === "yes"
        ? true
        : /^[0-9.]+$/.test(value)
          ? Number(value)
          : /\.(csv|txt)$/.test(value)
            ? path.join(folder, value)
            : value;
  }
  return await sitesCommand(options as unknown as SitesOptions);
}

write("costs.csv", "from,to,cost\na,x,5\na,y,10\nb,x,7\nb,z,2\nc,y,4\nc,z,9\nd,z,3\n");
write("demand.csv", "id,people,com\na,100,u\nb,50,u\nc,30,v\nd,20,v\n");
write("candidates.csv", "id,cap,price\nx,120,3\ny,60,1\nz,100,2\n");
const TABLES = "--matrix costs.csv --demand demand.csv --weight people --candidates candidates.csv".split(
  " ",
);

test.each<[args: string, objective: number, chosen: string[]]>([
  // Two sites are needed: d has z alone, and z leaves a. x + z come before y + z.
  ["--model lscp", 2, ["x", "z"]],
  // y + z cost 1 + 2.
  ["--model lscp --cost price", 3, ["y", "z"]],
  // x covers a and b, 150 people; y covers 130, z 100.
  ["--model mclp --p 1", 150, ["x"]],
  ["--model mclp --p 1 --fixed z", 100, ["z"]],
  // Everybody for 3.
  ["--model budget-mclp --budget 3 --cost price", 200, ["y", "z"]],
  // x serves 120 of a and b; z the other 30 of b, and c and d.
  ["--model capacitated-mclp --p 2 --capacity cap", 200, ["x", "z"]],
  // a to x 500, b to z 100, c to z 270, d to z 60.
  ["--model p-median --p 2", 930, ["x", "z"]],
  ["--model capacitated-p-median --p 2 --capacity cap", 930, ["x", "z"]],
  // Within 6, d and b are left to z and c to y: three sites. Within 9 two do.
  ["--model p-center --p 2", 9, ["x", "z"]],
  // Everything once needs two; with all three a, b and c have two.
  ["--model bacop1 --p 3", 180, ["x", "y", "z"]],
  // x + y: 180 once, a twice. 0.5 · 180 + 0.5 · 100.
  ["--model bacop2 --p 2", 140, ["x", "y"]],
  // Half of v's 50 people need c; z covers c, b and d, y covers a and c.
  ["--model mclp --p 1 --group com --group-share 0.5", 130, ["y"]],
])("sites %s answers %d", async (args, objective, chosen) => {
  const stdout = await sites(...TABLES, ...args.split(" "), "--json", "yes");
  const plan = JSON.parse(stdout) as { sites: string[]; assignment: Record<string, string | null> };
  expect(Object.keys(plan).slice(0, 7)).toEqual([
    "status",
    "objective",
    "bound",
    "gap",
    "seed",
    "sites",
    "assignment",
  ]);
  expect(plan).toMatchObject({
    status: "optimal",
    objective,
    bound: objective,
    gap: 0,
    seed: 0,
    sites: chosen,
  });
  expect(Object.keys(plan.assignment)).toEqual(["a", "b", "c", "d"]);
});

test("what no candidate reaches makes a cover infeasible, and a median dear", async () => {
  write("far.csv", "id,people\na,100\nb,50\nc,30\nd,20\ne,1\n");
  const far = ["--matrix", "costs.csv", "--demand", "far.csv", "--json", "yes"];
  const cover = JSON.parse(await sites(...far, "--model", "lscp")) as object;
  expect(cover).toMatchObject({ status: "infeasible", objective: null, sites: [], unreachable: ["e"] });
  const median = JSON.parse(
    await sites(...far, "--model", "p-median", "--p", "2", "--penalty", "100"),
  ) as object;
  // 930 as above, and 100 for the one person of e.
  expect(median).toMatchObject({ status: "optimal", objective: 1030, penalty: 100, unreachable: ["e"] });
});

test("an OR-Library file is read with its last of repeated edges", async () => {
  // Nodes 1 - 2 - 3 - 4 in a row, 10 apart; the edge 2-3 is given again as 2. One site: 2 or 3.
  write("row.txt", " 4 4 1 \n 1 2 10\n 2 3 10\n 3 4 10\n 3 2 2\n");
  const plan = JSON.parse(await sites("--orlib", "row.txt", "--json", "yes")) as { sites: number[] };
  // From 2: 10 + 0 + 2 + 12.
  expect(plan).toMatchObject({ status: "optimal", objective: 24, bound: 24, sites: [2] });
});

test("without --json the plan is a table", async () => {
  const stdout = await sites(...TABLES, "--model", "mclp", "--p", "2");
  expect(stdout).toContain("mclp: optimal");
  expect(stdout).toContain("objective 200, bound 200, gap 0.00 %, seed 0");
  expect(stdout).toContain("1\tx\t150\t150\t150\t100");
});

test.each<[args: string[], message: RegExp]>([
  [["--model", "mclp", "--p", "9", ...TABLES], /p is 9 when there are 3 candidates/],
  [["--model", "mclp", ...TABLES], /mclp needs p/],
  [["--model", "lscp", "--p", "2", ...TABLES], /p has no use/],
  [["--model", "budget-mclp", ...TABLES], /needs a budget/],
  [["--model", "mclp", "--p", "1", "--fixed", "q", ...TABLES], /no candidate "q"/],
  [
    ["--model", "mclp", "--p", "1", "--fixed", "x", "--closable", "x", ...TABLES],
    /cannot be fixed and closable/,
  ],
  [["--model", "capacitated-mclp", "--p", "1", ...TABLES], /needs the capacity/],
  [["--model", "max-cover", ...TABLES], /no siting model "max-cover"/],
  [["--model", "mclp", "--p", "1"], /--matrix or --orlib is required/],
  [["--orlib", "row.txt", "--matrix", "costs.csv"], /exclude each other/],
])("sites %o is refused", async (args, message) => {
  await expect(sites(...args)).rejects.toThrow(message);
});
