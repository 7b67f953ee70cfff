/**
 * Blocks that are large against the walk (villages, grid cells, subzones) → the places where their people live.
 *
 * A village is not a point: its people are spread over the residential buildings in it where these are mapped, weighted by
 * their residents, else over points on its streets, weighted by length. Each part is a block of its own, which names
 * the block it is part of; coverage of that block is then a share (`areaCoverage`). People, households, and every age
 * group keep their totals exactly. Where a block reaches beyond the streets, people by the share of its area out there
 * stay out there, as one part more.
 */

import { itemAt } from "../../base/at.js";
import type { ReadNote } from "../../base/notes.js";
import { type Area, distanceToEdgeM, liesInArea } from "../../geo/area.js";
import { gridInArea } from "../../geo/area-grid.js";
import { distanceM } from "../../geo/earth.js";
import { boxOfRings } from "../../geo/polygon-point.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import { apportion } from "../../places/apportion.js";
import type { Block, BlockSet } from "../../places/places.js";
import { hullOfStreets } from "../ask/analyze.js";
import { streetPoints, type WeightedPoint } from "./street-points.js";

/** Over what a large block is spread, and from what size on. */
export interface DisaggregateOptions {
  /** Mapped homes, as of `blocksFromOsm`; none by default. */
  readonly homes?: BlockSet;
  /** How far apart points on streets are, metres; default 40. */
  readonly stepM?: number;
  /** A block is large if its box is longer across than a quarter of this walk, metres; default 300, the shortest tier. */
  readonly limitM?: number;
}

/** Fewer mapped homes in a block give no picture of where its people live; an assumption. */
const MIN_HOMES = 10;

/** Less of a block beyond the streets is the width of its own edge; an assumption. */
const MIN_BEYOND = 0.05;

/** Where the parts of a block lie. */
interface Spread {
  readonly over: "homes" | "streets";
  readonly points: readonly WeightedPoint[];
}

/**
 * Spreads the large blocks; all others stay as they are.
 *
 * Parts are called `village#1`, `village#2`, … and stand in the unit of their block, or where it has none in a unit of its
 * name. Parts that nobody lives in are left out. A block without homes and streets stays one point.
 *
 * @returns the blocks with their parts in their places; the notes say how many were spread over what
 */
export function disaggregateBlocks(
  network: WalkNetwork,
  set: BlockSet,
  { homes, stepM = 40, limitM = 300 }: DisaggregateOptions = {},
): BlockSet {
  if (!set.blocks.some((block) => isLarge(block, limitM))) return set;
  const streets = streetPoints(network, stepM);
  const mapped = (homes?.blocks ?? []).map(
    ({ lon, lat, residents }): WeightedPoint => ({ lon, lat, weight: residents ?? 1 }),
  );
  const hull = hullOfStreets(network);
  const counts = { homes: 0, streets: 0, nothing: 0, edge: 0, parts: 0 };
  const blocks = set.blocks.flatMap((block) => {
    if (!isLarge(block, limitM)) return [block];
    const spread = placesInside(block, mapped, streets);
    if (spread === null) {
      counts.nothing++;
      return [block];
    }
    counts[spread.over]++;
    const beyond = partBeyond(block, hull, spread.points);
    counts.edge += beyond.length;
    const parts = partsOf(block, [...spread.points, ...beyond]);
    counts.parts += parts.length;
    return parts;
  });
  return { ...set, blocks, notes: [...set.notes, ...notesOn(counts)] };
}

/** At its point, people of a block that is smaller are judged less than an eighth of the walk from where they live; an assumption. */
const LARGE = 1 / 4;

/** Whether the box around the block is long across against the walk. */
function isLarge({ extent }: Block, limitM: number): boolean {
  if (extent === undefined) return false;
  const [west, south, east, north] = boxOfRings(extent.flat());
  return distanceM(west, south, east, north) > LARGE * limitM;
}

