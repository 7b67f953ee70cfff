/**
 * Which services a row of a register offers: by its words, by the user's map of words, by columns of counts, or,
 * where it is a point of a map service, by name and type.
 */

import { InputFileError } from "../../base/errors.js";
import { countedNote, type ReadNote } from "../../base/notes.js";
import type { OwnService } from "../../places/own-service.js";
import { inServiceOrder, SERVICES } from "../../places/services.js";
import type { RowReader } from "../tables/columns.js";
import type { LayerRow } from "../tables/read-layer.js";
import { columnsOf, listOf } from "../tables/table-rules.js";
import { classifyPlace, type Evidence } from "./classify-place.js";
import {
  classPathOf,
  requireService,
  servicesOfText,
  suggestService,
  type WordMeaning,
} from "./service-words.js";

/** What a register's words mean as services, and how far it can be trusted. */
export interface ServiceRules {
  /** Service of every row, where the table has no such column. */
  readonly service?: string | undefined;
  /**
   * The user's words, each with the service or services meant; null for words whose rows do not count:
   * `{ meal: "meals", park: null, hub: ["elderly", "meals"] }`.
   */
  readonly services?: Readonly<Record<string, string | readonly string[] | null>> | undefined;
  /** Services of the city's own beside those of the list; their ids and names are words of a register too. */
  readonly own?: readonly OwnService[] | undefined;
  /** Columns that count facilities, for rows that are cells: `{ schools: "kindergarten" }`. One above 0 offers the service. */
  readonly counts?: Readonly<Record<string, string>> | undefined;
}

/** What a row says of services. */
export interface OfferedServices {
  /** Ids, in the order of the services list. */
  readonly services: readonly string[];
  /** Services that it may offer besides, though that cannot be told. */
  readonly perhaps: readonly string[];
  /** Words as they stand in the row, and those of them that are not known. */
  readonly words: readonly string[];
  readonly unknown: readonly string[];
  /** Words whose services are a guess, which the user has not confirmed. */
  readonly guessed: readonly WordMeaning[];
  /** The row does not count, by the user's own word. */
  readonly setAside: boolean;
  /** What the services were told from: the register's own word, or name or type of a point of a map service. */
  readonly evidence: "register" | Evidence;
}

/** @throws {InvalidInputError} if a rule names a service that does not exist */
export function checkServiceRules({ service, services = {}, counts = {}, own }: ServiceRules): void {
  if (service !== undefined) requireService(service, own);
  for (const id of [...Object.values(services), ...Object.values(counts)].flat())
    if (id !== null) requireService(id, own);
}

/** @returns null where the row says nothing of services at all */
export function offeredServices(cells: RowReader, rules: ServiceRules): OfferedServices | null {
  const { counts } = rules;
  const counted = Object.entries(counts ?? {}).map(([column, id]) => ({ id, count: cells.number(column) }));
  const serviceText = cells.text("service") ?? rules.service;
  if (serviceText === undefined && counts === undefined)
    return classified(cells, cells.text("mapType"), cells.text("mapTypeCode"));
  const map = { ...wordsOfOwn(rules), ...rules.services };
  if (serviceText !== undefined && map[serviceText] !== null && classPathOf(serviceText) !== null)
    return classified(cells, serviceText, cells.text("mapTypeCode"), map);
  const words = serviceText === undefined ? [] : wordsOf(serviceText, map);
  const ids = [
    ...words.flatMap(({ services }) => services ?? []),
    ...counted.flatMap(({ id, count }) => (count !== null && count > 0 ? id : [])),
  ];
  const unknown = words.flatMap(({ services, word }) => (services?.length === 0 ? [word] : []));
  return {
    services: inServiceOrder(ids),
    perhaps: [
      ...unknown.flatMap((word) => suggestService(word) ?? []),
      ...counted.flatMap(({ id, count }) => (count === null ? id : [])),
    ],
    words: words.map(({ word }) => word),
    unknown,
    guessed: words.flatMap(({ word, services, isGuess }) =>
      isGuess && services !== null ? [{ word, services, isGuess }] : [],
    ),
    // A cell without facilities is not a facility left out.
    setAside: ids.length === 0 && unknown.length === 0 && counted.every(({ count }) => count !== null),
    evidence: "register",
  };
}

/** Ids and names of the city's own services, each with its id. */
function wordsOfOwn({ own = [] }: ServiceRules): Record<string, string> {
  const words = own.flatMap(({ id, names }) => [id, names.en, names.zh].map((word) => [word, id]));
  return Object.fromEntries(words);
}

/** A point of a map service: by its name, else by what the user says of its class, else by its class. */
function classified(
  cells: RowReader,
  type: string | null,
  typeCode: string | null,
  map: Readonly<Record<string, string | readonly string[] | null>> = {},
): OfferedServices | null {
  if (type === null && typeCode === null) return null;
  const { services, evidence } = classifyPlace({ name: cells.text("name") ?? "", type, typeCode });
  const mapped = type !== null && Object.hasOwn(map, type) ? idsOf(map[type] ?? null) : null;
  const byMap = evidence === "name" ? null : mapped;
  const byClass = services.length > 0 || type === null ? [] : servicesOfText(type).services;
  const offered = inServiceOrder(byMap ?? [...services, ...byClass]);
  return {
    services: offered,
    perhaps: [],
    words: type !== null && mapped !== null ? [type] : [],
    unknown: [],
    guessed: [],
    // Map services hold all kinds of places; what is not a service is not a row left out.
    setAside: offered.length === 0,
    evidence: evidence ?? "type",
  };
}

/** The words of a cell: whole by the user's map, else apart, each by the map or by what is known anyway. */
function wordsOf(
  text: string,
  map: NonNullable<ServiceRules["services"]>,
): { word: string; services: readonly string[] | null; isGuess: boolean }[] {
  const mapped = (word: string) => ({ word, services: idsOf(map[word] ?? null), isGuess: false });
  if (Object.hasOwn(map, text)) return [mapped(text)];
  const isMapped = (word: string) => Object.hasOwn(map, word);
  return servicesOfText(text, isMapped).words.map((meaning) =>
    isMapped(meaning.word) ? mapped(meaning.word) : meaning,
  );
}

function idsOf(meant: string | readonly string[] | null): readonly string[] | null {
  return meant === null ? null : [meant].flat();
}

/** Words of the user's map that stand in no row, noted so that a slip is seen. */
export function unusedWords({ services = {} }: ServiceRules, usedWords: ReadonlySet<string>): ReadNote[] {
  const unused = Object.keys(services).filter((word) => !usedWords.has(word));
  const message = `words of the services map stand in no row: ${listOf(unused)}`;
  return countedNote("unused-service-words", unused.length, message, "not-used");
}

/** @throws {InputFileError} always: no row can be used */
export function refuseRegister(
  path: string,
  rows: readonly LayerRow[],
  unknown: Iterable<string>,
  { own = [] }: ServiceRules = {},
): never {
  if (rows.length === 0) throw new InputFileError({ path }, "the register holds no rows, only a head");
  const words = [...unknown].slice(0, 5).map((word) => `"${word}"`);
  const serviceList = [...SERVICES, ...own].map(({ id }) => id).join(", ");
  const detail = words.length > 0 ? `found ${words.join(", ")}` : `columns are ${listOf(columnsOf(rows))}`;
  throw new InputFileError(
    { path },
    `no row has coordinates and a known service (${detail}; known are ${serviceList})`,
  );
}
