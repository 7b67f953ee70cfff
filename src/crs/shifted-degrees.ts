/**
 * GCJ-02 and BD-09: the shifted degrees of Chinese map services.
 *
 * Forward by gcoord. Backward by fixed-point iteration on the forward formula, since a shift varies by less than
 * 1 % of its length over that length: each step is at least fifty times nearer. Outside the box of the formula
 * nothing is moved in either system.
 */
import gcoord from "gcoord";
import type { LonLat } from "../geo/polygon-point.js";
import type { Crs } from "./crs.js";

/** Its types describe an ES module, what is loaded is CommonJS: the default export is the whole. */
const { transform, CRSTypes } = gcoord as unknown as typeof gcoord.default;

/** West, south, east, north of the published formula; it reaches far beyond China. */
const BOX = [72.004, 0.8293, 137.8347, 55.8271] as const;
/** 1e-9° is a tenth of a millimetre; four to six steps reach it. */
const NEAR_DEG = 1e-9;
const MAX_STEPS = 20;

export const GCJ02: Crs = shifted("GCJ-02", "GCJ-02 (AMap, Tencent)", (lon, lat) =>
  forward(lon, lat, CRSTypes.GCJ02),
);
export const BD09: Crs = shifted("BD-09", "BD-09 (Baidu)", (lon, lat) => forward(lon, lat, CRSTypes.BD09));

function forward(lon: number, lat: number, to: typeof CRSTypes.GCJ02 | typeof CRSTypes.BD09): LonLat {
  if (lon < BOX[0] || lon > BOX[2] || lat < BOX[1] || lat > BOX[3]) return [lon, lat];
  const [x = lon, y = lat] = transform([lon, lat], CRSTypes.WGS84, to);
  return [x, y];
}

function shifted(id: string, name: string, fromWgs84: (lon: number, lat: number) => LonLat): Crs {
  return {
    id,
    name,
    unit: "degrees",
    fromWgs84,
    toWgs84(x, y) {
      let [lon, lat] = [x, y];
      for (let step = 0; step < MAX_STEPS; step++) {
        const [atX, atY] = fromWgs84(lon, lat);
        if (Math.abs(atX - x) < NEAR_DEG && Math.abs(atY - y) < NEAR_DEG) return [lon, lat];
        lon -= atX - x;
        lat -= atY - y;
      }
      // On the edge of the box the formula jumps and nothing maps here: nobody is served there either.
      return [x, y];
    },
  };
}
