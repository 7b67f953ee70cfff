/**
 * Opens a city from its configuration, its files, or the things themselves.
 */

import { aFunction, aNumber, anObject, checkCall, that } from "../base/check-call.js";
import { networkAt } from "../network/street-hours.js";
import { CityAudit } from "./ask/city-audit.js";
import { openingHoursFilter } from "./ask/opening-hours-filter.js";
import { City } from "./city.js";
import { isConfigFile } from "./config/is-config-file.js";
import { loadConfig } from "./config/load-config.js";
import { type CityInput, cityParts } from "./open/city-input.js";
import { CityLinks } from "./open/city-links.js";
import type { ReadStudyOptions } from "./open/read-study.js";
import { readStudy } from "./open/study.js";

/** How files are read, and how the work is done. */
export interface OpenCityOptions extends ReadStudyOptions {
  /** How many threads search; by default all cores where the work is worth it. Results are the same for any number. */
  readonly threads?: number | undefined;
  /** Stops searches; promises are rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens a city: reads its streets, places and people once, for every question that follows.
 *
 * @param source - a configuration (`living-circle.yaml`, or the same as JSON), a file of streets or a saved network, or an object with
 *   streets, blocks, facilities and rules, each as a file or as the thing itself
 * @returns the city; `close` it when you are done
 * @throws {InputFileError} if a file is damaged or holds something else (the promise is rejected)
 * @throws {InvalidInputError} if the input names what does not exist
 *
 * @example
 * const city = await openCity({
 *   streets: "city.osm.pbf",
 *   facilities: [{ id: "c1", services: ["childcare"], lon: 71.43, lat: 51.13 }],
 *   minutes: [15],
 * });
 * console.log((await city.analyze()).rows({ service: "childcare" }).length);
 * await city.close();
 */
export async function openCity(source: string | CityInput, options: OpenCityOptions = {}): Promise<City> {
  checkCall("openCity", ["options", options, OPEN_OPTIONS]);
  const { threads, signal, ...listeners } = options;
  const parts = cityParts(inputOf(source));
  const hours = await openingHoursFilter(parts.config);
  const study = await readStudy(parts, listeners);
  const { network } = study.streets;
  const then = hours === null ? network : networkAt(network, hours.stateOf);
  const links = new CityLinks(then, { threads, signal });
  return new City({ study, links, hours, threads, audit: new CityAudit(study, links.network) });
}

const OPEN_OPTIONS = anObject<OpenCityOptions>({
  threads: aNumber({ from: 1, whole: true }),
  signal: that("an AbortSignal", (value) => value instanceof AbortSignal),
  onStep: aFunction,
  onNetwork: aFunction,
  onShare: aFunction,
});

function inputOf(source: string | CityInput): CityInput {
  if (typeof source !== "string") return source;
  return isConfigFile(source) ? loadConfig(source) : { streets: source };
}
