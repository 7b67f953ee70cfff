/**
 * Isochrones for files: points that say nothing are left out, and coordinates are to the decimetre.
 *
 * Outlines are traced on a grid of metres, so that most points lie on a straight line between their neighbours. The page
 * and programs keep the exact outlines.
 */
import type { Feature, MultiPolygon, Polygon } from "geojson";
import type { LonLat } from "../../geo/polygon-point.js";
import { thinLine } from "../page/thin-lines.js";

/** A point that lies within this of the line drawn without it is left out, metres. */
const TOLERANCE_M = 0.1;
/** 1e-6 degrees are a decimetre. */
const DECIMALS = 1e6;

type Ring = Polygon["coordinates"][number];

/** The feature with every ring thinned to a decimetre; a ring that would lose its shape stays as it is. */
export function thinFeature(feature: Feature<Polygon | MultiPolygon>): Feature<Polygon | MultiPolygon> {
  const { geometry } = feature;
  return geometry.type === "Polygon"
    ? { ...feature, geometry: { type: "Polygon", coordinates: geometry.coordinates.map(thinRing) } }
    : {
        ...feature,
        geometry: {
          type: "MultiPolygon",
          coordinates: geometry.coordinates.map((rings) => rings.map(thinRing)),
        },
      };
}

function thinRing(ring: Ring): Ring {
  const thinned = thinLine(ring as unknown as readonly LonLat[], TOLERANCE_M);
  if (thinned.length < 4) return ring;
  return thinned.map(([lon, lat]) => [
    Math.round(lon * DECIMALS) / DECIMALS,
    Math.round(lat * DECIMALS) / DECIMALS,
  ]);
}
