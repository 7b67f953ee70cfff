/**
 * Where people live, in as many parts as a reader can hold: communities where blocks name them, else squares of a kilometre
 * that bear the name of the street that runs longest in them.
 */
import { addAt, itemAt, nothingAt } from "../../base/at.js";
import { addTo } from "../../base/grouping.js";
import { degreeLengths } from "../../geo/earth.js";
import { amounts } from "./amounts.js";
import { type AreaScale, areaScale } from "./marks.js";
import type { Words } from "./report-data.js";
import { type LevelModel, labelOf, type ReportModel, type ServiceModel } from "./report-model.js";
import { say, WORDS } from "./words.js";

/** Parts of the study area; each block lies in one or in none. */
export interface Areas {
  /** A level of units, or `square`. */
  readonly level: string;
  /** Index into the levels of the report; -1 for squares that are not among them. */
  readonly position: number;
  readonly names: readonly Words[];
  /** Names for a map. */
  readonly short: readonly Words[];
  /** Blocks by area. */
  readonly members: readonly (readonly number[])[];
  /** South-west corners of squares and their sides, degrees; null for units. */
  readonly squares: { readonly corners: readonly (readonly [number, number])[]; readonly side: Side } | null;
}

interface Side {
  readonly lon: number;
  readonly lat: number;
}

/** Units stand for the area where they hold this share of its blocks. */
const MIN_NAMED = 0.5;
/** More squares than there are in a row. */
const ROW = 1_000_000;
/** Sides of squares, metres: of a city, and of what is smaller than four kilometres. */
const [CITY_M, DISTRICT_M] = [1000, 500];

/** The areas that a report lists: communities where there are any, else the smallest units, else squares. */
export function areasOf(model: ReportModel): Areas {
  const known = areasByModel.get(model) ?? findAreas(model);
  areasByModel.set(model, known);
  return known;
}

const areasByModel = new WeakMap<ReportModel, Areas>();

function findAreas(model: ReportModel): Areas {
  const { levels } = model;
  const community = levels.findIndex(({ level }) => level === "community");
  const named = [community, ...levels.keys()].find((at) => {
    const one = levels[at];
    return one !== undefined && one.level !== SQUARE && share(one.unit) >= MIN_NAMED && !isSingle(one, model);
  });
  return named === undefined ? streetSquares(model) : areasOfLevel(model, named);
}

const SQUARE = "square";

/** The report with its squares as one more level of units, where it lists squares. */
export function withSquares(model: ReportModel): ReportModel {
  const { squares, short, members } = areasOf(model);
  if (squares === null || model.blocks.count === 0) return model;
  const unit = new Float64Array(model.blocks.count);
  for (const [at, blocks] of members.entries()) for (const b of blocks) unit[b] = at;
  const level = { level: SQUARE, unit, units: short.map(({ en }) => en) };
  const wider = { ...model, levels: [...model.levels, level] };
  // The squares are the same: only their place among the levels is new.
  areasByModel.set(wider, { ...areasOf(model), position: model.levels.length });
  return wider;
}

function share(unit: Float64Array): number {
  return unit.length === 0 ? 0 : unit.reduce((sum, u) => sum + Number(u >= 0), 0) / unit.length;
}

/** Estates that are the blocks themselves say nothing more. */
function isSingle({ level, units }: LevelModel, { blocks }: ReportModel): boolean {
  return level === "estate" && units.length > 0.8 * blocks.count;
}

/** The units of one level. */
function areasOfLevel({ levels }: ReportModel, position: number): Areas {
  const { level, unit, units } = itemAt(levels, position);
  const members = units.map((): number[] => []);
  for (const [b, u] of unit.entries()) members[u]?.push(b);
  const names = units.map((name) => ({ en: name, zh: name }));
  return { level, position, names, short: names, members, squares: null };
}

/** Squares over all blocks, named after streets. */
export function streetSquares(model: ReportModel): Areas {
  const known = squaresByModel.get(model) ?? findSquares(model);
  squaresByModel.set(model, known);
  return known;
}

const squaresByModel = new WeakMap<ReportModel, Areas>();

