/**
 * What a configuration of before says of services, carried over into one that is written anew: the list, services of the
 * city's own, and the words of registers that were mapped.
 */
import path from "node:path";
import type { OwnService } from "../../places/own-service.js";
import { type CityConfig, loadConfig } from "../config/load-config.js";

/** Services and words of a configuration of before. */
export interface CarriedServices {
  readonly from: string;
  /** Ids to judge, those declared left out; none where the configuration names none. */
  readonly ids: readonly string[];
  readonly own: readonly OwnService[];
  /** By word of a register the services meant; null where its rows do not count. */
  readonly words: ReadonlyMap<string, readonly string[] | null>;
}

/** @throws {InputFileError} if the file is not a configuration */
export function carriedServices(file: string): CarriedServices {
  const { services = [], ownServices = [], facilities = [] } = loadConfig(file);
  const own = new Set(ownServices.map(({ id }) => id));
  const named = ownServices.flatMap(({ id, names }) =>
    [names.zh, names.en].map((word) => [word, [id]] as const),
  );
  return {
    from: path.basename(file),
    ids: services.filter((id) => !own.has(id)),
    own: ownServices,
    words: new Map<string, readonly string[] | null>([...named, ...facilities.flatMap(wordsOf)]),
  };
}

function wordsOf({ services = {} }: NonNullable<CityConfig["facilities"]>[number]) {
  return Object.entries(services).map(([word, ids]) => [word, ids === null ? null : [ids].flat()] as const);
}

/** The lines of the list; none where there is nothing to carry. */
export function servicesLines({ from, ids, own }: CarriedServices): string[] {
  if (ids.length + own.length === 0) return [];
  return [
    "",
    `services:   # from ${from}`,
    ...ids.map((id) => `  - ${id}`),
    ...own.map((service) => `  - ${JSON.stringify(service)}`),
  ];
}
