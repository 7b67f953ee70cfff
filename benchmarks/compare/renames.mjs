/**
 * The table of deliberate renames between two builds, and how names in it are looked up.
 *
 * A name in the table is `[file:][parent.…]key`; `*` stands for any text without `.` and `:`. The narrowest
 * entry wins.
 */
import { readFileSync } from "node:fs";

/** Joins the keys of a trail; keys may hold dots. */
const INSIDE = "\n";

/** The trail of a key within the record at a trail; the outermost record is at "". */
export function inside(trail, key) {
  return trail === "" ? key : trail + INSIDE + key;
}

/** Every way to write a name, narrowest first: `f:a.b`, `f:b`, `a.b`, `b`. */
function spellings(file, trail) {
  const keys = trail.split(INSIDE);
  const tails = keys.map((_, i) => keys.slice(i).join("."));
  return [...tails.map((tail) => `${file}:${tail}`), ...tails];
}

function asPattern(text) {
  const parts = text.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("([^.:]*)")}$`);
}

/** A lookup of names in a table; answers are cached. */
export function nameTable(entries) {
  const exact = new Map(entries.filter(([name]) => !name.includes("*")));
  const patterns = entries.filter(([name]) => name.includes("*")).map((e) => [asPattern(e[0]), ...e]);
  const found = new Map();
  const search = (file, trail) => {
    const names = spellings(file, trail);
    const name = names.find((spelling) => exact.has(spelling));
    if (name !== undefined) return { name, to: exact.get(name), stars: [] };
    for (const spelling of names)
      for (const [pattern, name, to] of patterns) {
        const match = pattern.exec(spelling);
        if (match !== null) return { name, to, stars: match.slice(1) };
      }
    return null;
  };
  return (file, trail) => {
    const asked = `${file}:${trail}`;
    if (!found.has(asked)) found.set(asked, search(file, trail));
    return found.get(asked);
  };
}

/**
 * Reads the table.
 *
 * @returns `fileOf(name)` and `nameOf(file, trail)`: the new name, the same one, or null if it was dropped;
 *   `valueOf(file, trail, value)`: the new value; `isAdded(file, trail)`; `unused()`: entries that no name matched
 */
export function readRenames(path) {
  const { files, names, values, added } = JSON.parse(readFileSync(path, "utf8"));
  const used = new Set();
  const newName = nameTable(Object.entries(names));
  const newValues = nameTable(Object.entries(values));
  const newOnes = nameTable(added.map((name) => [name, name]));
  const all = [
    ...Object.keys(files),
    ...Object.keys(names),
    ...Object.entries(values).flatMap(([name, codes]) =>
      Object.keys(codes).map((code) => `${name}: ${code}`),
    ),
    ...added,
  ];
  const codeOf = (name, codes, code) => {
    if (!Object.hasOwn(codes, String(code))) return code;
    used.add(`${name}: ${code}`);
    return codes[String(code)];
  };

  return {
    fileOf(name) {
      if (!Object.hasOwn(files, name)) return name;
      used.add(name);
      return files[name];
    },
    nameOf(file, trail) {
      const entry = newName(file, trail);
      if (entry === null) return trail.split(INSIDE).at(-1);
      used.add(entry.name);
      if (entry.to === null) return null;
      return entry.stars.reduce((text, star) => text.replace("*", () => star), entry.to);
    },
    valueOf(file, trail, value) {
      const entry = newValues(file, trail);
      if (entry === null) return value;
      const whole = codeOf(entry.name, entry.to, value);
      if (whole !== value || typeof value !== "string" || !value.includes(";")) return whole;
      const parts = value.split(";");
      return parts.map((part) => codeOf(entry.name, entry.to, part)).join(";");
    },
    isAdded(file, trail) {
      const entry = newOnes(file, trail);
      if (entry !== null) used.add(entry.name);
      return entry !== null;
    },
    unused: () => all.filter((name) => !used.has(name)),
  };
}
