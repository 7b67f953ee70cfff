/**
 * A first configuration of a city from the files that are there, with what was found as comments.
 *
 * Everything written can be read by `loadConfig` as it stands; what was guessed is marked so, for the user to check.
 */
import path from "node:path";
import { itemAt } from "../../base/at.js";
import { InvalidInputError } from "../../base/errors.js";
import { classPathOf, servicesOfText, suggestService } from "../../read/places/service-words.js";
import { type ChosenSource, columnsLine } from "../../read/tables/place-sources.js";
import { listOf } from "../../read/tables/table-rules.js";
import { type CarriedServices, carriedServices, servicesLines } from "./carried-services.js";
import { type GuessedSystem, guessSystem, systemOfForm } from "./guess-system.js";
import type { FileInspection, FileRole } from "./inspect-file.js";
import { inspectAll, oneLine, type UnusedFile, unusedOf, whyUnknown } from "./inspect-files.js";
import { readStudyStreets } from "./read-study.js";

/** A configuration with what could not be used for it. */
export interface ProposedConfig {
  /** YAML with comments. */
  readonly text: string;
  /** Files that were named and are not used, each with the reason. */
  readonly unused: readonly UnusedFile[];
}

/** How many unknown words of a service column are listed. */
const MAX_WORDS = 40;

/** A file with the lines that say its coordinate system, whatever the indent. */
interface Seen extends FileInspection {
  readonly crsLine: string | null;
}

/**
 * Looks at files and writes a configuration for them. A file that cannot be used does not stop the others.
 *
 * @param files - streets, people, facilities, areas in any order; a configuration among them gives its services
 * @param folder - where the configuration will lie; paths are written relative to it
 * @throws {InvalidInputError} if none of the files looks like streets
 */
export async function proposeConfig(files: readonly string[], folder: string): Promise<ProposedConfig> {
  const carried: CarriedServices[] = [];
  const { seen: inspected, unused } = await inspectAll(files, (file) => carried.push(carriedServices(file)));
  const streets = inspected.find(({ role }) => role === "streets");
  if (streets === undefined) {
    const roles = inspected.map(({ file, role }) => `${path.basename(file)}: ${role}`);
    const fileRoles = [...roles, ...unused.map(({ file, why }) => `${path.basename(file)}: ${why}`)];
    throw new InvalidInputError(
      `None of the files looks like streets, which are required (${fileRoles.join(", ")})`,
    );
  }
  const seen = await withSystems(inspected, streets);
  return {
    text: `${[...configLines(seen, folder, unused, carried), ...carried.flatMap(servicesLines)].join("\n")}\n`,
    unused: [...unused, ...unusedOf(seen)],
  };
}

/** Tables in China that declare no system are compared with the streets, which are read once, if at all. */
async function withSystems(seen: readonly FileInspection[], streets: FileInspection): Promise<Seen[]> {
  const isSilent = ({ role, rows, crs, inChina, file }: FileInspection) =>
    (role === "blocks" || role === "facilities" || role === "premises") &&
    rows !== null &&
    crs === null &&
    inChina &&
    file !== streets.file;
  const nodes = seen.find(({ role }) => role === "nodes")?.file;
  const network = seen.some(isSilent)
    ? await readStudyStreets({ streets: { file: streets.file, nodes } }).then(
        (read) => read.network,
        () => null,
      )
    : null;
  const guesses = seen.map((one) => {
    if (!isSilent(one)) return null;
    const byFit = network === null ? null : guessSystem(network, one.places);
    return systemOfForm(one.columns, byFit) ?? byFit;
  });
  // Three rooms tell nothing; an office keeps its tables in one system.
  const systems = new Set(guesses.flatMap((guess) => guess?.crs ?? []));
  const [only] = systems.size === 1 ? systems : [];
  return seen.map((one, i) => {
    const guess = guesses[i] ?? (only !== undefined && isSilent(one) ? likeOthers(only) : null);
    return { ...one, crsLine: guess === null ? null : `crs: ${guess.crs}   # (guessed) ${guess.because}` };
  });
}

function likeOthers(crs: string): GuessedSystem {
  return { crs, because: "as the other tables; its own places are too few to tell" };
}

