/**
 * The table of idle premises. `data/examples/premises-made-up.csv` shows every column; its rows are made up.
 */
import { InputFileError } from "../../base/errors.js";
import type { ReadNote } from "../../base/notes.js";
import type { LayerSystem } from "../../places/places.js";
import { SERVICES } from "../../places/services.js";
import type { Premises } from "../../siting/premises/premises.js";
import { amountFrom0 } from "../tables/amount-cell.js";
import { cellText } from "../tables/cell-text.js";
import { createIdCheck } from "../tables/columns.js";
import { systemOfRows } from "../tables/layer-crs.js";
import { isMissing } from "../tables/missing-words.js";
import { type OwnColumn, ownColumns, unusedColumns } from "../tables/own-columns.js";
import type { LayerOptions } from "../tables/raw-layer.js";
import { type LayerRow, readLayer } from "../tables/read-layer.js";
import { isPlaceColumn, namedPlaces } from "../tables/table-places.js";
import { columnsOf, requireColumns } from "../tables/table-rules.js";
import { yesOrNoOf } from "../tables/yes-or-no.js";
import { placeNotes } from "./doubtful-places.js";
import {
  floorOf,
  MEANS_WORDS,
  MODE_WORDS,
  OWNER_WORDS,
  PREMISES_COLUMNS,
  type PremisesMeaning,
  yearOf,
} from "./premises-words.js";
import { servicesOfText } from "./service-words.js";

/** How a table of premises is read. */
export interface ReadPremisesOptions extends LayerOptions {
  /** Columns whose names are not understood: `{ areaM2: "Fläche" }`; null where none has the meaning. */
  readonly columns?: Readonly<Partial<Record<PremisesMeaning, string | null | undefined>>> | undefined;
}

/** Premises as they were read. */
export interface PremisesSet {
  readonly premises: readonly Premises[];
  /** Coordinate system that the table came in; absent where it has no rows. */
  readonly system?: LayerSystem | undefined;
  readonly notes: readonly ReadNote[];
}

/**
 * Reads vacant premises from CSV, XLSX or any other layer format; empty cells are unknown.
 * `data/examples/premises-made-up.csv` shows every column.
 *
 * Rows without coordinates are left out and counted in the notes.
 *
 * @param path - the file
 * @param options - as for blocks; in China a table must say its coordinate system (`crs`)
 * @returns one object per row, areas in m², prices in the money of the table; notes
 * @throws {InputFileError} naming row and column, if a cell holds something else, an id comes twice, or no coordinate
 *   system is declared in China
 *
 * @example
 * const { premises } = await readPremises("premises.csv");
 */
export async function readPremises(path: string, options: ReadPremisesOptions = {}): Promise<PremisesSet> {
  const rows = await readLayer(path, options);
  const { columns = {} } = options;
  requireColumns(
    path,
    rows,
    Object.values(columns).flatMap((column) => column ?? []),
  );
  if (rows.length === 0)
    throw new InputFileError({ path }, "the table of premises holds no rows, only a head");
  const names = columnsOf(rows);
  const { chosen, unused } = ownColumns<PremisesMeaning>(names, PREMISES_COLUMNS, columns);
  for (const meaning of ["id", "areaM2"] as const) {
    if (chosen[meaning] !== undefined) continue;
    const problem = `no column is called ${PREMISES_COLUMNS[meaning].join(", ")}; there are ${names.join(", ")}`;
    throw new InputFileError({ path, line: 1 }, problem);
  }
  const checkId = createIdCheck(path);
  const guessed = new Map<string, readonly string[]>();
  const placed = rows.flatMap((row): Premises[] => {
    if (row.place === null) return [];
    const cells = cellReader(path, row, chosen);
    const id = cells.text("id") ?? cells.refuse("id", "no id");
    return [premisesOf(checkId(id, row.row), row.place, cells, guessed)];
  });
  const places = namedPlaces(options);
  const besides = unused.filter((name) => !isPlaceColumn(name, rows) && !places.includes(name));
  return {
    premises: placed,
    system: systemOfRows(rows),
    notes: [...placeNotes(rows), ...guessNotes(guessed), ...unusedColumns(path, besides)],
  };
}

