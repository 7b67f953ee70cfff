/**
 * Damage that files come with: flipped bits, numbers that are too large, parts that are lost, doubled, cut off or mixed up.
 */
import { oneOf } from "./random.mjs";

/** Numbers that lengths, counts and offsets are replaced with. */
const NUMBERS = [
  0,
  1,
  2,
  127,
  128,
  255,
  256,
  32_767,
  65_535,
  65_536,
  2 ** 24,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
];

const WAYS = [flipBit, setByte, setNumber, setNumber, cut, lose, double, mix, fill, shiftNumber];

/** One to four kinds of damage, one after the other. */
export function mutateBytes(random, bytes, others = []) {
  let result = Buffer.from(bytes);
  const times = 1 + random(random(4) + 1);
  for (let i = 0; i < times && result.length > 0; i++) result = oneOf(random, WAYS)(random, result, others);
  return result;
}

function flipBit(random, bytes) {
  bytes[random(bytes.length)] ^= 1 << random(8);
  return bytes;
}

function setByte(random, bytes) {
  bytes[random(bytes.length)] = random(256);
  return bytes;
}

/** A number of 1 to 8 bytes, in either order. */
function setNumber(random, bytes) {
  const size = oneOf(random, [1, 2, 4, 8]);
  if (bytes.length < size) return bytes;
  const at = random(bytes.length - size + 1);
  const value = oneOf(random, NUMBERS) % 2 ** Math.min(32, 8 * size);
  const little = random(2) === 0;
  if (size === 8) bytes[little ? "writeBigUInt64LE" : "writeBigUInt64BE"](BigInt(value), at);
  else bytes[little ? "writeUIntLE" : "writeUIntBE"](value, at, size);
  return bytes;
}

/** A number that stands there, a little more or less. */
function shiftNumber(random, bytes) {
  if (bytes.length < 4) return bytes;
  const at = random(bytes.length - 3);
  bytes.writeUInt32LE((bytes.readUInt32LE(at) + random(33) - 16) >>> 0, at);
  return bytes;
}

function cut(random, bytes) {
  return bytes.subarray(0, random(bytes.length));
}

function span(random, bytes) {
  const from = random(bytes.length);
  return [from, Math.min(bytes.length, from + 1 + random(oneOf(random, [4, 64, 1024])))];
}

function lose(random, bytes) {
  const [from, to] = span(random, bytes);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
}

function double(random, bytes) {
  const [from, to] = span(random, bytes);
  return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
}

function fill(random, bytes) {
  const [from, to] = span(random, bytes);
  bytes.fill(oneOf(random, [0, 255, 32]), from, to);
  return bytes;
}

/** A part of another sound file in place of one of this. */
function mix(random, bytes, others) {
  if (others.length === 0) return flipBit(random, bytes);
  const other = oneOf(random, others);
  if (other.length === 0) return bytes;
  const [from, to] = span(random, other);
  const at = random(bytes.length);
  return Buffer.concat([
    bytes.subarray(0, at),
    other.subarray(from, to),
    bytes.subarray(Math.min(bytes.length, at + to - from)),
  ]);
}

/** What stands in texts in place of a number or word. */
const WORDS = [
  "0",
  "-1",
  "1e308",
  "-1e999",
  "NaN",
  "99999999999999999999",
  "0.1",
  "null",
  "true",
  '""',
  "[]",
  "{}",
  "&a *a",
  "\u0000",
  "\u001b[31m",
  "\ufeff",
  "\ud800",
  "é",
  "__proto__",
  "constructor",
];
const TOKEN = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|"(?:[^"\\\n]|\\.)*"|[\p{L}_]+|[^\s\p{L}\d]/gu;

/** Damage to the words, numbers and signs of a text; now and then to its bytes. */
export function mutateText(random, bytes, others = []) {
  if (random(5) === 0) return mutateBytes(random, bytes, others);
  let text = bytes.toString("utf8");
  const times = 1 + random(1 + random(3));
  for (let i = 0; i < times; i++) {
    const tokens = [...text.matchAll(TOKEN)];
    if (tokens.length === 0) break;
    const { index, 0: token } = oneOf(random, tokens);
    const end = index + token.length;
    const other = oneOf(random, tokens)[0];
    const put = oneOf(random, [
      () => oneOf(random, WORDS),
      () => String(Number(token) * oneOf(random, [-1, 0.5, 2, 10, 1e6])),
      () => (/^[-\d]/.test(token) ? String(random(100)) : other),
      () => (token.startsWith('"') ? JSON.stringify(oneOf(random, WORDS)) : oneOf(random, WORDS)),
      () => "",
      () => token + token,
      () => other,
      () => oneOf(random, [token, "[", '{"a":', "- "]).repeat(1 + random(3000)),
      () => `${token}\n${token}`,
    ])();
    text = text.slice(0, index) + put + text.slice(end);
    if (text.length > 200_000) break;
  }
  return Buffer.from(text, "utf8");
}

/** Damage to one part of JSON: its value, its key, or its place; now and then to the text. */
export function mutateJson(random, bytes, others = []) {
  if (random(4) === 0) return mutateText(random, bytes, others);
  const value = JSON.parse(bytes.toString("utf8"));
  const times = 1 + random(3);
  for (let i = 0; i < times; i++) damagePart(random, value);
  return Buffer.from(JSON.stringify(value), "utf8");
}

/** Goes down at random, and changes what it comes to. */
function damagePart(random, top) {
  let part = top;
  for (;;) {
    const keys = Object.keys(part);
    if (keys.length === 0) return;
    const key = oneOf(random, keys);
    const inner = part[key];
    if (typeof inner === "object" && inner !== null && random(6) > 0) {
      part = inner;
      continue;
    }
    const ways = [
      () =>
        oneOf(random, [
          null,
          0,
          -1,
          1e308,
          2 ** 31,
          2 ** 53,
          0.5,
          "",
          "x",
          "__proto__",
          true,
          [],
          {},
          [[[]]],
        ]),
      () =>
        typeof inner === "number" ? inner * oneOf(random, [-1, 0.5, 2, 1e6]) : part[oneOf(random, keys)],
      () => (typeof inner === "number" ? inner + random(5) - 2 : inner),
      () => (typeof inner === "string" ? inner.slice(random(4)) : inner),
    ];
    if (random(5) === 0) delete part[key];
    else part[key] = oneOf(random, ways)();
    return;
  }
}
