/**
 * `living-circle doctor`: what this installation can do, and what a folder of data lacks.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism, totalmem } from "node:os";
import path from "node:path";
import { getHeapStatistics } from "node:v8";
import { FileAccessError } from "../../base/errors.js";
import { VERSION } from "../../base/version.js";
import { type FileRole, inspectFile } from "../../city/open/inspect-file.js";
import { alignColumns } from "../../report/tables/align-columns.js";
import { kernelRuns } from "../../search/engine/kernel-memory.js";
import type { CommandBody } from "../options/command-spec.js";
import { AS_JSON } from "../options/shared-options.js";

/** What each optional package is for. */
const USES: Readonly<Record<string, string>> = {
  "@resvg/resvg-js": "maps as .png",
  flatgeobuf: "reading .fgb",
  geotiff: "people from .tif",
  opening_hours: "opening hours, --at",
  hyparquet: "reading .parquet",
  "hyparquet-compressors": "reading compressed .parquet, and .osm.pbf with LZ4 or Zstandard",
  "hyparquet-writer": "writing .parquet",
  "read-excel-file": "reading .xlsx",
  "write-excel-file": "writing .xlsx, for template",
  shpjs: "reading .shp",
  "sql.js": "reading and writing .gpkg",
  "unbzip2-stream": "reading .osm.bz2",
};

const STREETS_LACK = "streets: an OpenStreetMap extract, a layer of lines or a table of edges is required";

/** What is asked of a folder, beside streets, and what holds without it. */
const WITHOUT: readonly (readonly [role: FileRole, says: string])[] = [
  [
    "blocks",
    "people: without them homes are taken from the extract's buildings, and residents are estimates",
  ],
  [
    "facilities",
    "a register of facilities: without it the places mapped in the extract stand in, and few services can be judged",
  ],
  ["area", "areas: without them everything that the streets cover is judged"],
];

export interface Finding {
  readonly version: string;
  readonly node: string;
  readonly platform: string;
  readonly threads: number;
  readonly memoryMib: number;
  readonly heapLimitMib: number;
  readonly wasmSimd: boolean;
  readonly packages: readonly {
    readonly name: string;
    readonly due: string;
    readonly installed: string | null;
    readonly use: string;
  }[];
  readonly folder: {
    readonly path: string;
    readonly files: readonly {
      readonly file: string;
      readonly role: FileRole | "unreadable";
      readonly says: string;
    }[];
    readonly lacks: readonly string[];
  } | null;
}

export async function doctorCommand(
  folder: string | undefined,
  options: { readonly json?: boolean },
): Promise<string> {
  const finding: Finding = {
    version: VERSION,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    threads: availableParallelism(),
    memoryMib: Math.round(totalmem() / 2 ** 20),
    heapLimitMib: Math.round(getHeapStatistics().heap_size_limit / 2 ** 20),
    wasmSimd: kernelRuns(),
    packages: optionalPackages(),
    folder: folder === undefined ? null : await lookIntoFolder(folder),
  };
  return options.json === true ? `${JSON.stringify(finding, null, 2)}\n` : findingText(finding);
}

function optionalPackages(): Finding["packages"] {
  const manifest = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as {
    readonly peerDependencies: Readonly<Record<string, string>>;
  };
  return Object.entries(manifest.peerDependencies).map(([name, due]) => ({
    name,
    due,
    installed: installedVersion(name),
    use: USES[name] ?? "",
  }));
}

/** Looked for as Node does, folder by folder upwards; a package need not show its own package.json. */
function installedVersion(name: string): string | null {
  for (const folder of createRequire(import.meta.url).resolve.paths(name) ?? []) {
    const file = path.join(folder, name, "package.json");
    if (existsSync(file)) return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
  }
  return null;
}

async function lookIntoFolder(folder: string): Promise<NonNullable<Finding["folder"]>> {
  let names: string[];
  try {
    names = readdirSync(folder).sort();
  } catch (cause) {
    throw new FileAccessError({ path: folder }, "there is no such folder, or it may not be read", { cause });
  }
  const paths = names.map((name) => path.join(folder, name)).filter((file) => statSync(file).isFile());
  const files: { file: string; role: FileRole | "unreadable"; says: string }[] = [];
  for (const file of paths) files.push({ file: path.basename(file), ...(await lookAt(file)) });
  const has = (role: FileRole) => files.some((one) => one.role === role);
  const lacks = WITHOUT.filter(([role]) => !has(role)).map(([, says]) => says);
  return { path: folder, files, lacks: has("streets") ? lacks : [STREETS_LACK, ...lacks] };
}

async function lookAt(file: string): Promise<{ role: FileRole | "unreadable"; says: string }> {
  try {
    const { role, rows, crs, inChina } = await inspectFile(file);
    const count = rows === null ? "" : `${rows} rows`;
    const due = rows !== null && inChina && crs === null ? "; its coordinate system must be declared" : "";
    return { role, says: `${count}${due}` };
  } catch (error) {
    return { role: "unreadable", says: (error as Error).message.replace(`${file}: `, "") };
  }
}

function findingText(finding: Finding): string {
  const { packages, folder } = finding;
  const rows = [
    ["living-circle", finding.version],
    ["Node.js", `${finding.node} on ${finding.platform}`],
    ["threads", String(finding.threads)],
    ["memory", `${finding.memoryMib} MiB, of which JavaScript may use ${finding.heapLimitMib} MiB`],
    [
      "WebAssembly SIMD",
      finding.wasmSimd ? "yes" : "no: searches run in plain JavaScript, several times slower",
    ],
  ];
  const table = packages.map(({ name, due, installed, use }) => [
    name,
    installed ?? "missing",
    use,
    installed === null ? `npm install ${name}@${due}` : "",
  ]);
  const lines = [...alignColumns(rows), "", "Optional packages:", ...alignColumns(table)];
  if (folder !== null) {
    lines.push("", `${folder.path}:`);
    lines.push(...alignColumns(folder.files.map(({ file, role, says }) => [file, role, says])));
    lines.push(
      "",
      folder.lacks.length === 0 ? "Nothing is lacking." : "Lacking:",
      ...folder.lacks.map((lack) => `  ${lack}`),
    );
    if (!folder.lacks.includes(STREETS_LACK))
      lines.push("", "Next: living-circle init FILES… writes a configuration.");
  }
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

export const DOCTOR: CommandBody = {
  arguments: [{ name: "[folder]", says: "files of a city, as they come" }],
  options: [AS_JSON],
  run: doctorCommand,
};
