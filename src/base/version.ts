/** The version of this library, as in package.json; stands in the lineage of every result. */
export const VERSION = "0.2.0";
