/**
 * A user's register of facilities → `FacilitySet`, and how it is joined with OpenStreetMap's.
 */

import { basename } from "node:path";
import { InputFileError, InvalidInputError } from "../../base/errors.js";
import { countedNote, type ReadNote } from "../../base/notes.js";
import { findDuplicates, isOneEntry, mergeFacilities, SAME_SPOT_M } from "../../places/duplicates.js";
import type { OwnService } from "../../places/own-service.js";
import type { Completeness, Facility, FacilitySet } from "../../places/places.js";
import { inServiceOrder, SERVICES, serviceOf } from "../../places/services.js";
import { type RowReader, type TableReader, tableReader } from "../tables/columns.js";
import { systemOfRows } from "../tables/layer-crs.js";
import type { LayerOptions } from "../tables/raw-layer.js";
import { type LayerRow, readLayer } from "../tables/read-layer.js";
import { keepRows, namedColumns, requireColumns, type TableRules } from "../tables/table-rules.js";
import { audienceCells, withoutEffect } from "./audience-cells.js";
import type { Evidence } from "./classify-place.js";
import { noteOf, placeNotes } from "./doubtful-places.js";
import { checkCombined, checkRegister } from "./register-form.js";
import {
  type OfferedServices,
  offeredServices,
  refuseRegister,
  type ServiceRules,
  unusedWords,
} from "./register-services.js";
import { requireService, suggestService } from "./service-words.js";
import { shutNotes } from "./shut-places.js";

/** How a register of facilities is read. */
export interface ReadFacilitiesOptions extends TableRules, ServiceRules, LayerOptions {
  /**
   * How far the register can be trusted: one word for every service it holds, or a word a service. By default it is
   * complete, and for screening where rows that offer the service could not be used.
   */
  readonly completeness?: Completeness | Readonly<Record<string, Completeness | undefined>> | undefined;
}

/** Rows in the making: what was read, and what was left out and why. */
interface Register {
  readonly facilities: Facility[];
  readonly addresses: string[];
  /** Pairs of entries under one id. */
  readonly sameId: [number, number][];
  readonly unknownWords: Map<string, number>;
  readonly guessedWords: Map<string, { readonly services: readonly string[]; count: number }>;
  readonly words: Set<string>;
  /** Left-out rows, each with the services it offers as far as that is known. */
  readonly leftOut: { readonly row: number; readonly services: readonly string[] }[];
  /** Rows whose cell of services is empty; left out. */
  readonly nameless: { readonly row: number }[];
  /** Rows that offer nothing, by the user's own word. */
  setAside: number;
  /** Services that some row offers by name or type of a map service only. */
  readonly guessed: Set<string>;
  /** Rows told by the name of the place, and by its class. */
  readonly told: Record<Evidence, number>;
}

/**
 * Reads a register of facilities from CSV, GeoJSON or any other layer format; column names as in `COLUMN_NAMES`,
 * several services in a cell separated by `;`, `|` or `,`.
 *
 * Rows with one id at one place are merged (a register with a row for each service), and so are rows of one name and
 * service that share an address within 50 m or lie within 5 m; others that look alike are reported. Rows without
 * coordinates, or without a known service, are left out and counted in the notes. The register counts as complete for
 * every service it holds, and as good for screening only where left-out rows offer that service too. Without a column
 * of services, rows with a type of a map service are classified by their names, else by that type, and never make a
 * service complete.
 *
 * @param path - the file
 * @returns facilities, how complete the register is per service, suspected duplicates, notes
 * @throws {InputFileError} naming row and column, if an id stands at two places, an amount is not a number from 0, or
 *   no row has a known service
 * @throws {FileAccessError} if the file is missing
 *
 * @example
 * const register = await readFacilities("nurseries.csv");
 */
export async function readFacilities(
  path: string,
  options: ReadFacilitiesOptions = {},
): Promise<FacilitySet> {
  checkRegister(path, options);
  const all = await readLayer(path, options);
  requireColumns(path, all, [...namedColumns(options), ...Object.keys(options.counts ?? {})]);
  const { rows, notes } = keepRows(path, all, options.where);
  const table = tableReader(path, rows, options, "facilities", Object.keys(options.counts ?? {}));
  const register = readRegister(path, rows, table, options);
  if (register.facilities.length === 0) refuseRegister(path, rows, register.unknownWords.keys(), options);
  const { addresses } = register;
  const duplicates = findDuplicates(register.facilities, {
    addressOf: (i) => addresses[i] ?? "",
    sameSpotM: SAME_SPOT_M,
  });
  const pairs = [...register.sameId, ...duplicates.sure];
  const merge = mergeFacilities(register.facilities, pairs, duplicates.suspected);
  const held = new Set(merge.facilities.flatMap(({ services }) => services));
  const doubted = new Set(register.leftOut.flatMap(({ services }) => services.filter((id) => held.has(id))));
  return {
    facilities: merge.facilities,
    system: systemOfRows(all),
    completeness: completenessOf(held, doubted, register.guessed, options.completeness),
    suspectedDuplicates: merge.suspectedDuplicates,
    merged: merge.merged,
    notes: [
      ...notes,
      ...placeNotes(rows),
      ...unknownNotes(register.unknownWords),
      ...guessedNotes(register.guessedWords),
      ...classNotes(register),
      ...shutNotes(merge.facilities, rows, options),
      ...noteOf(
        "rows-without-service",
        register.nameless,
        "rows name no service and are left out",
        "left-out",
      ),
      ...setAsideNotes(register),
      ...unusedWords(options, register.words),
      ...doubtNotes(register, doubted),
      ...disagreementNotes(merge.disagreeing),
      ...withoutEffect(table.notes(), merge.facilities),
    ],
  };
}