function premisesOf(
  id: string,
  [lon, lat]: readonly [number, number],
  cells: CellReader,
  guessed: Map<string, readonly string[]>,
): Premises {
  const areaM2 = cells.amount("areaM2") ?? cells.refuse("areaM2", "is empty, expected a number");
  return {
    id,
    name: cells.text("name") ?? "",
    lon,
    lat,
    areaM2,
    floor: cells.parsed("floor", floorOf, "a storey, as 1 or -1"),
    lift: cells.parsed("lift", yesOrNoOf, "yes or no"),
    ownEntrance: cells.parsed("ownEntrance", yesOrNoOf, "yes or no"),
    owner: cells.word("owner", OWNER_WORDS),
    mode: cells.word("mode", MODE_WORDS),
    means: cells.word("means", MEANS_WORDS),
    readyYear: cells.parsed("readyYear", yearOf, "a year from 1900"),
    availableUntil: cells.parsed("availableUntil", yearOf, "a year from 1900"),
    changesLandUse: cells.parsed("changesLandUse", yesOrNoOf, "yes or no"),
    fixedCost: cells.amount("fixedCost"),
    fitOutPerM2: cells.amount("fitOutPerM2"),
    rentPerM2Year: cells.amount("rentPerM2Year"),
    services: cells.parsed(
      "services",
      (text) => servicesIn(text, guessed),
      `services, apart by semicolons: ${SERVICES.map((service) => service.id).join(", ")}`,
    ),
    kind: cells.text("kind"),
    unit: cells.text("unit"),
  };
}

/** Services of a cell; null where a word in it is not known. */
function servicesIn(text: string, guessed: Map<string, readonly string[]>): readonly string[] | null {
  const { services, words, unknown } = servicesOfText(text);
  for (const { word, isGuess, services: meant } of words) if (isGuess) guessed.set(word, meant);
  return unknown.length > 0 ? null : services;
}

function guessNotes(guessed: ReadonlyMap<string, readonly string[]>): ReadNote[] {
  return [...guessed].map(([word, services]) => ({
    code: "service-guessed",
    outcome: "assumed" as const,
    count: 1,
    subject: word,
    meaning: services.join(", "),
    message: `word of the premises' services, "${word}", is taken for ${services.join(", ")}, which is a guess`,
  }));
}

type CellReader = ReturnType<typeof cellReader>;

/** The cells of one row by meaning; null where nothing is known. */
function cellReader(
  path: string,
  { row, values }: LayerRow,
  chosen: Readonly<Partial<Record<PremisesMeaning, OwnColumn>>>,
) {
  const at = (meaning: PremisesMeaning) => ({
    path,
    row,
    column: chosen[meaning]?.column ?? PREMISES_COLUMNS[meaning][0],
  });
  const refuse = (meaning: PremisesMeaning, problem: string): never => {
    throw new InputFileError(at(meaning), problem);
  };
  const cell = (meaning: PremisesMeaning) => {
    const column = chosen[meaning]?.column;
    return column === undefined ? "" : cellText(at(meaning), values[column]);
  };
  const parsed = <T>(
    meaning: PremisesMeaning,
    parse: (text: string) => T | null,
    expected: string,
  ): T | null => {
    const text = cell(meaning);
    const value = text === "" ? null : parse(text);
    if (value !== null || isMissing(text)) return value;
    return refuse(meaning, `"${text}" is given, expected ${expected}`);
  };
  return {
    refuse,
    parsed,
    text: (meaning: PremisesMeaning) => {
      const text = cell(meaning);
      return isMissing(text) ? null : text;
    },
    amount: (meaning: PremisesMeaning) => {
      const [text, factor] = [cell(meaning), chosen[meaning]?.factor ?? 1];
      return isMissing(text) ? null : amountFrom0(at(meaning), text, { factor });
    },
    word: <T>(meaning: PremisesMeaning, words: Readonly<Record<string, T>>) =>
      parsed(
        meaning,
        (text) => words[text.normalize("NFKC").toLowerCase()] ?? null,
        `one of ${Object.keys(words).join(", ")}`,
      ),
  };
}
