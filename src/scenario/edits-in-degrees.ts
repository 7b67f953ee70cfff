/**
 * The places of edits in WGS 84, whatever system they are written in.
 */
import { InvalidInputError } from "../base/errors.js";
import type { Crs } from "../crs/index.js";
import { placeFault } from "../geo/place-fault.js";
import type { LonLat } from "../geo/polygon-point.js";
import type { ScenarioEdit } from "./edits.js";

/** Every place that edits name, as it is written. */
export function placesOfEdits(edits: readonly ScenarioEdit[]): LonLat[] {
  return edits.flatMap((edit): LonLat[] => {
    if ("lon" in edit) return [[edit.lon, edit.lat]];
    return "line" in edit && edit.line !== undefined ? edit.line.map(([lon, lat]): LonLat => [lon, lat]) : [];
  });
}

/**
 * The same edits with their places in WGS 84 degrees.
 *
 * @throws {InvalidInputError} naming the edit, if a place cannot lie in the system
 */
export function editsInDegrees(edits: readonly ScenarioEdit[], crs: Crs): ScenarioEdit[] {
  return edits.map((edit, i) => {
    const placed = (x: number, y: number): [number, number] => {
      try {
        const [lon, lat] = crs.toWgs84(x, y);
        const fault = placeFault(lon, lat);
        if (fault !== null) throw new InvalidInputError(fault);
        return [lon, lat];
      } catch (cause) {
        throw new InvalidInputError(`Edit ${i}: ${(cause as Error).message}`, { cause });
      }
    };
    if ("lon" in edit) {
      const [lon, lat] = placed(edit.lon, edit.lat);
      return { ...edit, lon, lat };
    }
    if (!("line" in edit) || edit.line === undefined) return edit;
    return { ...edit, line: edit.line.map(([x, y]) => placed(x, y)) };
  });
}
