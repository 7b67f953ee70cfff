/**
 * Tags in one cell, as GDAL writes them: `"foot"=>"no","lanes"=>"4"` (PostgreSQL's hstore), or a JSON object.
 */

/** @returns null where the text is neither */
export function parseHstore(text: string): Record<string, unknown> | null {
  const trimmed = text.trim();
  if (trimmed.startsWith("{")) return parseJson(trimmed);
  const pairs = [...trimmed.matchAll(/"((?:[^"\\]|\\.)*)"\s*=>\s*(?:"((?:[^"\\]|\\.)*)"|NULL)/g)];
  if (pairs.length === 0) return null;
  return Object.fromEntries(
    pairs.map(([, key = "", value]) => [plain(key), value === undefined ? null : plain(value)]),
  );
}

function parseJson(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}

function plain(quoted: string): string {
  return quoted.replace(/\\(.)/g, "$1");
}
