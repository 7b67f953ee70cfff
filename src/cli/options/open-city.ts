/**
 * Opens the city of a configuration with its progress on the terminal: where every command on a whole city begins.
 */
import type { City } from "../../city/city.js";
import type { CityConfig } from "../../city/config/load-config.js";
import { openCity } from "../../city/open-city.js";
import { NoAnswer } from "../exit-codes.js";
import type { Progress } from "../print/progress.js";

/**
 * Opens a city, asks it, and closes it.
 *
 * @throws {NoAnswer} if there is no street that people walk
 */
export async function withCity<Answer>(
  config: CityConfig,
  { progress, threads }: { readonly progress: Progress; readonly threads?: number | undefined },
  ask: (city: City) => Promise<Answer>,
): Promise<Answer> {
  const city = await openCity(config, {
    threads,
    onStep: progress.step,
    onShare: progress.share,
    onNetwork: ({ edgeCount }) => {
      if (edgeCount > 0) return;
      throw new NoAnswer(`${config.streets.file}: the file holds no street that people walk`);
    },
  });
  try {
    return await ask(city);
  } finally {
    await city.close();
  }
}
