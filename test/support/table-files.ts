/**
 * Tables written to a folder of their own, for tests of the readers.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface TableFiles {
  /** Writes a file and returns its path. */
  readonly write: (content: string | Uint8Array, ending?: string) => string;
  /** A GeoJSON collection of features, given as geometry and properties. */
  readonly layer: (...features: readonly (readonly [geometry: unknown, properties: unknown])[]) => string;
  readonly remove: () => void;
}

export function tableFiles(): TableFiles {
  const folder = mkdtempSync(path.join(tmpdir(), "living-circle-tables-"));
  let count = 0;
  const write: TableFiles["write"] = (content, ending = ".csv") => {
    const name = path.join(folder, `${count++}${ending}`);
    writeFileSync(name, content);
    return name;
  };
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
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
