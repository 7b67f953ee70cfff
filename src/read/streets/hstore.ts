/**
 * Tags in one cell, as GDAL writes them: `"foot"=>"no","lanes"=>"4"` (PostgreSQL's hstore), a JSON object, or a map as DuckDB and
 * Python print it: `{foot=no, lanes=4}`, `{'foot': 'no', 'lanes': 4}`.
 */

/** @returns null where the text is none of these */
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
    return parsePrintedMap(text);
  }
}

const PRINTED =
  /(?:'([^']*)'|"([^"]*)"|([^\s'":=,{}]+))\s*[:=]\s*(?:'([^']*)'|"([^"]*)"|([^,{}]*[^\s,{}]))\s*(?=[,}])/g;

function parsePrintedMap(text: string): Record<string, unknown> | null {
  const pairs = [...text.matchAll(PRINTED)].map(
    ([, a, b, c = "", d, e, f = ""]) => [a ?? b ?? c, d ?? e ?? f] as const,
  );
  return pairs.length === 0 ? null : Object.fromEntries(pairs);
}

function plain(quoted: string): string {
  return quoted.replace(/\\(.)/g, "$1");
}