function configLines(
  seen: readonly Seen[],
  folder: string,
  unused: readonly UnusedFile[],
  carried: readonly CarriedServices[],
): string[] {
  const of = (role: FileRole) => seen.filter((one) => one.role === role);
  const [streets, ...moreStreets] = of("streets");
  if (streets === undefined) return [];
  const relative = (file: string) => {
    const way = path.relative(folder, path.resolve(file)).split(path.sep).join("/");
    return quoted(way.startsWith(".") ? way : `./${way}`);
  };
  const [blocks, ...moreBlocks] = of("blocks");
  const [nodes] = of("nodes");
  return [
    "# Written by `living-circle init`; every key: docs/config.md.",
    "# What is marked (guessed) is repeated by every run until the mark is removed.",
    `title: ${quoted(path.basename(streets.file).replace(/\..*$/, ""))}`,
    "",
    "streets:",
    ...aboutFile(streets, "  "),
    `  file: ${relative(streets.file)}`,
    ...(nodes === undefined ? [] : [`  nodes: ${relative(nodes.file)}`]),
    ...layerLine(streets, "  "),
    ...crsLines(streets, "  "),
    ...moreStreets.map(({ file }) => `  # streets too, not used: ${relative(file)}`),
    "",
    ...(blocks === undefined
      ? ["# blocks: where people live; by default the homes of the extract"]
      : ["blocks:"]),
    ...(blocks === undefined ? [] : blockLines(blocks, relative)),
    ...moreBlocks.map(({ file }) => `# people or homes too, not used: ${relative(file)}`),
    "",
    ...facilityLines(of("facilities"), relative, new Map(carried.flatMap(({ words }) => [...words]))),
    "",
    ...areaLines(of("area"), relative),
    ...of("premises").map(
      (one) =>
        `# premises: living-circle plan THIS.yaml --premises ${relative(one.file)}${premisesFlags(one)}`,
    ),
    ...of("unknown").map(
      (one) =>
        `# not understood: ${relative(one.file)}${one.layer === null ? "" : `, sheet ${quoted(one.layer)}`}: ${whyUnknown(one)}`,
    ),
    ...unused.map(({ file, why }) => `# cannot be used: ${relative(file)}: ${oneLine(why)}`),
    "# standards: [cn.gb50180-2018, x.fifteen-minute]",
    "# profiles: [adult, senior60, senior80]   # side by side; the first decides the verdicts",
    "# minutes: [5, 10, 15]   # walking circles in place of the published standards",
    "# outputs: { folder: out }",
  ];
}

function layerLine({ layer }: FileInspection, indent: string): string[] {
  return layer === null ? [] : [`${indent}layer: ${quoted(layer)}`];
}

function premisesFlags({ layer, crsLine }: Seen): string {
  const crs = crsLine === null ? "" : ` --premises-crs ${crsLine.replace(/^crs: (\S+).*$/, "$1")}`;
  return `${layer === null ? "" : ` --premises-layer ${quoted(layer)}`}${crs} --rooms elderly=350,meals=120`;
}

function aboutFile({ rows, columns }: FileInspection, indent: string): string[] {
  if (rows === null) return [];
  return [`${indent}# ${rows} rows; columns: ${oneLine(listOf(columns))}`];
}

/** A table in China must declare its coordinate system, and nobody but the user knows it. */
function crsLines({ crs, inChina, rows, crsLine }: Seen, indent: string): string[] {
  if (rows === null) return [];
  if (crsLine !== null) return [`${indent}${crsLine}`];
  if (crs !== null) return [`${indent}# the file says: ${oneLine(crs).slice(0, 60)}`];
  const due = inChina ? "must be said here: GCJ-02, BD-09, CGCS2000 or WGS84" : "only if it is not WGS 84";
  return [`${indent}# crs: WGS84   # ${due}`];
}

function blockLines(seen: Seen, relative: (file: string) => string): string[] {
  const { understood, hinted, ages, passedOver } = seen;
  const columns = [
    ...placeLines(seen, "    "),
    ...(["id", "name", "unit", "residents", "households", "floorAreaM2"] as const).flatMap((meaning) => {
      const column = understood[meaning] ?? hinted[meaning];
      if (column === undefined) return [`    # ${meaning}: which column?`];
      return [columnLine("    ", meaning, column, understood[meaning] === undefined)];
    }),
    ...(["estate", "community", "subdistrict", "district"] as const).flatMap((level) => {
      const column = understood[level] ?? hinted[level];
      return column === undefined ? [] : [columnLine("    ", level, column, understood[level] === undefined)];
    }),
    ...passedOver.map(([column, meaning]) => `    # not used, gives ${meaning} too: ${quoted(column)}`),
    ...(ages.length === 0
      ? []
      : [
          `    ages: { ${ages.map(([group, columns]) => `${quoted(group)}: ${columnsText(columns)}`).join(", ")} }`,
        ]),
  ];
  const isEmpty = columns.every((line) => line.trimStart().startsWith("#"));
  return [
    ...aboutFile(seen, "  "),
    `  file: ${relative(seen.file)}`,
    ...layerLine(seen, "  "),
    ...crsLines(seen, "  "),
    isEmpty ? "  # columns:" : "  columns:",
    ...columns,
    "  # where: { use: residential }   # only rows with this value",
    "  # raster: { file: people.tif }   # people of a raster, summed into polygons",
    "  # spread: false   # judge large polygons at their point, and not where people live in them",
  ];
}

function columnsText(columns: readonly string[]): string {
  const [first = "", ...others] = columns.map(quoted);
  return others.length === 0 ? first : `[${[first, ...others].join(", ")}]`;
}

function columnLine(indent: string, meaning: string, column: string, isGuess = false): string {
  return `${indent}${meaning}: ${quoted(column)}${isGuess ? "   # (guessed)" : ""}`;
}