function findSquares(model: ReportModel): Areas {
  const { blocks, streets } = model;
  const [south, north] = rangeOf(blocks.lat);
  const [west, east] = rangeOf(blocks.lon);
  const { lonM, latM } = degreeLengths((south + north) / 2);
  const sideM = Math.max((east - west) * lonM, (north - south) * latM) > 4000 ? CITY_M : DISTRICT_M;
  const side = { lon: sideM / lonM, lat: sideM / latM };
  const keyOf = (lon: number, lat: number) =>
    Math.floor((lon - west) / side.lon) + ROW * Math.floor((lat - south) / side.lat);
  const lists = new Map<number, number[]>();
  for (const [b, lon] of blocks.lon.entries()) addTo(lists, keyOf(lon, itemAt(blocks.lat, b)), b);
  const keys = [...lists.keys()];
  const longest = streets === null ? new Map<number, string[]>() : streetNames(streets, keyOf, lists);
  const weight = amounts(model);
  const seen = new Set<string>();
  const short = keys.map((key): Words => {
    const [first, second] = longest.get(key) ?? [];
    if (first === undefined) {
      const most = (lists.get(key) ?? []).reduce((a, b) => (itemAt(weight, b) > itemAt(weight, a) ? b : a));
      const where = labelOf(blocks, most);
      return { en: where, zh: where };
    }
    const where = seen.has(first) && second !== undefined ? `${first} / ${second}` : first;
    seen.add(first);
    return { en: where, zh: where };
  });
  const names = short.map((where) => say(WORDS.around, { where }));
  const corners = keys.map((key): [number, number] => [
    west + (key % ROW) * side.lon,
    south + Math.floor(key / ROW) * side.lat,
  ]);
  const members = keys.map((key) => lists.get(key) ?? nothingAt(key));
  const position = model.levels.findIndex(({ level }) => level === SQUARE);
  return { level: SQUARE, position, names, short, members, squares: { corners, side } };
}

/** Names of the streets with the most drawn points in each square, by square. */
function streetNames(
  { lines, name, names }: NonNullable<ReportModel["streets"]>,
  keyOf: (lon: number, lat: number) => number,
  wanted: ReadonlyMap<number, unknown>,
): Map<number, string[]> {
  const { first, lon, lat } = lines;
  const counts = new Map<number, Map<number, number>>();
  for (let i = 0; i < name.length; i++) {
    const street = name[i] ?? nothingAt(i);
    if (names[street] === "") continue;
    for (let s = first[i] ?? nothingAt(i), end = first[i + 1] ?? nothingAt(i); s < end; s++) {
      const key = keyOf(lon[s] ?? nothingAt(s), lat[s] ?? nothingAt(s));
      if (!wanted.has(key)) continue;
      let here = counts.get(key);
      if (here === undefined) {
        here = new Map();
        counts.set(key, here);
      }
      here.set(street, (here.get(street) ?? 0) + 1);
    }
  }
  const byCount = (here: ReadonlyMap<number, number>) =>
    [...here]
      .map(([street, count]) => [itemAt(names, street), count] as const)
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .map(([text]) => text);
  return new Map([...counts].map(([key, here]) => [key, byCount(here).slice(0, 2)]));
}

function rangeOf(values: Float64Array): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return [low, high];
}

/** What one area has and misses of one service, in the amounts of the report. */
export interface AreaSplit {
  readonly met: number;
  readonly gap: number;
  readonly unknown: number;
}

/** Every area split by verdict. */
export function splitByArea(model: ReportModel, service: ServiceModel, { members }: Areas): AreaSplit[] {
  const weight = amounts(model);
  const [met, gap] = [model.data.verdicts.indexOf("met"), model.data.verdicts.indexOf("gap")];
  return members.map((blocks) => {
    const split = [0, 0, 0];
    for (const b of blocks) {
      const verdict = service.verdict[b];
      addAt(split, verdict === met ? 0 : verdict === gap ? 1 : 2, itemAt(weight, b));
    }
    const [inReach = 0, inGap = 0, unknown = 0] = split;
    return { met: inReach, gap: inGap, unknown };
  });
}

/** How the areas are coloured for one service. */
export function scaleOfAreas({ squares }: Areas, splits: readonly AreaSplit[]): AreaScale {
  return areaScale(squares === null ? null : Math.max(1, ...splits.map(({ gap }) => gap)));
}

/** An area, what it misses of some services in their order, and the sum of it: by that it is ranked. */
export interface AreaNeed {
  readonly area: number;
  readonly splits: readonly AreaSplit[];
  readonly missing: number;
}

/** All areas, the most in need first: people without, counted once for each service. */
export function areasByNeed(model: ReportModel, services: readonly ServiceModel[], areas: Areas): AreaNeed[] {
  const columns = services.map((service) => splitByArea(model, service, areas));
  return areas.members
    .map((_, area): AreaNeed => {
      const splits = columns.map((column) => itemAt(column, area));
      return { area, splits, missing: splits.reduce((sum, { gap }) => sum + gap, 0) };
    })
    .sort((a, b) => b.missing - a.missing || a.area - b.area);
}
