/**
 * The notebooks of docs/notebooks, executed by nbconvert with the packed library in both TypeScript kernels.
 */
import { execFile, execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { DATA_FOLDER, dataFile } from "../support/data-folder.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const FOLDER = path.join(ROOT, "docs/notebooks");
const RUN = path.join(FOLDER, "run.mjs");
const NOTEBOOKS = readdirSync(FOLDER).filter((name) => name.endsWith(".ipynb"));
const KERNELS = ["tslab", "deno"].filter(isInstalled);
/** Within the folder, so that the packed library is found; not under version control. */
const WORK = path.join(FOLDER, ".jupyter");
const DOORS = Object.keys(manifest.exports)
  .filter((door) => door !== "./package.json")
  .map((door) => door.replace(/^\./, "living-circle"));
/** Singapore's data are not part of the project: without them the notebook says so and stops. */
const WITH_DATA = dataFile("singapore/hdb-blocks.csv") !== null;

/** Deno's kernel drops a message now and then when the machine is busy; what is wrong stays wrong. */
const AGAIN = { retry: 2 };

interface Output {
  readonly output_type: string;
  readonly data?: Readonly<Record<string, string | readonly string[]>>;
}

interface Notebook {
  readonly cells: readonly { readonly cell_type: string; readonly outputs?: readonly Output[] }[];
}

function isInstalled(kernel: string): boolean {
  const { status, stderr } = spawnSync("node", [RUN, "check", kernel], { encoding: "utf8" });
  if (status !== 0) console.warn(`SKIPPED: notebooks, ${stderr.trim()}`);
  return status === 0;
}

function read(file: string): Notebook {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** What a kernel shows, in order: pictures and tables and nothing else. */
async function shownBy(kernel: string, notebook: string): Promise<readonly [string, string][]> {
  await promisify(execFile)("node", [RUN, kernel, notebook], {
    env: { ...process.env, LIVING_CIRCLE_DATA: DATA_FOLDER },
  });
  const { cells } = read(path.join(ROOT, "out/notebooks", kernel, notebook));
  return cells.flatMap(({ outputs = [] }) =>
    outputs.flatMap(({ output_type, data = {} }) => {
      expect(output_type).toBe("display_data");
      return Object.entries(data).map(([type, text]): [string, string] => [type, [text].flat().join("")]);
    }),
  );
}

beforeAll(() => {
  if (KERNELS.length > 0) execFileSync("node", [RUN, "prepare"], { stdio: "pipe" });
});

test("notebooks are stored without outputs", () => {
  expect(NOTEBOOKS).toHaveLength(5);
  for (const notebook of NOTEBOOKS) {
    const { cells } = read(path.join(FOLDER, notebook));
    const code = cells.filter(({ cell_type }) => cell_type === "code");
    expect(code.map(({ outputs }) => outputs)).toEqual(code.map(() => []));
  }
});

describe.skipIf(KERNELS.length === 0)("executed", () => {
  test.each(NOTEBOOKS)(
    `%s shows the same pictures and tables on ${KERNELS.join(" and ")}`,
    AGAIN,
    async (notebook) => {
      const [shown, ...others] = await Promise.all(KERNELS.map((kernel) => shownBy(kernel, notebook)));
      for (const other of others) expect(other).toEqual(shown);
      const skipped = notebook.startsWith("5") && !WITH_DATA;
      const drawn = shown!.filter(([, content]) => content.includes("<svg"));
      const tables = shown!.filter(([, content]) => content.includes("<table"));
      if (skipped) expect(shown![0]![1]).toContain("SKIPPED");
      expect(drawn.length > 0).toBe(!skipped);
      expect(tables.length > 1).toBe(!skipped);
    },
  );
});

test.each(KERNELS.map((kernel) => [kernel]))(
  "on %s every door opens, and an error in a cell is an error of the run",
  AGAIN,
  async (kernel) => {
    const imports = DOORS.map((door, i) => `import * as door${i} from "${door}";`).join("\n");
    const rows = DOORS.map((door, i) => `{ door: "${door}", opens: Object.keys(door${i}).length > 2 }`);
    const opens = `${imports}\nimport { showTable } from "living-circle/notebook";\nawait showTable([${rows.join(", ")}]);`;
    const cells = [opens, 'throw new Error("The cell says so");'].map((source, i) => {
      return { cell_type: "code", execution_count: null, id: `c${i}`, metadata: {}, outputs: [], source };
    });
    const file = path.join(WORK, `doors-${kernel}.ipynb`);
    mkdirSync(WORK, { recursive: true });
    writeFileSync(file, JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
    const failing = promisify(execFile)("node", [RUN, kernel, file]);
    await expect(failing).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("The cell says so"),
    });
    const [first] = read(path.join(ROOT, "out/notebooks", kernel, path.basename(file))).cells;
    const table = [first!.outputs![0]!.data!["text/html"]!].flat().join("");
    expect(table.match(/>true</g)).toHaveLength(DOORS.length);
  },
);
