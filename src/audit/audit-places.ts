/**
 * Faults of blocks and facilities: where they stand, who lives there, what they hold, how they are written.
 */

import { lowerMedian } from "../base/quantile.js";
import { distanceM } from "../geo/earth.js";
import { type Box, boxOfRings } from "../geo/polygon-point.js";
import { offStreetCapOf } from "../network/off-street.js";
import { streetIndex } from "../network/street-index.js";
import { streetsBox } from "../network/street-rows.js";
import { looksSwapped } from "../network/swapped-axes.js";
import type { WalkNetwork } from "../network/walk-network.js";
import { createFacilityIndex, doorsOf } from "../places/facility-index.js";
import type { Block, BlockSet, Facility, FacilitySet } from "../places/places.js";
import { auditUsable } from "./audit-usable.js";
import { auditWaysOut } from "./audit-ways-out.js";
import { type AuditFinding, type AuditLayer, finding } from "./finding.js";

/** A layer is of one region; an assumption. */
const FAR_M = 200_000;
/** Two blocks of one name and number of people are one within this. */
const SAME_SPOT_M = 5;
/** U+FFFD, what UTF-8 read as Latin-1 looks like, and what memory and double conversion leave in Chinese text. */
const DAMAGED = /\uFFFD|[ÃÂ][\u0080-\u00BF]|â€|ï¿½|ï»¿|锟斤拷|烫烫烫|屯屯屯/u;

const REASONS_ZH: Readonly<Record<string, string>> = {
  "same name and service": "名称和服务相同",
  "similar name and same service": "名称相近、服务相同",
};

type Place = Pick<Block | Facility, "id" | "name" | "lon" | "lat" | "entrances"> & Pick<Block, "extent">;

export function auditBlocks(
  network: WalkNetwork,
  { blocks, system }: BlockSet,
  { facilities }: Pick<FacilitySet, "facilities">,
): AuditFinding[] {
  return [
    ...assumed("blocks", system),
    ...placement(network, "blocks", blocks, facilities),
    ...peopleOfAll(blocks),
    ...blocksTwice(blocks),
    ...damagedNames("blocks", blocks),
  ];
}

export function auditFacilities(network: WalkNetwork, set: FacilitySet): AuditFinding[] {
  const { facilities, suspectedDuplicates, system, systems = {} } = set;
  const byId = new Map(facilities.map((facility) => [facility.id, facility]));
  const twice = suspectedDuplicates.map(({ a, b, distanceM: metres, reason }) =>
    finding(
      "facility-twice",
      "facilities",
      byId.get(a) ?? { id: a },
      `perhaps the same as ${b}, ${metres} m away: ${reason}`,
      `可能与 ${b} 为同一设施，相距 ${metres} 米：${REASONS_ZH[reason] ?? reason}`,
    ),
  );
  return [
    ...assumed("facilities", system),
    ...Object.entries(systems).flatMap(([source, one]) => assumed("facilities", one, source)),
    ...placement(network, "facilities", facilities, facilities),
    ...twice,
    ...withoutSize(facilities),
    ...damagedNames("facilities", facilities),
  ];
}

function assumed(layer: AuditLayer, system: BlockSet["system"], id: string | null = null): AuditFinding[] {
  if (system?.word !== "nobody") return [];
  return [
    finding(
      "crs-assumed",
      layer,
      { id },
      "the table does not say its coordinate system; WGS 84 is taken",
      "表格未声明坐标系，按 WGS 84 处理",
    ),
  ];
}

/** Asked of places that lie among the streets with their axes swapped, in English and Chinese. */
const SWAPPED = [
  "; is that latitude, longitude? With the two swapped it lies among the streets",
  "；是否把纬度写在了经度前面？对调后位于街道范围内",
] as const;

/**
 * Far from all others, outside the streets, or beside none of them or none that can be used; and whether none joins the
 * streets at all.
 *
 * @param served - facilities, which make the islands that they stand on usable
 */