function placesInside(
  block: Block,
  homes: readonly WeightedPoint[],
  streets: readonly WeightedPoint[],
): Spread | null {
  const inHomes = inside(block, homes);
  if (inHomes.length >= MIN_HOMES && inHomes.some(({ weight }) => weight > 0)) {
    return { over: "homes", points: inHomes };
  }
  const onStreets = inside(block, streets);
  return onStreets.length === 0 ? null : { over: "streets", points: onStreets };
}

/** What stands for the share of the block that lies outside the hull of the streets: one point there, or none. */
function partBeyond({ extent = [] }: Block, hull: Area, points: readonly WeightedPoint[]): WeightedPoint[] {
  const grid = gridInArea(extent);
  const out = grid.filter((place) => !liesInArea(hull, place));
  const share = out.length / Math.max(1, grid.length);
  if (hull.length === 0 || share < MIN_BEYOND || share === 1) return [];
  const weight = points.reduce((sum, point) => sum + point.weight, 0) * (share / (1 - share));
  // As far out as it goes, so that it is judged by no street that merely lies near the edge.
  const far = out.map((place) => distanceToEdgeM(hull, place));
  const [lon, lat] = itemAt(out, far.indexOf(far.reduce((most, distance) => Math.max(most, distance))));
  return [{ lon, lat, weight }];
}

function inside({ extent = [] }: Block, points: readonly WeightedPoint[]): WeightedPoint[] {
  const [west, south, east, north] = boxOfRings(extent.flat());
  return points.filter(
    ({ lon, lat }) =>
      lon >= west && lon <= east && lat >= south && lat <= north && liesInArea(extent, [lon, lat]),
  );
}

function partsOf(block: Block, points: readonly WeightedPoint[]): Block[] {
  const weights = points.map(({ weight }) => weight);
  const sum = weights.reduce((a, b) => a + b, 0);
  const shared = (total: number | null | undefined) =>
    total === null || total === undefined ? null : apportion(total, weights);
  const [residents, households] = [shared(block.residents), shared(block.households)];
  const ages = Object.entries(block.ages ?? {}).map(
    ([group, total]) => [group, apportion(total, weights)] as const,
  );
  const { extent: _, areaM2, ...rest } = block;
  const parts = points.map(
    ({ lon, lat, weight }, i): Block => ({
      ...rest,
      id: `${block.id}#${i + 1}`,
      lon,
      lat,
      entrances: [],
      residents: residents?.[i] ?? null,
      households: households?.[i] ?? null,
      ages:
        block.ages === null
          ? null
          : Object.fromEntries(ages.map(([group, shares]) => [group, itemAt(shares, i)])),
      unit: block.unit ?? block.name,
      part: { of: block.id, name: block.name, share: weight / sum },
      // Land is measured, not counted: its parts may be fractions.
      ...(areaM2 === undefined || areaM2 === null ? {} : { areaM2: (areaM2 * weight) / sum }),
    }),
  );
  return block.residents === 0 ? parts : parts.filter(livesSomebody);
}

/** Whether a part holds anything that is counted; what it does not know it may hold. */
function livesSomebody({ residents, households, ages }: Block): boolean {
  return residents !== 0 || (households ?? 0) > 0 || Object.values(ages ?? {}).some((people) => people > 0);
}

function notesOn(counts: Record<"homes" | "streets" | "nothing" | "edge" | "parts", number>): ReadNote[] {
  const cases = [
    [
      "spread-over-homes",
      counts.homes,
      "blocks are large: their people are spread over the mapped homes in them",
    ],
    [
      "spread-over-streets",
      counts.streets,
      "blocks are large: their people are spread over the streets in them",
    ],
    ["not-spread", counts.nothing, "blocks are large but hold no homes and no streets: each stays one point"],
    [
      "spread-at-edge",
      counts.edge,
      "of these reach beyond the streets: people by the share of area out there stay out there",
    ],
    ["spread-parts", counts.parts, "parts stand for the blocks that were spread"],
  ] as const;
  return cases.flatMap(([code, count, message]) => (count === 0 ? [] : [{ code, count, message }]));
}