function completenessOf(
  held: ReadonlySet<string>,
  doubted: ReadonlySet<string>,
  guessed: ReadonlySet<string>,
  userCompleteness: ReadFacilitiesOptions["completeness"],
): Record<string, Completeness> {
  return Object.fromEntries(
    inServiceOrder(held).map((id) => {
      const byUser = typeof userCompleteness === "string" ? userCompleteness : userCompleteness?.[id];
      // A map service knows no more of a service than OpenStreetMap is taken to.
      const ofMap = serviceOf(id)?.osm ?? "incomplete";
      const ofSource = guessed.has(id) ? ofMap : doubted.has(id) ? "screening" : "complete";
      return [id, byUser ?? ofSource];
    }),
  );
}

function readRegister(
  path: string,
  rows: readonly LayerRow[],
  table: TableReader,
  options: ReadFacilitiesOptions,
): Register {
  const register: Register = {
    facilities: [],
    addresses: [],
    sameId: [],
    unknownWords: new Map(),
    guessedWords: new Map(),
    words: new Set(),
    leftOut: [],
    nameless: [],
    setAside: 0,
    guessed: new Set(),
    told: { name: 0, type: 0 },
  };
  const isOfServices = table.has("service") || table.has("mapType") || table.has("mapTypeCode");
  const positions = new Map<string, { position: number; row: number }>();
  for (const layerRow of rows) {
    const { row, place } = layerRow;
    const cells = table.read(layerRow);
    const offered = offeredServices(cells, options);
    if (offered === null) {
      if (isOfServices) register.nameless.push({ row });
      if (isOfServices || place === null) continue;
      throw new InputFileError(
        { path, row },
        "no service is given: expected a column service, or the option",
      );
    }
    const { services, perhaps } = offered;
    note(register, offered);
    if (offered.setAside) continue;
    if (place === null || services.length === 0) {
      register.leftOut.push({ row, services: [...services, ...perhaps] });
      continue;
    }
    if (perhaps.length > 0) register.leftOut.push({ row, services: perhaps });
    const facility = facilityOf(path, row, cells, offered, place);
    if (offered.evidence !== "register") {
      register.told[offered.evidence]++;
      for (const id of services) register.guessed.add(id);
    }
    const position = register.facilities.push(facility) - 1;
    register.addresses.push(cells.text("address") ?? "");
    const before = positions.get(facility.id);
    if (before === undefined) positions.set(facility.id, { position, row });
    else if (isOneEntry(register.facilities[before.position] ?? facility, facility))
      register.sameId.push([before.position, position]);
    else {
      const problem = `the id "${facility.id}" stands in row ${before.row} already, for another name or place`;
      throw new InputFileError({ path, row }, problem);
    }
  }
  return register;
}

function note(register: Register, { words, unknown, guessed, setAside }: OfferedServices): void {
  for (const word of words) register.words.add(word);
  for (const { word, services } of guessed) {
    const { count } = register.guessedWords.get(word) ?? { count: 0 };
    register.guessedWords.set(word, { services, count: count + 1 });
  }
  for (const word of unknown) register.unknownWords.set(word, (register.unknownWords.get(word) ?? 0) + 1);
  if (setAside) register.setAside++;
}

function facilityOf(
  path: string,
  row: number,
  cells: RowReader,
  { services, evidence }: OfferedServices,
  [lon, lat]: readonly [number, number],
): Facility {
  return {
    id: cells.text("id") ?? `row/${row}`,
    name: cells.text("name") ?? "",
    names: {},
    services,
    lon,
    lat,
    entrances: cells.entrances(),
    openToAll: cells.yesOrNo("open"),
    ...audienceCells(cells),
    areaM2: cells.amount("floorAreaM2") ?? cells.amount("areaM2"),
    capacity: cells.amount("capacity"),
    openingHours: cells.text("openingHours") ?? undefined,
    source: basename(path),
    evidence: evidence === "register" ? undefined : evidence,
  };
}

