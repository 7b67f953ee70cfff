/**
 * What differs between the same result of two builds, once deliberate renames are applied to the first.
 *
 * Prose may be worded anew as long as its numbers stay; drawings are measured; all else has to be equal.
 */
import { Drawing, deviation } from "./drawn.mjs";
import { Table } from "./read-result.mjs";
import { inside, nameTable } from "./renames.mjs";

/** Prose, spelt as in renames.json. */
const WORDS = nameTable(
  [
    "message",
    "message_zh",
    "fix",
    "fix_zh",
    "note",
    "en",
    "zh",
    "service_zh",
    "name_zh",
    "indicators.csv:name",
    "options.walker",
    "suspectedDuplicates.reason",
    "map.svg:words",
    "table.txt:lines",
  ].map((name) => [name, name]),
);

/** Has to differ, or may: the version of the library, and the hash of a configuration with renamed keys. */
function isIgnored(key, parent) {
  return key === "library" || (key === "sha256" && parent.role === "configuration");
}

/**
 * @returns `real`: a text a difference; `words`: how often prose differs, by a text for each kind of change; `drawn`: where
 *   and how far; `renamed`: whether a rename was used
 */
export function differences(file, before, after, renames) {
  const result = { real: [], words: new Map(), drawn: [], renamed: false, keys: new Set() };
  const inFile = { file, renames, result };
  if (before instanceof Table) compareTables(before, after, inFile);
  else compareValues(before, after, "", "", inFile);
  return result;
}

function compareValues(before, after, trail, place, inFile) {
  const { result } = inFile;
  if (before instanceof Drawing && after instanceof Drawing) {
    const by = deviation(before, after);
    if (by !== null) result.drawn.push({ place, by, unit: before.unit });
  } else if (isList(before) && isList(after)) compareLists(before, after, trail, place, inFile);
  else if (isRecord(before) && isRecord(after)) compareRecords(before, after, trail, place, inFile);
  else compareCells(before, after, trail, () => place, inFile);
}

function compareLists(before, after, trail, place, inFile) {
  if (before.length !== after.length) {
    if (isProse(inFile.file, trail)) {
      compareCells(before.join("\n"), after.join("\n"), trail, () => place, inFile);
      return;
    }
    inFile.result.real.push(`${place}: ${before.length} entries → ${after.length}`);
  }
  const length = Math.min(before.length, after.length);
  for (let i = 0; i < length; i++) {
    if (before[i] !== after[i] || typeof before[i] === "object" || typeof before[i] === "string")
      compareValues(before[i], after[i], trail, `${place}[${i}]`, inFile);
  }
}

function compareRecords(before, after, trail, place, inFile) {
  const { file, renames, result } = inFile;
  const left = new Set(Object.keys(after));
  for (const [key, value] of Object.entries(before)) {
    const inner = inside(trail, key);
    const name = newName(inner, key, inFile);
    left.delete(name);
    if (name === null || isIgnored(key, before)) continue;
    const where = under(place, name);
    if (Object.hasOwn(after, name)) compareValues(value, after[name], inner, where, inFile);
    else addKey(inner, `${where} is missing`, result);
  }
  for (const key of left) {
    const inner = inside(trail, key);
    if (!renames.isAdded(file, inner)) addKey(inner, `${under(place, key)} is new`, result);
  }
}

/** A key that all features of a layer lack, or have, is one difference. */
function addKey(trail, text, { real, keys }) {
  if (!keys.has(trail)) real.push(text);
  keys.add(trail);
}

function compareTables(before, after, inFile) {
  const { file, renames, result } = inFile;
  const left = new Set(after.columns);
  const columns = [];
  before.columns.forEach((column, i) => {
    const name = newName(column, column, inFile);
    left.delete(name);
    if (name === null) return;
    const j = after.columns.indexOf(name);
    if (j < 0) result.real.push(`column ${name} is missing`);
    else columns.push({ column, name, i, j });
  });
  for (const column of left) if (!renames.isAdded(file, column)) result.real.push(`column ${column} is new`);
  if (before.rows.length !== after.rows.length)
    result.real.push(`${before.rows.length} rows → ${after.rows.length}`);
  const length = Math.min(before.rows.length, after.rows.length);
  for (let r = 0; r < length; r++) {
    const [row, other] = [before.rows[r], after.rows[r]];
    // The line in the file, with its heading.
    for (const { column, name, i, j } of columns)
      compareCells(row[i], other[j], column, () => `row ${r + 2} (${row[0]}), ${name}`, inFile);
  }
}

function newName(trail, key, { file, renames, result }) {
  const name = renames.nameOf(file, trail);
  if (name !== key) result.renamed = true;
  return name;
}

function compareCells(before, after, trail, place, { file, renames, result }) {
  const value = renames.valueOf(file, trail, before);
  if (value === after) {
    if (value !== before) result.renamed = true;
    return;
  }
  const bothTexts = typeof value === "string" && typeof after === "string";
  const change = bothTexts
    ? changedPart(value, after)
    : `${JSON.stringify(value)} → ${JSON.stringify(after)}`;
  if (bothTexts && isProse(file, trail) && numbersIn(value) === numbersIn(after)) {
    const kind = change.replace(/\d+/g, "#");
    const known = result.words.get(kind);
    result.words.set(kind, { text: known?.text ?? `${place()}: ${change}`, count: (known?.count ?? 0) + 1 });
  } else result.real.push(`${place()}: ${change}`);
}

function isProse(file, trail) {
  return WORDS(file, trail) !== null;
}

/** The numbers of a text in one order, since a sentence may be turned around. */
function numbersIn(text) {
  return (text.match(/\d+(?:\.\d+)?/g) ?? []).sort().join(" ");
}

/** Two texts, or of long ones what stands around their first difference. */
function changedPart(before, after) {
  let first = 0;
  while (before[first] === after[first]) first++;
  const from = Math.max(0, first - 30);
  const part = (text) =>
    (from > 0 ? "…" : "") + text.slice(from, from + 80) + (text.length > from + 80 ? "…" : "");
  return [before, after].map((text) => JSON.stringify(part(text))).join(" → ");
}

function under(place, key) {
  return place === "" ? key : `${place}.${key}`;
}

function isList(value) {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

function isRecord(value) {
  return typeof value === "object" && value !== null && !isList(value) && !(value instanceof Drawing);
}
