/**
 * The services of the living circle: ids, names in English and Chinese, and what OpenStreetMap knows of them.
 */

import { shippedJson } from "../base/read-file.js";
import type { Completeness } from "./places.js";

/** A service of daily life: its id, its names, and how far OpenStreetMap can be trusted for it. */
export interface Service {
  readonly id: string;
  readonly en: string;
  readonly zh: string;
  /** One of the four core functions of the 2023 plan. */
  readonly core: boolean;
  /** Judged only if you name it; the others are judged by default. */
  readonly extra?: boolean | undefined;
  /** How complete OpenStreetMap is taken to be for it. */
  readonly osm: Completeness;
}

/** All services, in the order of reports: the core ones first. */
export const SERVICES: readonly Service[] = shippedJson<{ services: Service[] }>(
  "tags/services.json",
).services;

/** Ids of the services that are judged where the user names none: those of the plan, kindergartens and pharmacies. */
export const DEFAULT_SERVICES: readonly string[] = SERVICES.filter(({ extra }) => extra !== true).map(
  ({ id }) => id,
);

/** A service by id, or undefined. */
export function serviceOf(id: string): Service | undefined {
  return SERVICES.find((service) => service.id === id);
}

/** Ids without repeats, in the order of the services list; those of a city's own after them, by the alphabet. */
export function inServiceOrder(ids: Iterable<string>): string[] {
  const offered = new Set(ids);
  const shipped = SERVICES.flatMap(({ id }) => (offered.delete(id) ? [id] : []));
  return [...shipped, ...[...offered].sort()];
}