function setAsideNotes({ setAside }: Register): ReadNote[] {
  const message = "rows offer no service by the services map or by their counts, and are set aside";
  return countedNote("rows-set-aside", setAside, message, "left-out");
}

function unknownNotes(unknown: ReadonlyMap<string, number>): ReadNote[] {
  return [...unknown].map(([word, count]) => {
    const near = suggestService(word);
    const perhaps = near === null ? "" : ` (is "${near}" meant?)`;
    return {
      code: "unknown-service",
      outcome: "not-used" as const,
      count,
      message: `rows name the service "${word}", which is not known${perhaps}`,
    };
  });
}

function guessedNotes(guessed: Register["guessedWords"]): ReadNote[] {
  return [...guessed].map(([word, { services, count }]) => ({
    code: "service-guessed",
    outcome: "assumed" as const,
    count,
    subject: word,
    meaning: services.join(", "),
    message: `rows name the service "${word}", taken for ${services.join(", ")}, which is a guess: confirm it under services`,
  }));
}

/** Points of a map service: their services are not words of a register. */
function classNotes({ told: { name, type }, guessed }: Register): ReadNote[] {
  const services = inServiceOrder(guessed).join(", ");
  const message = `rows are points of a map service, ${name} told by their names and ${type} by their classes (${services}): a guess, for screening at most`;
  return countedNote("services-by-class", name + type, message, "assumed");
}

function doubtNotes({ leftOut }: Register, doubted: ReadonlySet<string>): ReadNote[] {
  const rows = leftOut.filter(({ services }) => services.some((id) => doubted.has(id)));
  const ids = inServiceOrder(doubted);
  const message = `rows that could not be used may offer ${ids.join(", ")}: there the register is for screening only`;
  return noteOf("register-not-whole", rows, message);
}

function disagreementNotes(ids: readonly string[]): ReadNote[] {
  const listed = ids.slice(0, 10).join(", ") + (ids.length > 10 ? ", …" : "");
  const message = `merged facilities had entries with different areas or places (the largest is kept) or opening hours (none are kept) (${listed})`;
  return countedNote("merged-entries-disagree", ids.length, message, "assumed");
}

/**
 * Joins OpenStreetMap's facilities with a register: for every service the register holds, only the register counts.
 *
 * @param register - your facilities, or null for none
 * @param complete - services for which you vouch that the joined set is complete; `["all"]` for every one
 * @param own - services of the city's own beside those of the list; default none
 * @returns facilities of both, with how complete the set is per service
 * @throws {InvalidInputError} if `complete` names a service that does not exist, or an id stands in both sets
 *
 * @example
 * const all = combineFacilities(facilitiesFromOsm(osm), await readFacilities("nurseries.csv"), ["pharmacy"]);
 */
export function combineFacilities(
  osm: FacilitySet,
  register: FacilitySet | null,
  complete: readonly string[] = [],
  own: readonly OwnService[] = [],
): FacilitySet {
  checkCombined(osm, register, complete, own);
  const held = new Set(register?.facilities.flatMap(({ services }) => services));
  const vouched = complete.includes("all")
    ? inServiceOrder([...SERVICES, ...own].map(({ id }) => id))
    : complete.map((id) => requireService(id, own));
  const replaced = osm.facilities.filter(({ services }) => services.some((service) => held.has(service)));
  const osmFacilities = osm.facilities
    .map((facility) => ({ ...facility, services: facility.services.filter((service) => !held.has(service)) }))
    .filter(({ services }) => services.length > 0);
  const ids = new Set(osmFacilities.map(({ id }) => id));
  const both = register?.facilities.find(({ id }) => ids.has(id));
  if (both !== undefined)
    throw new InvalidInputError(`The id "${both.id}" stands in the register and in OpenStreetMap`);
  const services = inServiceOrder(held);
  const message = `mapped facilities do not count for ${services.join(", ")}, since the register holds these services`;
  return {
    system: register?.system,
    systems: register?.systems,
    facilities: [...osmFacilities, ...(register?.facilities ?? [])],
    completeness: {
      ...osm.completeness,
      ...register?.completeness,
      ...Object.fromEntries(vouched.map((id): [string, Completeness] => [id, "complete"])),
    },
    suspectedDuplicates: [
      ...osm.suspectedDuplicates.filter(({ a, b }) => ids.has(a) && ids.has(b)),
      ...(register?.suspectedDuplicates ?? []),
    ],
    merged: osm.merged + (register?.merged ?? 0),
    notes: [
      ...osm.notes,
      ...(register?.notes ?? []),
      ...countedNote("replaced-by-register", replaced.length, message, "left-out"),
    ],
  };
}
