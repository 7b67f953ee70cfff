/**
 * `living-circle matrix`: walks from every place of one file to every place of another.
 */
import type { CostUnit, Limit } from "../../base/cost-units.js";
import { metres, minutes, unlimited } from "../../base/cost-units.js";
import { writeFileWhole } from "../../base/write-file.js";
import { linkPoints } from "../../network/link-points.js";
import type { Linkage } from "../../network/linkage.js";
import { DISTANCE_BASIS } from "../../network/profiles.js";
import { walkCosts } from "../../network/walk-costs.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import { type NamedPoint, type NamedPoints, readPoints } from "../../read/places/read-points.js";
import { costMatrix } from "../../search/cost-matrix.js";
import { writeParquetColumns } from "../../write/write-parquet.js";
import type { CommandBody } from "../options/command-spec.js";
import { PROFILE_NAMES, parsePositive, profileOfFlag } from "../options/options.js";
import { requireAxes } from "../options/point-axes.js";
import { QUIET, STREET_OPTIONS, STREETS_ARGUMENT, WHO_WALKS } from "../options/shared-options.js";
import { readStreetFile, type StreetOptions } from "../options/streets.js";
import { UsageError } from "../options/usage-error.js";
import { matrixColumns, matrixSummary, matrixText, type NamedWalks } from "../print/matrix-table.js";
import { createProgress } from "../print/progress.js";

interface MatrixOptions extends StreetOptions {
  readonly from: string;
  readonly to: string;
  readonly pointsCrs?: string;
  readonly minutes?: number;
  readonly metres?: number;
  readonly profile: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

async function matrixCommand(file: string, options: MatrixOptions): Promise<string> {
  const { out, profile, minutes: limitMin, metres: limitM } = options;
  requireTogether(options);
  const isDistance = profile === "distance" || limitM !== undefined;
  const progress = createProgress(options.quiet === true || out === undefined);
  progress.step("reading the places");
  const crs = options.pointsCrs === undefined ? {} : { crs: options.pointsCrs };
  const from = await readPoints(options.from, crs);
  const to = options.to === options.from ? from : await readPoints(options.to, crs);
  const { network } = await readStreetFile(file, progress, options);
  requireAxes(network, options.from, from.points);
  requireAxes(network, options.to, to.points);
  progress.step(`walks from ${from.points.length} to ${to.points.length} places`);
  const walks = isDistance
    ? walksBetween(network, from, to, limitM === undefined ? null : metres(limitM))
    : walksBetween(network, from, to, limitMin === undefined ? null : minutes(limitMin), profile);
  progress.done();
  if (out === undefined) return [...matrixText(walks)].join("");
  if (/\.csv$/i.test(out)) writeFileWhole(out, matrixText(walks));
  else await writeParquetColumns(out, matrixColumns(walks), network.source.attribution);
  if (options.json !== true) return `${matrixSummary(walks)}\n${out}\n`;
  const [unlinkedFrom, unlinkedTo] = walks.unlinked;
  const withoutPlace = from.withoutPlace + (from === to ? 0 : to.withoutPlace);
  return `${JSON.stringify({ files: [out], pairs: walks.matrix.column.length, unlinkedFrom, unlinkedTo, withoutPlace }, null, 2)}\n`;
}

/** @throws {UsageError} if the limit, the profile and the file to write do not go together */
function requireTogether({ out, profile, minutes: limitMin, metres: limitM, json }: MatrixOptions): void {
  if (limitMin !== undefined && limitM !== undefined)
    throw new UsageError("--minutes and --metres are both given: one limit is enough");
  if (profile === "distance" && limitMin !== undefined)
    throw new UsageError("--minutes are given for the profile distance: give --metres");
  if (out !== undefined && !/\.(csv|parquet)$/i.test(out))
    throw new UsageError(`"${out}" is not a table: expected a name in .csv or .parquet`);
  if (json === true && out === undefined) throw new UsageError("--json lists the files written: give --out");
}

function walksBetween(
  network: WalkNetwork,
  from: NamedPoints,
  to: NamedPoints,
  limit: Limit<CostUnit> | null,
  profile?: string,
): NamedWalks {
  const walker = profile === undefined ? DISTANCE_BASIS : profileOfFlag(profile);
  const costs = walkCosts<CostUnit>(network, walker);
  const destinations = linkPoints(costs, columnsOf(to.points), { islandsToo: true });
  const origins = linkPoints(costs, columnsOf(from.points), { facilities: [destinations] });
  const matrix = costMatrix(costs, origins, destinations, { limit: limit ?? unlimited(costs.unit) });
  return { from, to, matrix, unit: costs.unit, unlinked: [unlinkedOf(origins), unlinkedOf(destinations)] };
}

function columnsOf(points: readonly NamedPoint[]) {
  return {
    lon: Float64Array.from(points, ({ lon }) => lon),
    lat: Float64Array.from(points, ({ lat }) => lat),
    entrances: null,
    residentsOnly: null,
  };
}

function unlinkedOf({ unlinked }: Linkage): number {
  return unlinked.reduce((sum, reason) => sum + (reason === 0 ? 0 : 1), 0);
}

export const MATRIX: CommandBody = {
  arguments: [STREETS_ARGUMENT],
  options: [
    ...STREET_OPTIONS,
    { flags: "--from <file>", says: "where walks begin: a table or layer of places", required: true },
    { flags: "--to <file>", says: "where they end; may be the same file", required: true },
    {
      flags: "--points-crs <name>",
      says: "coordinate system of both files, e.g. GCJ-02; must be given for a table in China",
    },
    { flags: "--minutes <n>", says: "longest walk, minutes (default: any)", parse: parsePositive },
    { flags: "--metres <n>", says: "longest walk, metres: walks are then in metres", parse: parsePositive },
    {
      flags: "--profile <name>",
      says: `${WHO_WALKS}; or distance, metres of the shortest way`,
      otherwise: "adult",
      values: [...PROFILE_NAMES, "distance"],
    },
    { flags: "--out <file>", says: "writes there, .csv or .parquet, instead of printing CSV" },
    {
      flags: "--json",
      says: "with --out as JSON: { files, pairs, unlinkedFrom, unlinkedTo, withoutPlace }",
    },
    QUIET,
  ],
  help: `
Columns are from, to and minutes (or metres), one row a pair within the limit, in the order of the files.
Ids are those of the column "id" or its like, else row/1, row/2 …
`,
  run: matrixCommand,
};
