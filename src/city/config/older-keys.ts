/**
 * Keys of configurations that had another name in version 0.1; the older one is understood until the next version.
 */

const OLDER_KEYS: Readonly<Record<string, string>> = {
  theta: "metShare",
  asking: "demandPer1000",
};

/** A configuration with the names of today. */
export function withNewNames(value: unknown): unknown {
  if (!isObject(value)) return value;
  const renamed = renameKeys(value, OLDER_KEYS);
  const { facilities } = renamed;
  return Array.isArray(facilities) ? { ...renamed, facilities: facilities.map(withNewColumns) } : renamed;
}

function withNewColumns(layer: unknown): unknown {
  if (!isObject(layer) || !isObject(layer.columns)) return layer;
  return { ...layer, columns: renameKeys(layer.columns, { places: "capacity" }) };
}

function renameKeys(value: Record<string, unknown>, older: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [older[key] ?? key, part]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
