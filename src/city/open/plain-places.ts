/**
 * Blocks and facilities from plain objects, as a program has them at hand.
 */

import { itemAt } from "../../base/at.js";
import { shown } from "../../base/check-call.js";
import { compareWithForm, z } from "../../base/data-check.js";
import { InvalidInputError } from "../../base/errors.js";
import { meantPerhaps } from "../../base/near-word.js";
import { countedNote, type ReadNote } from "../../base/notes.js";
import type { Block, BlockSet, Completeness, Facility, FacilitySet } from "../../places/places.js";
import { SERVICES } from "../../places/services.js";

/** A residential block: where it is, and who lives there as far as that is known. */
export type PlainBlock = Pick<Block, "lon" | "lat"> &
  Partial<Omit<Block, "id" | "lon" | "lat" | "estimated" | "part">> & {
    /** Default: its number in the list, from 1. */
    readonly id?: string | number | undefined;
  };

/** A place that offers one or more services. */
export type PlainFacility = Pick<Facility, "lon" | "lat"> &
  Partial<Omit<Facility, "id" | "lon" | "lat" | "services" | "evidence">> & {
    /** Default: its number in the list, from 1. */
    readonly id?: string | number | undefined;
    /** Service ids, e.g. `["childcare"]`. */
    readonly services: readonly string[];
  };

const BLOCK_KEYS = [
  ..."id name lon lat entrances residents households ages unit units areaM2 extent".split(" "),
];
const FACILITY_KEYS = [
  ..."id name names services lon lat entrances openToAll serves estate unit areaM2 capacity openingHours source".split(
    " ",
  ),
];

/**
 * Blocks with every figure that is not given unknown.
 *
 * @throws {InvalidInputError} naming the block, if a coordinate is not in degrees, a figure is not a number from 0, or an
 *   id comes twice
 */
export function blocksOfObjects(blocks: readonly PlainBlock[]): BlockSet {
  const ids = uniqueIds("block", blocks);
  return {
    blocks: blocks.map((block, i): Block => {
      const {
        name = "",
        entrances = [],
        residents = null,
        households = null,
        ages = null,
        unit = null,
      } = block;
      const id = itemAt(ids, i);
      requireForm("block", id, BLOCK_FORM, block);
      return { ...block, id, name, entrances, residents, households, ages, unit, estimated: false };
    }),
    notes: unusedKeys(blocks, BLOCK_KEYS),
  };
}

/**
 * Facilities as a register: complete for every service that it holds.
 *
 * @param serviceIds - ids that are known; default those of the services list
 * @throws {InvalidInputError} naming the facility, if it names no service or one that does not exist, a coordinate is
 *   not in degrees, a figure is not a number from 0, or an id comes twice
 */
export function facilitiesOfObjects(
  facilities: readonly PlainFacility[],
  serviceIds: readonly string[] = SERVICES.map(({ id }) => id),
): FacilitySet {
  const ids = uniqueIds("facility", facilities);
  const list = facilities.map((facility, i): Facility => {
    const { name = "", names = {}, entrances = [], openToAll = null, areaM2 = null } = facility;
    const { capacity = null, source = "register" } = facility;
    const id = itemAt(ids, i);
    requireForm("facility", id, FACILITY_FORM, facility);
    requireServices(id, facility.services, serviceIds);
    return { ...facility, id, name, names, entrances, openToAll, areaM2, capacity, source };
  });
  const services = new Set(list.flatMap((one) => one.services));
  return {
    facilities: list,
    completeness: Object.fromEntries([...services].map((id): [string, Completeness] => [id, "complete"])),
    suspectedDuplicates: [],
    merged: 0,
    notes: unusedKeys(facilities, FACILITY_KEYS),
  };
}

function uniqueIds(what: string, places: readonly { readonly id?: string | number | undefined }[]): string[] {
  const seen = new Set<string>();
  return places.map((place, i) => {
    if (typeof place !== "object" || place === null)
      throw new InvalidInputError(`The ${what} ${i + 1} of the list is ${shown(place)}: expected an object`);
    const { id } = place;
    const text = String(id ?? i + 1);
    if (seen.has(text)) throw new InvalidInputError(`The id "${text}" of a ${what} comes twice`);
    seen.add(text);
    return text;
  });
}

const lonLat = { lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) };
const amount = z.number().nonnegative().nullish();
const place = {
  ...lonLat,
  id: z.union([z.string().min(1), z.number()]).optional(),
  name: z.string().optional(),
  entrances: z.array(z.tuple([lonLat.lon, lonLat.lat])).optional(),
  areaM2: amount,
};
const BLOCK_FORM = z.looseObject({
  ...place,
  residents: amount,
  households: amount,
  ages: z.record(z.string(), z.number().nonnegative()).nullish(),
  unit: z.string().nullish(),
});
const FACILITY_FORM = z.looseObject({
  ...place,
  services: z.array(z.string()).min(1),
  capacity: amount,
  openToAll: z.boolean().nullish(),
  serves: z.array(z.string().min(1)).optional(),
  estate: z.string().min(1).optional(),
  unit: z.string().min(1).optional(),
  openingHours: z.string().optional(),
  source: z.string().optional(),
});

/** @throws {InvalidInputError} naming the place, the key and what is wrong with it */
function requireForm(what: string, id: string, form: z.ZodType, value: unknown): void {
  const outcome = compareWithForm(form, value);
  if (outcome.ok) return;
  const lines = outcome.problems.map(({ at, message }) => `${at.join(".")}: ${message}`);
  throw new InvalidInputError(`The ${what} "${id}": ${lines.join("; ")}`);
}

function requireServices(id: string, services: readonly string[], serviceIds: readonly string[]): void {
  if (!Array.isArray(services) || services.length === 0)
    throw new InvalidInputError(`The facility "${id}" names no service: expected services: ["childcare"]`);
  const stranger = services.find((service) => !serviceIds.includes(service));
  if (stranger === undefined) return;
  throw new InvalidInputError(
    `The facility "${id}" offers "${stranger}", which is not a service${meantPerhaps(stranger, serviceIds)}; there are ${serviceIds.join(", ")}`,
  );
}

/** Keys that no meaning is known for, each once. */
/** A note on keys that plain objects have and nothing reads: perhaps misspelt. */
export function unusedKeys(places: readonly object[], knownKeys: readonly string[]): ReadNote[] {
  const counts = new Map<string, number>();
  for (const place of places) {
    for (const key of Object.keys(place))
      if (!knownKeys.includes(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const message = `keys of plain objects are not used: ${[...counts.keys()].join(", ")}`;
  return countedNote("keys-not-used", counts.size, message, "not-used");
}