/** Where the places of a table stand, if its names do not say so alone; nothing where they do. */
function placeLines({ isPlaceless, place, tablePlaces }: FileInspection, indent: string): string[] {
  if (!isPlaceless) return tablePlaces === undefined ? [] : chosenLines(tablePlaces, indent);
  const { lon, lat } = place;
  if (lon === undefined || lat === undefined) {
    return [`${indent}# lon, lat: which columns hold longitude or easting, and latitude or northing? or wkt`];
  }
  return [`${indent}lon: ${quoted(lon)}   # (guessed)`, `${indent}lat: ${quoted(lat)}   # (guessed)`];
}

/** Columns whose names say a datum, or that were preferred to others. */
function chosenLines({ source, others }: ChosenSource, indent: string): string[] {
  if (source.datum === null && others.length === 0) return [];
  const isGuess = others.length > 0;
  return [
    ...columnsLine(source)
      .split(/, (?=lat: )/)
      .map((line) => `${indent}${line}${isGuess ? "   # (guessed)" : ""}`),
    ...others.map((other) => `${indent}# or, for other places: ${oneLine(columnsLine(other))}`),
  ];
}

function facilityLines(
  seen: readonly Seen[],
  relative: (file: string) => string,
  carried: CarriedServices["words"],
): string[] {
  if (seen.length === 0) return ["# facilities: registers; by default the places mapped in the extract"];
  return ["facilities:", ...seen.flatMap((one) => registerLines(one, relative, carried))];
}

function registerLines(
  seen: Seen,
  relative: (file: string) => string,
  carried: CarriedServices["words"],
): string[] {
  const { understood, hinted, words } = seen;
  const isKnown = (word: string) => carried.has(word) || servicesOfText(word).services.length > 0;
  const known = words.filter(([word]) => isKnown(word));
  const strange = words.filter(([word]) => !isKnown(word));
  const isExport = words.some(([word]) => classPathOf(word) !== null);
  const wordLines = [...known, ...strange.slice(0, MAX_WORDS)].map((word) => wordLine(word, carried));
  const more = strange.length - MAX_WORDS;
  return [
    ...aboutFile(seen, "  "),
    `  - file: ${relative(seen.file)}`,
    ...layerLine(seen, "    "),
    ...crsLines(seen, "    "),
    "    columns:",
    ...placeLines(seen, "      "),
    ...REGISTER_COLUMNS.flatMap((meaning) => {
      const column = understood[meaning] ?? hinted[meaning];
      if (column !== undefined)
        return [columnLine("      ", meaning, column, understood[meaning] === undefined)];
      return meaning === "openingHours" ? ["      # openingHours: which column?"] : [];
    }),
    ...(wordLines.length === 0
      ? []
      : [known.length === 0 ? "    # services:" : "    services:", ...wordLines]),
    ...(more > 0 ? [`      # and ${more} more words that are not known`] : []),
    isExport
      ? "    # completeness: screening   # points of a map service lack some: by default as OpenStreetMap, service by service"
      : "    # completeness: screening   # if it may lack some",
  ];
}

const REGISTER_COLUMNS = [
  ...(["id", "name", "service", "floorAreaM2", "areaM2", "capacity", "address"] as const),
  ...(["open", "openingHours"] as const),
];

/** A word with the services that it means; a guess is marked, and nothing is written of what is not known. */
function wordLine(
  [word, count]: readonly [word: string, count: number],
  carried: CarriedServices["words"],
): string {
  const before = carried.get(word);
  if (before !== undefined)
    return `      ${quoted(word)}: ${before === null ? "null" : listed(before)}   # ${count} rows; as before`;
  const { services, words } = servicesOfText(word);
  const meant = listed(services);
  if (services.length === 0) {
    const near = suggestService(word);
    const perhaps = near === null ? "not known" : `not known, perhaps ${near}`;
    return `      # ${quoted(word)}: null   # ${count} rows; ${perhaps}: name a service, or null to set it aside`;
  }
  const isGuess = words.some((one) => one.isGuess);
  const unknown = words.flatMap((one) => (one.services.length === 0 ? [one.word] : []));
  const besides = unknown.length === 0 ? "" : `; not known in it: ${oneLine(unknown.join(", "))}`;
  return `      ${quoted(word)}: ${meant}   # ${isGuess ? "(guessed) " : ""}${count} rows${besides}`;
}

function listed(services: readonly string[]): string {
  return services.length === 1 ? itemAt(services, 0) : `[${services.join(", ")}]`;
}

function areaLines(seen: readonly FileInspection[], relative: (file: string) => string): string[] {
  if (seen.length === 0) return ["# area: { of: streets }   # judge only where streets are given"];
  return seen.flatMap(({ file, columns }) => [
    `# area:   # columns of the polygons: ${oneLine(listOf(columns))}`,
    `#   file: ${relative(file)}`,
    "#   name: which one?",
  ]);
}

/** A JSON string is a YAML string whatever it holds. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
