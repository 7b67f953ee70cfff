/**
 * A user's register of facilities → `FacilitySet`, and how it is joined with OpenStreetMap's.
 *
 * Layer: io. Imports types and services of access, errors.
 */
import { basename } from "node:path";
import { findDuplicates } from "../access/duplicates.js";
import type { Completeness, Facility, FacilitySet, PlaceNote } from "../access/places.js";
import { SERVICES } from "../access/services.js";
import { InputFileError, InvalidInputError } from "../errors.js";
import { createIdCheck, placelessNote, rowReader } from "./columns.js";
import { readLayer } from "./read-layer.js";

/** Further words for services in users' tables; ids and names in English and Chinese are known anyway. */
const WORDS: Readonly<Record<string, string>> = {
  meal: "meals",
  canteen: "meals",
  食堂: "meals",
  社区食堂: "meals",
  助餐: "meals",
  助餐点: "meals",
  养老: "elderly",
  养老服务: "elderly",
  日间照料: "elderly",
  "elderly-care": "elderly",
  "elderly-day-care": "elderly",
  eldercare: "elderly",
  养老院: "elderly-residential",
  敬老院: "elderly-residential",
  "nursing-home": "elderly-residential",
  托育: "childcare",
  托儿所: "childcare",
  nursery: "childcare",
  卫生: "health",
  卫生服务: "health",
  clinic: "health",
  药房: "pharmacy",
  超市: "convenience",
  便利店: "convenience",
  菜市场: "convenience",
  market: "convenience",
  体育: "sports",
  健身: "sports",
  文化: "culture",
  图书馆: "culture",
  library: "culture",
  playground: "play",
  park: "play",
  公园: "play",
};

const SERVICE_OF_WORD = new Map<string, string>([
  ...Object.entries(WORDS),
  ...SERVICES.flatMap(({ id, en, zh }) => [id, en, zh].map((word) => [word.toLowerCase(), id] as const)),
]);

export interface ReadFacilitiesOptions {
  /** Service of every row, where the table has no such column. */
  readonly service?: string;
}

/**
 * Reads a register from CSV or GeoJSON; column names as in `COLUMN_NAMES`, several services apart by `;` or `|`.
 *
 * Entries of one name, address and service within 50 m are merged; those that merely look alike are reported. The
 * register is taken as complete for every service it holds. Rows without coordinates, or with a service that is
 * not known, are left out and counted in the notes.
 *
 * @throws {InputFileError} naming row and column, if an id comes twice, an amount is no number from 0, or no row has
 *   a known service
 */
export function readFacilities(path: string, { service }: ReadFacilitiesOptions = {}): FacilitySet {
  const checkId = createIdCheck(path);
  const unknown = new Map<string, number>();
  const rows = readLayer(path);
  const addresses: string[] = [];
  const read = rows.flatMap((layerRow): Facility[] => {
    if (layerRow.place === null) return [];
    const cells = rowReader(path, layerRow);
    const said = cells.text("service") ?? service ?? null;
    if (said === null) {
      throw new InputFileError(
        { path, row: layerRow.row },
        "no service is given: a column service is due, or the option",
      );
    }
    const services = servicesOfText(said, unknown);
    if (services.length === 0) return [];
    const id = checkId(cells.text("id") ?? `row/${layerRow.row}`, layerRow.row);
    const open = cells.text("open");
    addresses.push(cells.text("address") ?? "");
    return [
      {
        id,
        name: cells.text("name") ?? "",
        names: {},
        services,
        lon: layerRow.place[0],
        lat: layerRow.place[1],
        entrances: cells.entrances(),
        openToAll: open === null ? null : !["no", "false", "0", "否"].includes(open.toLowerCase()),
        areaM2: cells.amount("areaM2"),
        places: cells.amount("places"),
        source: basename(path),
      },
    ];
  });
  const { sure, suspected } = findDuplicates(read, (i) => addresses[i]!);
  const merged = new Set(sure.map(([, second]) => second));
  const facilities = read.filter((_, i) => !merged.has(i));
  if (facilities.length === 0) {
    const words = [...unknown.keys()]
      .slice(0, 5)
      .map((word) => `"${word}"`)
      .join(", ");
    const known = SERVICES.map(({ id }) => id).join(", ");
    throw new InputFileError(
      { path },
      `no row has coordinates and a known service (found ${words || "none"}; known are ${known})`,
    );
  }
  const ids = new Set(facilities.map(({ id }) => id));
  const held = new Set(facilities.flatMap(({ services }) => services));
  const complete = SERVICES.filter(({ id }) => held.has(id)).map(({ id }) => [id, "complete"] as const);
  return {
    facilities,
    completeness: Object.fromEntries(complete),
    suspectedDuplicates: suspected.filter(({ a, b }) => ids.has(a) && ids.has(b)),
    merged: merged.size,
    notes: [...placelessNote(rows), ...unknownNotes(unknown)],
  };
}

/**
 * Joins OpenStreetMap's facilities with the user's: for every service the register holds, only the register counts.
 *
 * @param complete - services for which the user vouches that the joined set is complete
 * @throws {InvalidInputError} if `complete` names a service that does not exist, or an id stands in both sets
 */
export function combineFacilities(
  osm: FacilitySet,
  register: FacilitySet | null,
  complete: readonly string[] = [],
): FacilitySet {
  for (const id of complete) requireService(id);
  const held = new Set(register?.facilities.flatMap(({ services }) => services));
  const kept = osm.facilities
    .map((facility) => ({ ...facility, services: facility.services.filter((service) => !held.has(service)) }))
    .filter(({ services }) => services.length > 0);
  const dropped = osm.facilities.length - kept.length;
  const message = "mapped facilities are left out, since the register holds their services";
  const ids = new Set(kept.map(({ id }) => id));
  const both = register?.facilities.find(({ id }) => ids.has(id));
  if (both !== undefined)
    throw new InvalidInputError(`The id "${both.id}" stands in the register and in OpenStreetMap`);
  const vouched = complete.map((id): [string, Completeness] => [id, "complete"]);
  return {
    facilities: [...kept, ...(register?.facilities ?? [])],
    completeness: { ...osm.completeness, ...register?.completeness, ...Object.fromEntries(vouched) },
    suspectedDuplicates: [...osm.suspectedDuplicates, ...(register?.suspectedDuplicates ?? [])],
    merged: osm.merged + (register?.merged ?? 0),
    notes: [
      ...osm.notes,
      ...(register?.notes ?? []),
      ...(dropped > 0 ? [{ code: "replaced-by-register", count: dropped, message }] : []),
    ],
  };
}

/** @throws {InvalidInputError} if there is no such service */
export function requireService(id: string): string {
  if (SERVICES.some((service) => service.id === id)) return id;
  throw new InvalidInputError(
    `There is no service "${id}"; there are ${SERVICES.map((s) => s.id).join(", ")}`,
  );
}

function servicesOfText(text: string, unknown: Map<string, number>): string[] {
  const services = new Set<string>();
  for (const word of text
    .split(/[;|、]/)
    .map((part) => part.trim())
    .filter(Boolean)) {
    const service = SERVICE_OF_WORD.get(word.toLowerCase());
    if (service === undefined) unknown.set(word, (unknown.get(word) ?? 0) + 1);
    else services.add(service);
  }
  return SERVICES.map(({ id }) => id).filter((id) => services.has(id));
}

function unknownNotes(unknown: ReadonlyMap<string, number>): PlaceNote[] {
  return [...unknown].map(([word, count]) => ({
    code: "unknown-service",
    count,
    message: `rows name the service "${word}", which is not known`,
  }));
}
