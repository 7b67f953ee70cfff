/**
 * One table, every form, one answer.
 *
 * Seven blocks and four places of a made-up town, written once by GeoPandas, pandas, Arrow and openpyxl
 * (`test/forms/make-forms.py`): as text in four encodings, workbooks, layers of every format, columns and rows in another
 * order, in five coordinate systems. Whatever the form, the same rows are read, and the same verdicts come out.
 */
import { readdirSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { openCity } from "../../src/index.js";
import { readBlocks } from "../../src/read/places/read-blocks.js";
import { readFacilities } from "../../src/read/places/read-facilities.js";
import { cliFolder } from "../support/cli.js";

const FORMS = path.resolve(import.meta.dirname, "../forms");
const { folder: here, run, read, write } = cliFolder();
const form = (name: string) => path.join(FORMS, name);

/** Forms of both tables in WGS 84; a table must say so. */
const SAME = [
  ".csv",
  "-gbk.csv",
  "-utf16.csv",
  "-semicolon.csv",
  "-permuted.csv",
  ".xlsx",
  "-title.xlsx",
  ".geojson",
  ".geojsonl",
  ".gpkg",
  "-styled.gpkg",
  ".fgb",
  ".shp",
  ".parquet",
  "-native.parquet",
];
const OF_BLOCKS = ["-merged.xlsx", "-formulas.xlsx"];
const SYSTEMS = [
  ["-gcj02.csv", "GCJ-02"],
  ["-bd09.csv", "BD-09"],
  ["-epsg4547.csv", "EPSG:4547"],
  ["-epsg32650.csv", "EPSG:32650"],
] as const;

async function blocksOf(ending: string, crs = "WGS84") {
  const { blocks, notes } = await readBlocks(form(`blocks${ending}`), { crs });
  return { blocks, notes };
}

/** Facilities without the name of their file. */
async function placesOf(ending: string, crs = "WGS84") {
  const { facilities, notes } = await readFacilities(form(`register${ending}`), { crs });
  return { facilities: facilities.map(({ source: _, ...one }) => one), notes };
}

/** Streets every 100 m over 800 by 700 m, in the degrees of the forms: 114.3, 30.6 is the corner. */
function streets(): string {
  const nodes: string[] = ["id,lon,lat"];
  const edges: string[] = ["from,to,length_m"];
  for (let i = 0; i <= 8; i++)
    for (let j = 0; j <= 7; j++) {
      const k = i * 8 + j + 1;
      nodes.push(
        `${k},${(114.3 + (100 * i - 100) / 95800).toFixed(7)},${(30.6 + (100 * j - 100) / 110850).toFixed(7)}`,
      );
      if (i < 8) edges.push(`${k},${k + 8},100`);
      if (j < 7) edges.push(`${k},${k + 1},100`);
    }
  write("t-nodes.csv", `${nodes.join("\n")}\n`);
  return write("t-edges.csv", `${edges.join("\n")}\n`);
}

/** The same bytes; where they are not, what differs. */
function expectSame(came: unknown, due: unknown): void {
  expect(came).toEqual(due);
  expect(JSON.stringify(came) === JSON.stringify(due)).toBe(true);
}

let town = "";
let expected: Awaited<ReturnType<typeof verdicts>>;

/** Every verdict of the town with blocks and register in one form. */
async function verdicts(ending: string, crs: string) {
  const city = await openCity({
    streets: { file: town, crs: "WGS84" },
    blocks: { file: form(`blocks${ending}`), crs },
    facilities: [{ file: form(`register${ending}`), crs }],
    services: ["elderly", "childcare", "meals"],
    allow: ["shifted"],
  });
  const report = await city.analyze();
  const { levels } = await city.examine();
  await city.close();
  return { rows: report.rows(), levels };
}

beforeAll(async () => {
  town = streets();
  expected = await verdicts(".csv", "WGS84");
});
test("the table as plain text says what was written", async () => {
  const { blocks } = await blocksOf(".csv");
  expect(blocks.map(({ id, name, residents, households }) => [id, name, residents, households])).toEqual([
    ["420102199001011234", "江岸一村", 420, 160],
    ["000123", "江岸二村", 310, 120],
    ["000124", "球场小区", 1250, 480],
    ["420102199001011235", "车站新村", 95, 40],
    ["X-7", "三阳里", null, 75],
  ]);
  expect(blocks[0]).toMatchObject({ ages: { "60+": 84, "0-2": 12 }, units: { community: "台北街社区" } });
  expect(blocks[0]?.entrances).toEqual([[114.3001566, 30.6]]);
  expect(blocks[4]?.ages).toBeNull();
  const { facilities } = await placesOf(".csv");
  expect(facilities.map(({ id, services, capacity, areaM2 }) => [id, services, capacity, areaM2])).toEqual([
    ["000001", ["elderly"], 24, 380.5],
    ["420102199001015678", ["childcare"], 60, 520],
    // In the order of services, whatever that of the cell.
    ["P3", ["elderly", "meals"], null, null],
  ]);
  // The rows without a place, the total among them, are left out by name.
  for (const { notes } of [await blocksOf(".csv"), await placesOf(".csv")])
    expect(notes.filter(({ outcome }) => outcome === "left-out")).toMatchObject([
      { code: "rows-without-place" },
    ]);
});

test.each([...SAME, ...OF_BLOCKS])("blocks as %s are the blocks as plain text", async (ending) => {
  const [plain, other] = [await blocksOf(".csv"), await blocksOf(ending)];
  expectSame(other.blocks, plain.blocks);
  expect(other.notes.find(({ code }) => code === "rows-without-place")).toEqual(
    plain.notes.find(({ code }) => code === "rows-without-place"),
  );
});

test.each(SAME)("a register as %s is the register as plain text", async (ending) => {
  const [plain, other] = [await placesOf(".csv"), await placesOf(ending)];
  expectSame(other.facilities, plain.facilities);
});

test.each(SAME)("verdicts of the town as %s are the same bytes", async (ending) => {
  expect(expected.rows.length).toBe(15);
  expectSame(await verdicts(ending, "WGS84"), expected);
});

test("rows in another order are the same rows, each the same, in that order", async () => {
  const [plain, shuffled] = [await blocksOf(".csv"), await blocksOf("-shuffled.csv")];
  // The script puts the fourth row first, then the first, the total, and the others.
  const order = [3, 0, 1, 2, 4].map((i) => JSON.stringify(plain.blocks[i]));
  expect(shuffled.blocks.map((block) => JSON.stringify(block))).toEqual(order);
  const [places, others] = [await placesOf(".csv"), await placesOf("-shuffled.csv")];
  const byId = (list: typeof places.facilities) => list.map((one) => JSON.stringify(one)).sort();
  expect(byId(others.facilities)).toEqual(byId(places.facilities));
});

test.each(
  SYSTEMS,
)("in the coordinates of %s (%s) verdicts are the same, and walks within 10 mm", async (ending, crs) => {
  const { rows } = await verdicts(ending, crs);
  const said = (row: (typeof rows)[number]) => [
    row.block,
    row.name,
    row.residents,
    row.service,
    row.verdict,
    row.reason,
    row.nearest,
    row.nearestName,
  ];
  expect(rows.map(said)).toEqual(expected.rows.map(said));
  rows.forEach((row, i) => {
    const walkM = expected.rows[i]?.walkM ?? Number.NaN;
    if (row.walkM === null) expect(walkM).toBeNaN();
    else expect(Math.abs(row.walkM - walkM)).toBeLessThanOrEqual(0.01);
  });
});

test("a native encoding of GeoParquet holds the rows that have a point", async () => {
  expectSame((await blocksOf("-geoarrow.parquet")).blocks, (await blocksOf(".csv")).blocks);
  expectSame((await placesOf("-geoarrow.parquet")).facilities, (await placesOf(".csv")).facilities);
  expectSame(await verdicts("-geoarrow.parquet", "WGS84"), expected);
});

/** Files of a run that are not the same for every form: they name its files, columns and rows, or hash what does. */
const OF_THE_FORM = ["account.csv", "manifest.json", "report.html"];

/** What `analyze` writes of a form, the names of its files and the lineage and notes of the readers taken out. */
function filesOf(ending: string): Record<string, string> {
  const [config, folder] = [`run${ending}.yaml`, `out${ending}`];
  const lines = [
    "title: Forms",
    `streets: { file: ${town}, crs: WGS84 }`,
    `blocks: { file: ${form(`blocks${ending}`)}, crs: WGS84 }`,
    `facilities: [{ file: ${form(`register${ending}`)}, crs: WGS84 }]`,
    "services: [elderly, childcare, meals]",
    "allow: [shifted]",
  ];
  write(config, lines.join("\n"));
  const { status, stderr } = run("analyze", config, "--out", folder, "--quiet");
  expect([status, stderr]).toEqual([0, ""]);
  const names = readdirSync(path.join(here, folder)).filter((name) => !OF_THE_FORM.includes(name));
  return Object.fromEntries(
    names.map((name) => {
      const text = read(path.join(folder, name));
      const plain = name.startsWith("report") ? withoutLineage(JSON.parse(text)) : text;
      return [
        name,
        plain.replaceAll(`register${ending}`, "REGISTER").replaceAll(`blocks${ending}`, "BLOCKS"),
      ];
    }),
  );
}

/** Everything of a report but what its inputs were called and what the readers noted. */
function withoutLineage(report: unknown): string {
  return JSON.stringify(report, (key, value: unknown) =>
    key === "inputs" || key === "notes" ? null : value,
  );
}

test("every file of an analysis is the same bytes whatever the form, but for lineage and notes of the readers", () => {
  const plain = filesOf(".csv");
  expect(Object.keys(plain)).toContain("gaps.geojson");
  expect(Object.keys(plain).length).toBeGreaterThan(15);
  for (const ending of SAME.slice(1)) {
    const other = filesOf(ending);
    expect(Object.keys(other)).toEqual(Object.keys(plain));
    for (const [name, text] of Object.entries(plain)) {
      // A difference of thousands of lines helps nobody: the name, then the first line that differs.
      if (other[name] === text) continue;
      const lines = text.split("\n");
      const at = lines.findIndex((line, i) => line !== other[name]?.split("\n")[i]);
      expect([ending, name, other[name]?.split("\n")[at]]).toEqual([ending, name, lines[at]]);
    }
  }
}, 240_000);

test("what is not read is refused by name", async () => {
  await expect(readBlocks(form("blocks.csv"))).rejects.toThrow(/in China a layer must say it/);
});

test("every form that is committed is tried", () => {
  const endings = [
    ...SAME,
    ...OF_BLOCKS,
    ...SYSTEMS.map(([one]) => one),
    "-shuffled.csv",
    "-geoarrow.parquet",
  ];
  const besides = [".cpg", ".dbf", ".prj", ".shx"];
  const there = readdirSync(FORMS).flatMap((name) => /^(?:blocks|register)(.*)$/.exec(name)?.[1] ?? []);
  expect([...new Set(there)].filter((ending) => !besides.includes(ending)).sort()).toEqual(endings.sort());
});