function placement(
  network: WalkNetwork,
  layer: "blocks" | "facilities",
  places: readonly Place[],
  served: readonly Place[],
): AuditFinding[] {
  if (places.length === 0 || network.edgeCount === 0) return [];
  const index = streetIndex(network);
  const box = streetsBox(network);
  const middle = { lon: lowerMedian(places.map((p) => p.lon)), lat: lowerMedian(places.map((p) => p.lat)) };
  const findings: AuditFinding[] = [];
  const capM = offStreetCapOf(network);
  const besideStreets: Place[] = [];
  for (const place of places) {
    const doors = doorsOf(place);
    const reachM = capM + halfAcrossM(place);
    const apartM = distanceM(place.lon, place.lat, middle.lon, middle.lat);
    if (apartM > FAR_M) {
      const km = Math.round(apartM / 1000);
      const [en, zh] = looksSwapped(network, [place.lon, place.lat]) ? SWAPPED : ["", ""];
      findings.push(
        finding(
          "far-away",
          layer,
          place,
          `lies ${km} km from the middle of its layer${en}`,
          `距该图层中心 ${km} 公里${zh}`,
        ),
      );
    } else if (!inBox(box, place, reachM)) {
      findings.push(finding("outside-streets", layer, place, "lies outside the streets", "位于街道范围之外"));
    } else if (!doors.some(([lon, lat]) => index.nearestM(lon, lat) <= reachM)) {
      const metres = Math.round(index.nearestM(place.lon, place.lat));
      findings.push(
        finding(
          "off-street",
          layer,
          place,
          `the nearest street is ${metres} m away`,
          `最近的街道距离 ${metres} 米`,
        ),
      );
    } else besideStreets.push(place);
  }
  if (besideStreets.length > 0) {
    const unusable = auditUsable(network, layer, besideStreets, served);
    return [...findings, ...auditWaysOut(network, layer, besideStreets), ...unusable];
  }
  const swapped = places.filter(({ lon, lat }) => looksSwapped(network, [lon, lat])).length;
  const [askEn, askZh] = 2 * swapped > places.length ? SWAPPED : ["", ""];
  const [en, zh] = [
    `none of the ${places.length} ${layer} lies beside a street${askEn}`,
    `${places.length} 处均不在街道旁${askZh}`,
  ];
  return [finding("nothing-joins", layer, middle, en, zh), ...findings];
}

/** A village is not a point: its people are put on streets as far from its middle as half its box is across. */
function halfAcrossM({ extent }: Place): number {
  if (extent === undefined) return 0;
  const [west, south, east, north] = boxOfRings(extent.flat());
  return distanceM(west, south, east, north) / 2;
}

function inBox([west, south, east, north]: Box, { lon, lat }: Place, reachM: number): boolean {
  const y = reachM / 110_000;
  const x = y / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  return lon >= west - x && lon <= east + x && lat >= south - y && lat <= north + y;
}

/** Where nobody's number is known and every block gives dwellings, those count, which is said once. */
function peopleOfAll(blocks: readonly Block[]): AuditFinding[] {
  const inDwellings =
    blocks.length > 0 &&
    blocks.every(({ residents, households }) => residents === null && households !== null);
  if (!inDwellings) return blocks.flatMap(peopleOf);
  return [
    finding(
      "unknown-people",
      "blocks",
      {},
      `residents are not known of any of the ${blocks.length} blocks: dwellings are counted instead`,
      `${blocks.length} 处住宅均无居民数：改按户数计`,
    ),
  ];
}

function peopleOf(block: Block): AuditFinding[] {
  const { residents } = block;
  if (residents === null)
    return [finding("unknown-people", "blocks", block, "residents are not known", "居民数未知")];
  if (!(residents >= 0))
    return [finding("negative-people", "blocks", block, `${residents} residents`, `居民数为 ${residents}`)];
  return residents === 0 ? [finding("zero-people", "blocks", block, "nobody lives here", "居民数为 0")] : [];
}

function blocksTwice(blocks: readonly Block[]): AuditFinding[] {
  const index = createFacilityIndex(blocks.map(({ lon, lat }) => ({ lon, lat })));
  const keys = blocks.map(({ name, residents, unit }) => JSON.stringify([name.trim(), residents, unit]));
  const findings: AuditFinding[] = [];
  for (const [b, block] of blocks.entries()) {
    if (block.residents === null || block.residents === 0) continue;
    const near = index.within(block.lon, block.lat, SAME_SPOT_M);
    const twinIndex = near.find((other) => other < b && keys[other] === keys[b]);
    const twin = twinIndex === undefined ? undefined : blocks[twinIndex];
    if (twin !== undefined)
      findings.push(
        finding(
          "block-twice",
          "blocks",
          block,
          `the same place, name and people as ${twin.id}`,
          `与 ${twin.id} 位置、名称、人口均相同`,
        ),
      );
  }
  return findings;
}

/** Of a register each one; map data hold no sizes, which is said once. */
function withoutSize(facilities: readonly Facility[]): AuditFinding[] {
  const none = facilities.filter(({ areaM2, capacity }) => areaM2 === null && capacity === null);
  const mapped = none.filter(({ source }) => source === "osm");
  const ownFindings = none
    .filter(({ source }) => source !== "osm")
    .map((facility) =>
      finding(
        "without-size",
        "facilities",
        facility,
        "neither area nor places are given",
        "未提供面积或床位（学位）数",
      ),
    );
  if (mapped.length === 0) return ownFindings;
  const [en, zh] = [
    `${mapped.length} facilities of OpenStreetMap have neither area nor places`,
    `OpenStreetMap 的 ${mapped.length} 处设施没有面积或床位数`,
  ];
  return [finding("without-size", "facilities", {}, en, zh), ...ownFindings];
}

function damagedNames(layer: AuditLayer, places: readonly Place[]): AuditFinding[] {
  return places
    .filter(({ id, name }) => DAMAGED.test(name) || DAMAGED.test(id))
    .map((place) =>
      finding(
        "damaged-text",
        layer,
        place,
        `the name "${place.name}" is damaged`,
        `名称“${place.name}”编码受损`,
      ),
    );
}
