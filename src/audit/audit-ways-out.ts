/**
 * Homes and facilities of which barriers shut every way out: those that join a street through a gate that is assumed, and
 * those that join none.
 */
import { itemAt } from "../base/at.js";
import { linkPoints } from "../network/link-points.js";
import { offStreetCapOf } from "../network/off-street.js";
import { DISTANCE_BASIS } from "../network/profiles.js";
import { BARRIER_KINDS, type BarrierKind } from "../network/street-draft.js";
import { streetIndex } from "../network/street-index.js";
import { walkCosts } from "../network/walk-costs.js";
import type { WalkNetwork } from "../network/walk-network.js";
import { doorsOf, type PlaceWithDoors, pointsOfPlaces } from "../places/facility-index.js";
import { type AuditFinding, type AuditLayer, finding } from "./finding.js";

const KINDS_ZH: Readonly<Record<BarrierKind, string>> = {
  river: "河流",
  water: "水域",
  rail: "铁路",
  motorway: "高速公路",
  wall: "围墙",
};

interface Place extends PlaceWithDoors {
  readonly id: string;
  readonly residents?: number | null | undefined;
}

/** One finding a place; how many they are in all, and how many people live there, stands in the message of the first. */
export function auditWaysOut(
  network: WalkNetwork,
  layer: AuditLayer & ("blocks" | "facilities"),
  places: readonly Place[],
): AuditFinding[] {
  const index = streetIndex(network);
  const reachM = offStreetCapOf(network);
  const walled = places.filter((place) =>
    doorsOf(place).some(([lon, lat]) => index.hasBarrierNear(lon, lat, reachM)),
  );
  if (walled.length === 0) return [];
  const links = linkPoints(walkCosts(network, DISTANCE_BASIS), pointsOfPlaces(walled), { islandsToo: true });
  const shut = walled.flatMap((place, p) => {
    const kinds = BARRIER_KINDS.filter((_, k) => ((links.shutBy?.[p] ?? 0) & (1 << k)) !== 0);
    const isJoined = itemAt(links.firstLink, p + 1) > itemAt(links.firstLink, p);
    return kinds.length === 0 ? [] : [{ place, kinds, isJoined }];
  });
  return [true, false].flatMap((isJoined) => {
    const group = shut.filter((one) => one.isJoined === isJoined);
    const people = group.reduce((sum, { place }) => sum + (place.residents ?? 0), 0);
    const of = [
      `${group.length} of ${places.length} ${layer}`,
      `${places.length} 处中的 ${group.length} 处`,
    ] as const;
    const sums =
      layer === "blocks"
        ? [`${of[0]}, ${Math.round(people)} residents`, `${of[1]}，${Math.round(people)} 人`]
        : of;
    return group.map(({ place, kinds }) => {
      const [en, zh] = [kinds.join(" and "), kinds.map((kind) => KINDS_ZH[kind]).join("、")];
      return isJoined
        ? finding(
            "gate-assumed",
            layer,
            place,
            `a ${en} shuts every way out: a gate is assumed, and the nearest street is joined (${sums[0]})`,
            `四周被${zh}封闭：假定有门，接入最近的街道（${sums[1]}）`,
          )
        : finding(
            "behind-barrier",
            layer,
            place,
            `a ${en} lies between it and every street near by: it joins none (${sums[0]})`,
            `与附近所有街道之间隔着${zh}：未接入街道（${sums[1]}）`,
          );
    });
  });
}
