/** Coordinate systems: what users call them, and the way into WGS 84. */
export { SYSTEMS_IN_CHINA, systemOfPlaces } from "./ask-system.js";
export { liesInChina } from "./china.js";
export { convertGeometry } from "./convert-geometry.js";
export { type Crs, WGS84 } from "./crs.js";
export { movesNothing } from "./datums.js";
export { parseCrs } from "./parse-crs.js";
export { BD09, GCJ02 } from "./shifted-degrees.js";
