/**
 * People where only floors are known: residents are residential floor area ÷ 35 m², in whole people.
 *
 * The figure and its source stand in `data/tags/residential.json`. Every number from here is an estimate, to be marked
 * so; households and ages are never guessed.
 */

import { shippedJson } from "../base/read-file.js";
import { apportion } from "./apportion.js";

/** Residential floor of one person, m². */
export const FLOOR_PER_PERSON_M2 = shippedJson<{ area_per_person_m2: number }>(
  "tags/residential.json",
).area_per_person_m2;

/**
 * Whole people a floor, their sum rounded once: what rounding down leaves over goes to the largest remainders.
 *
 * @param floorsM2 - residential floor areas, m², numbers from 0
 * @param knownPeople - a whole number of people to which the estimate is scaled; by default floor area ÷ 35 m²
 * @returns one number a floor; none live anywhere if there is no floor at all
 */
export function peopleByFloor(floorsM2: readonly number[], knownPeople?: number): number[] {
  const sum = floorsM2.reduce((a, b) => a + b, 0);
  if (sum === 0) return floorsM2.map(() => 0);
  return apportion(knownPeople ?? Math.round(sum / FLOOR_PER_PERSON_M2), floorsM2);
}
