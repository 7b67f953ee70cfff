/**
 * What a city's configuration names, read with progress told: where every command on a whole city begins.
 */
import {
  type CityConfig,
  readStudyArea,
  readStudyPlaces,
  readStudyStreets,
  type StudyArea,
  type StudyPlaces,
  type StudyStreets,
} from "../../index.js";
import { NoAnswer } from "../exit-codes.js";
import type { Progress } from "../print/progress.js";

export interface City {
  readonly streets: StudyStreets;
  readonly places: StudyPlaces;
  /** undefined: results are asked for everywhere. */
  readonly area: StudyArea | undefined;
}

/** @throws {NoAnswer} if there is no street that people walk */
export async function readCity(config: CityConfig, progress: Progress): Promise<City> {
  const told = { onStep: progress.step, onShare: progress.share };
  const streets = await readStudyStreets(config, told);
  if (streets.network.edgeCount === 0)
    throw new NoAnswer(`${config.streets.file}: the file holds no street that people walk`);
  const places = await readStudyPlaces(config, streets, told);
  return { streets, places, area: await readStudyArea(config, streets.network) };
}
