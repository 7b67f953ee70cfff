/**
 * living-circle: who lives farther than a walk from the services of daily life, and why.
 *
 * The public face: named re-exports in the order of the journey — read, build, link, search, judge, tell.
 */
export { InputFileError, InvalidInputError, LivingCircleError, UnsupportedFileError } from "./errors.js";
export type { CostUnit, Limit } from "./units.js";
export { metres, minutes, UNREACHED, unlimited } from "./units.js";
