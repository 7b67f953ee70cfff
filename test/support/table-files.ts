/**
 * Tables and layers written to a folder of their own, each under a new name, for tests of the readers.
 */
import { tempFolder } from "./temp-folder.js";

export interface TableFiles {
  /** Writes a file and returns its path. */
  readonly write: (content: string | Uint8Array, ending?: string) => string;
  /** A GeoJSON collection of features, given as geometry and properties. */
  readonly layer: (...features: readonly (readonly [geometry: unknown, properties: unknown])[]) => string;
}

/** To be called at the top of a test file. */
export function tableFiles(): TableFiles {
  const folder = tempFolder();
  let count = 0;
  const write: TableFiles["write"] = (content, ending = ".csv") =>
    folder.write(`${count++}${ending}`, content);
  return {
    write,
    layer: (...features) =>
      write(
        JSON.stringify({
          type: "FeatureCollection",
          features: features.map(([geometry, properties]) => ({ type: "Feature", geometry, properties })),
        }),
        ".geojson",
      ),
  };
}
