/**
 * The columns of a report page, unpacked.
 */
import { itemAt, nothingAt, spanAt } from "../../base/at.js";
import { offsetsOf } from "../../base/grouping.js";
import type { LonLat } from "../../geo/polygon-point.js";
import { type PackedNumbers, unpackNumbers, unpackTexts } from "./columns.js";
import { placeNames } from "./place-names.js";
import {
  type BlockData,
  type PackedLines,
  PLACE_SCALE,
  type ReportData,
  type ServiceData,
} from "./report-data.js";

/** Lines as columns in degrees; line `i` runs over `first[i]` … `first[i + 1] - 1`. */
export interface Lines {
  readonly first: Uint32Array;
  readonly lon: Float64Array;
  readonly lat: Float64Array;
}

/** Columns that are unpacked under their own names. */
type PackedKey =
  | "verdict"
  | "reason"
  | "nearest"
  | "walkM"
  | "straightM"
  | "barrier"
  | "notOpen"
  | "notOpenM";

export interface ServiceModel
  extends Omit<ServiceData, PackedKey | "walkTenths" | "shortestTenths" | "circle"> {
  readonly verdict: Float64Array;
  readonly reason: Float64Array;
  readonly nearest: Float64Array;
  readonly walkM: Float64Array;
  /** Minutes; -1 where none is reached. */
  readonly walkMin: Float64Array;
  /** Straight line, metres; null: it is to be measured. */
  readonly straightM: Float64Array | null;
  /** Minutes of the shortest walk of all. */
  readonly shortestMin: Float64Array;
  /** Index into `barriers`, and of a nearer facility that is not open with the walk to it, metres; null: none anywhere. */
  readonly barrier: Float64Array | null;
  readonly notOpen: Float64Array | null;
  readonly notOpenM: Float64Array | null;
  readonly circle: Lines | null;
  /** Verdict and deciding input over ranges, where any were asked for. */
  readonly range: { readonly verdict: Float64Array; readonly decides: Float64Array } | null;
}

/** The units of one level, unpacked. */
export interface LevelModel {
  readonly level: string;
  /** Per block: index into `units`, -1 where it names none. */
  readonly unit: Float64Array;
  readonly units: readonly string[];
}

export interface ReportModel {
  readonly data: ReportData;
  /** From small to large; empty where no block names a unit. */
  readonly levels: readonly LevelModel[];
  readonly blocks: {
    readonly count: number;
    readonly id: readonly string[];
    readonly name: readonly string[];
    readonly unit: Float64Array;
    readonly units: readonly string[];
    readonly lon: Float64Array;
    readonly lat: Float64Array;
    /** People; -1 where unknown. */
    readonly residents: Float64Array;
    /** Dwellings; -1 where unknown. */
    readonly households: Float64Array;
    /** People by age group; -1 where unknown. */
    readonly ages: readonly { readonly group: string; readonly people: Float64Array }[];
  };
  readonly facilities: {
    readonly count: number;
    readonly id: readonly string[];
    readonly name: readonly string[];
    readonly lon: Float64Array;
    readonly lat: Float64Array;
    readonly services: readonly (readonly string[])[];
  };
  readonly services: readonly ServiceModel[];
  /** Rings of the study area; null where none was given. */
  readonly outline: Lines | null;
  readonly streets: {
    readonly kind: Float64Array;
    readonly name: Float64Array;
    readonly names: readonly string[];
    readonly lines: Lines;
    readonly barrierKind: Float64Array;
    readonly barriers: Lines;
  } | null;
}

/** What one block is judged by for one service. */
export interface BlockVerdict {
  readonly verdict: string;
  readonly reason: string;
  /** Index of the nearest facility, -1 where none is reached; so are the walks. */
  readonly nearest: number;
  readonly walkM: number;
  readonly walkMin: number;
}

export function verdictOn({ data }: ReportModel, service: ServiceModel, block: number): BlockVerdict {
  return {
    verdict: itemAt(data.verdicts, itemAt(service.verdict, block)),
    reason: itemAt(data.reasons, itemAt(service.reason, block)),
    nearest: itemAt(service.nearest, block),
    walkM: itemAt(service.walkM, block),
    walkMin: itemAt(service.walkMin, block),
  };
}

/** Name of a block or facility; its id where it has none. */
export function labelOf(
  { name, id }: { readonly name: readonly string[]; readonly id: readonly string[] },
  index: number,
): string {
  return itemAt(name, index) || itemAt(id, index);
}

/** Place `s` of some lines, degrees. */
export function placeAt({ lon, lat }: Lines, s: number): LonLat {
  return [lon[s] ?? nothingAt(s), lat[s] ?? nothingAt(s)];
}

