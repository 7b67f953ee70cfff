/** What is used of shpjs 6, which has no types of its own. */
declare module "shpjs" {
  export function parseShp(shp: Uint8Array, projection: false): unknown[];
  export function parseDbf(dbf: Uint8Array, encoding: string): Record<string, unknown>[];
}
