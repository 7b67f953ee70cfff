/**
 * A first configuration of a city from the files that are there, with what was found as comments.
 *
 * Everything written can be read by `loadConfig` as it stands; what was guessed is marked so, for the user to check.
 */
import path from "node:path";
import { InvalidInputError } from "../../base/errors.js";
import { servicesOfText, suggestService } from "../../read/places/service-words.js";
import { listOf } from "../../read/tables/table-rules.js";
import { type FileInspection, type FileRole, inspectFile } from "./inspect-file.js";

/** How many words of a service column are listed. */
const MAX_WORDS = 40;

/**
 * Looks at files and writes a configuration for them.
 *
 * @param files - streets, people, facilities, areas in any order
 * @param folder - where the configuration will lie; paths are written relative to it
 * @returns YAML with comments
 * @throws {InvalidInputError} if none of the files looks like streets
 * @throws {InputFileError} if a file cannot be read
 */
export async function proposeConfig(files: readonly string[], folder: string): Promise<string> {
  const seen: FileInspection[] = [];
  for (const file of files) seen.push(await inspectFile(file));
  const of = (role: FileRole) => seen.filter((one) => one.role === role);
  const [streets, ...moreStreets] = of("streets");
  if (streets === undefined) {
    const fileRoles = seen.map(({ file, role }) => `${path.basename(file)}: ${role}`).join(", ");
    throw new InvalidInputError(`None of the files looks like streets, which are required (${fileRoles})`);
  }
  const relative = (file: string) => {
    const way = path.relative(folder, path.resolve(file)).split(path.sep).join("/");
    return quoted(way.startsWith(".") ? way : `./${way}`);
  };
  const [blocks, ...moreBlocks] = of("blocks");
  const [nodes] = of("nodes");
  const lines = [
    "# Written by `living-circle init`. Words marked (guessed) are to be checked; every key: docs/config.md.",
    `title: ${quoted(path.basename(streets.file).replace(/\..*$/, ""))}`,
    "",
    "streets:",
    ...aboutFile(streets, "  "),
    `  file: ${relative(streets.file)}`,
    ...(nodes === undefined ? [] : [`  nodes: ${relative(nodes.file)}`]),
    ...crsLines(streets, "  "),
    ...moreStreets.map(({ file }) => `  # streets too, not used: ${relative(file)}`),
    "",
    ...(blocks === undefined
      ? ["# blocks: where people live; by default the homes of the extract"]
      : ["blocks:"]),
    ...(blocks === undefined ? [] : blockLines(blocks, relative)),
    ...moreBlocks.map(({ file }) => `# people or homes too, not used: ${relative(file)}`),
    "",
    ...facilityLines(of("facilities"), relative),
    "",
    ...areaLines(of("area"), relative),
    ...of("unknown").map(
      ({ file, columns }) => `# not understood: ${relative(file)} (columns ${listOf(columns)})`,
    ),
    "# standards: [cn.gb50180-2018, x.fifteen-minute]",
    "# profiles: [adult, senior60, senior80]   # side by side; the first decides the verdicts",
    "minutes: [5, 10, 15]",
    "# outputs: { folder: out }",
  ];
  return `${lines.join("\n")}\n`;
}

function aboutFile({ rows, columns }: FileInspection, indent: string): string[] {
  if (rows === null) return [];
  return [`${indent}# ${rows} rows; columns: ${oneLine(listOf(columns))}`];
}

/** A table in China must declare its coordinate system, and nobody but the user knows it. */
function crsLines({ crs, inChina, rows }: FileInspection, indent: string): string[] {
  if (rows === null) return [];
  if (crs !== null) return [`${indent}# the file says: ${oneLine(crs).slice(0, 60)}`];
  const due = inChina ? "must be said here: GCJ-02, BD-09, CGCS2000 or WGS84" : "only if it is not WGS 84";
  return [`${indent}# crs: WGS84   # ${due}`];
}