/** The places of one line. */
export function placesOf(lines: Lines, line: number): LonLat[] {
  const places: LonLat[] = [];
  for (let [s, end] = spanAt(lines.first, line); s < end; s++) places.push(placeAt(lines, s));
  return places;
}

/** Unpacks all columns. */
export function openReport(data: ReportData): ReportModel {
  const { blocks, facilities, streets } = data;
  const { lons, lines } = readerOf(data);
  const streetModel = streets && {
    kind: unpackNumbers(streets.kind),
    name: unpackNumbers(streets.name),
    names: streets.names,
    lines: lines(streets.lines),
    barrierKind: unpackNumbers(streets.barrierKind),
    barriers: lines(streets.barriers),
  };
  const [id, lon, lat] = [unpackTexts(blocks.id), lons(blocks.lon), places(blocks.lat)];
  return {
    data,
    levels: levelsIn(blocks),
    blocks: {
      count: blocks.count,
      id,
      name: placeNames({ id, lon, lat, name: unpackTexts(blocks.name) }, streetModel),
      unit: unpackNumbers(blocks.unit),
      units: blocks.units,
      lon,
      lat,
      residents: tenths(blocks.residents),
      households:
        blocks.households === undefined ? new Float64Array(blocks.count).fill(-1) : tenths(blocks.households),
      ages: blocks.ages.map(({ group, people }) => ({ group, people: tenths(people) })),
    },
    facilities: {
      count: facilities.count,
      id: unpackTexts(facilities.id),
      name: unpackTexts(facilities.name),
      lon: lons(facilities.lon),
      lat: places(facilities.lat),
      services: Array.from(unpackNumbers(facilities.offer), (offer) => itemAt(facilities.offers, offer)),
    },
    services: data.services.map((service) => openService(service, data, lines)),
    outline: data.area ? lines(data.area.outline) : null,
    streets: streetModel,
  };
}

/** Older pages have one level alone. */
function levelsIn({ levels, unit, units }: BlockData): LevelModel[] {
  const given = levels ?? (units.length > 0 ? [{ level: "community", unit, units }] : []);
  return given.map((one) => ({ ...one, unit: unpackNumbers(one.unit) }));
}

function openService(
  service: ServiceData,
  { ranges }: ReportData,
  lines: (packed: PackedLines) => Lines,
): ServiceModel {
  const range = ranges?.services.find((one) => one.service === service.service);
  return {
    ...service,
    verdict: unpackNumbers(service.verdict),
    reason: unpackNumbers(service.reason),
    nearest: unpackNumbers(service.nearest),
    walkM: unpackNumbers(service.walkM),
    walkMin: tenths(service.walkTenths),
    straightM: service.straightM ? unpackNumbers(service.straightM) : null,
    shortestMin: tenths(service.shortestTenths ?? service.walkTenths),
    barrier: service.barrier ? unpackNumbers(service.barrier) : null,
    notOpen: service.notOpen ? unpackNumbers(service.notOpen) : null,
    notOpenM: service.notOpenM ? unpackNumbers(service.notOpenM) : null,
    circle: service.circle && lines(service.circle),
    range: range ? { verdict: unpackNumbers(range.verdict), decides: unpackNumbers(range.decides) } : null,
  };
}

/** How longitudes and lines are read: in a town on both sides of ±180° longitudes run on beyond it. */
function readerOf({ blocks, facilities, streets }: ReportData) {
  const columns = [blocks.lon, facilities.lon, ...(streets ? [streets.lines.lon] : [])].map(places);
  const runsOn =
    columns.some((lon) => lon.some((x) => x < -90)) && columns.some((lon) => lon.some((x) => x > 90));
  const lons = (packed: PackedNumbers) =>
    runsOn ? places(packed).map((lon) => (lon < 0 ? lon + 360 : lon)) : places(packed);
  const lines = (packed: PackedLines): Lines => {
    const points = unpackNumbers(packed.points);
    const first = offsetsOf(points.length, (i) => itemAt(points, i));
    return { first, lon: lons(packed.lon), lat: places(packed.lat) };
  };
  return { lons, lines };
}

/** Whole multiples of 1e-5 degree → degrees. */
function places(packed: PackedNumbers): Float64Array {
  return unpackNumbers(packed).map((value) => value / PLACE_SCALE);
}

/** Whole tenths → numbers; -1 stays -1, since it stands for unknown. */
function tenths(packed: PackedNumbers): Float64Array {
  return unpackNumbers(packed).map((value) => (value === -1 ? -1 : value / 10));
}
