/**
 * Whom results have to name.
 */

/** Attribution that OpenStreetMap's licence requires wherever its data are shown. */
export const OSM_ATTRIBUTION = "© OpenStreetMap contributors, ODbL 1.0";

/** Several sources in one line, each once; null where nobody has to be named. */
export function joinAttributions(sources: readonly (string | null | undefined)[]): string | null {
  const named = [...new Set(sources.flatMap((source) => (source ? [source] : [])))];
  return named.length === 0 ? null : named.join("; ");
}