function blockLines(seen: FileInspection, relative: (file: string) => string): string[] {
  const { understood, hinted, ages, passedOver } = seen;
  const columns = [
    ...placeLines(seen, "    "),
    ...(["id", "name", "unit", "residents", "households", "floorAreaM2"] as const).flatMap((meaning) => {
      const column = understood[meaning] ?? hinted[meaning];
      if (column === undefined) return [`    # ${meaning}: which column?`];
      return [
        `    ${meaning}: ${quoted(column)}${understood[meaning] === undefined ? "   # (guessed)" : ""}`,
      ];
    }),
    ...passedOver.map(([column, meaning]) => `    # not used, gives ${meaning} too: ${quoted(column)}`),
    ...(ages.length === 0
      ? []
      : [`    ages: { ${ages.map(([group, column]) => `${quoted(group)}: ${quoted(column)}`).join(", ")} }`]),
  ];
  const isEmpty = columns.every((line) => line.trimStart().startsWith("#"));
  return [
    ...aboutFile(seen, "  "),
    `  file: ${relative(seen.file)}`,
    ...crsLines(seen, "  "),
    isEmpty ? "  # columns:" : "  columns:",
    ...columns,
    "  # where: { use: residential }   # only rows with this value",
    "  # raster: { file: people.tif }   # people of a raster, summed into polygons",
    "  # spread: false   # judge large polygons at their point, and not where people live in them",
  ];
}

/** Where the places of a table stand, if its names do not say so; nothing where they do. */
function placeLines({ isPlaceless, place }: FileInspection, indent: string): string[] {
  if (!isPlaceless) return [];
  const { lon, lat } = place;
  if (lon === undefined || lat === undefined) {
    return [`${indent}# lon, lat: which columns hold longitude or easting, and latitude or northing? or wkt`];
  }
  return [`${indent}lon: ${quoted(lon)}   # (guessed)`, `${indent}lat: ${quoted(lat)}   # (guessed)`];
}

function facilityLines(seen: readonly FileInspection[], relative: (file: string) => string): string[] {
  if (seen.length === 0) return ["# facilities: registers; by default the places mapped in the extract"];
  return ["facilities:", ...seen.flatMap((one) => registerLines(one, relative))];
}

function registerLines(seen: FileInspection, relative: (file: string) => string): string[] {
  const { understood, words } = seen;
  const wordLines = words.slice(0, MAX_WORDS).map(wordLine);
  const more = words.length - MAX_WORDS;
  return [
    ...aboutFile(seen, "  "),
    `  - file: ${relative(seen.file)}`,
    ...crsLines(seen, "    "),
    "    columns:",
    ...placeLines(seen, "      "),
    `      service: ${quoted(understood.service ?? "")}`,
    understood.openingHours === undefined
      ? "      # openingHours: which column?"
      : `      openingHours: ${quoted(understood.openingHours)}`,
    ...(wordLines.length === 0 ? [] : ["    services:", ...wordLines]),
    ...(more > 0 ? [`      # and ${more} more words`] : []),
    "    # completeness: screening   # if it may lack some",
  ];
}

/** A word with the services that it means; a guess is marked, and nothing is written of what is not known. */
function wordLine([word, count]: readonly [word: string, count: number]): string {
  const { services, words } = servicesOfText(word);
  const meant = services.length === 1 ? services[0] : `[${services.join(", ")}]`;
  if (services.length === 0) {
    const near = suggestService(word);
    const perhaps = near === null ? "not known" : `perhaps ${near}`;
    return `      ${quoted(word)}: null   # ${count} rows; ${perhaps}: name a service, or leave it out`;
  }
  const isGuess = words.some((one) => one.isGuess);
  const unknown = words.flatMap((one) => (one.services.length === 0 ? [one.word] : []));
  const besides = unknown.length === 0 ? "" : `; not known in it: ${oneLine(unknown.join(", "))}`;
  return `      ${quoted(word)}: ${meant}   # ${isGuess ? "(guessed) " : ""}${count} rows${besides}`;
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

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
