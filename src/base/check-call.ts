/**
 * What callers give to public calls, against what each call expects: so that a slip ends in a message and not in a foreign
 * error or a wrong answer.
 *
 * TypeScript checks the same, where it is used; notebooks and scripts in plain JavaScript have only this.
 */
import { InvalidInputError } from "./errors.js";
import { meantPerhaps } from "./near-word.js";

/** What a value may be. */
export interface Expected {
  /** In words, after "expected": `a number from 0`. */
  readonly words: string;
  /** What is wrong with a value that stands at a place (`options.minutes`); null where nothing is. */
  readonly problem: (value: unknown, at: string) => string | null;
  /** What a value is when it is probably meant to be this; of several, the one meant says what is wrong. */
  readonly isMeant: (value: unknown) => boolean;
}

/** Forms of the keys of an object: every key of the type, and no other. */
type Forms<T> = { readonly [Key in keyof T]-?: Expected };

/**
 * Checks the arguments of a public call.
 *
 * @param call - as users write it, e.g. `city.isochrone`
 * @param args - each argument with its name and what it may be
 * @throws {InvalidInputError} naming the call, the option, what came and what was expected
 */
export function checkCall(call: string, ...args: readonly (readonly [string, unknown, Expected])[]): void {
  for (const [name, value, expected] of args) {
    const problem = expected.problem(value, name);
    if (problem !== null) throw new InvalidInputError(`${call}: ${problem}`);
  }
}

/** As `checkCall` for one argument of several calls. @throws {InvalidInputError} naming it, what came and what was expected */
export function checkArgument(name: string, value: unknown, expected: Expected): void {
  const problem = expected.problem(value, name);
  if (problem !== null) throw new InvalidInputError(problem);
}

/** An object of the library's own making, known by some of its keys, e.g. a network by `arcCount`. */
export function aThing(words: string, ...keys: readonly string[]): Expected {
  const isThing = (value: unknown) =>
    typeof value === "object" && value !== null && keys.every((key) => key in value);
  return that(words, isThing);
}

/** A list of numbers, or a typed array of them, whose entries are checked elsewhere. */
export const aNumberColumn = that("a list or typed array of numbers", isColumn);

/** What fits a test, e.g. `that("a function", (value) => typeof value === "function")`. */
export function that(
  words: string,
  fits: (value: unknown) => boolean,
  isMeant: (value: unknown) => boolean = fits,
): Expected {
  return {
    words,
    isMeant,
    problem: (value, at) => (fits(value) ? null : `${at} is ${shown(value)}: expected ${words}`),
  };
}

interface NumberRange {
  readonly above?: number;
  readonly from?: number;
  readonly to?: number;
  readonly whole?: boolean;
}

/** A finite number, e.g. `{ above: 0, to: 1 }`. */
export function aNumber({ above, from, to, whole = false }: NumberRange = {}): Expected {
  const bounds = [
    ...(from === undefined ? [] : [`from ${from}`]),
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(to === undefined ? [] : [above === undefined ? `to ${to}` : `and at most ${to}`]),
  ];
  const words = [whole ? "a whole number" : "a number", ...bounds].join(" ");
  const fits = (value: unknown) =>
    typeof value === "number" &&
    Number.isFinite(value) &&
    (!whole || Number.isInteger(value)) &&
    value >= (from ?? -Infinity) &&
    value > (above ?? -Infinity) &&
    value <= (to ?? Infinity);
  return that(words, fits, (value) => typeof value === "number");
}

/** A text that is not empty. */
export const aText = that(
  "a text",
  (value) => typeof value === "string" && value !== "",
  (value) => typeof value === "string",
);

/** A text that may be empty. */
export const aTitle = that("a text", (value) => typeof value === "string");

/** The path of a file. */
export const aPath: Expected = that(
  "the path of a file",
  (value) => typeof value === "string" && value !== "",
);

/** True or false. */
export const aFlag = that("true or false", (value) => typeof value === "boolean");

/** A function. */
export const aFunction = that("a function", (value) => typeof value === "function");

/** Anything but nothing: what it holds is checked elsewhere. */
export const anything = that("a value", (value) => value !== undefined && value !== null);

/** One of some words. */
export function aWord(words: readonly string[]): Expected {
  const listed = words.map((word) => `"${word}"`).join(" or ");
  const expected = words.length > 2 ? `one of ${words.join(", ")}` : listed;
  const fits = (value: unknown) => typeof value === "string" && words.includes(value);
  return {
    words: expected,
    isMeant: (value) => typeof value === "string",
    problem: (value, at) => {
      if (fits(value)) return null;
      const meant = typeof value === "string" ? meantPerhaps(value, words) : "";
      return `${at} is ${shown(value)}: expected ${expected}${meant}`;
    },
  };
}

/** A list of which each entry fits. */
export function aList(of: Expected, { notEmpty = false } = {}): Expected {
  const words = `${notEmpty ? "a list that is not empty" : "a list"}, each ${of.words}`;
  return {
    words,
    isMeant: Array.isArray,
    problem: (value, at) => {
      if (!Array.isArray(value) || (notEmpty && value.length === 0))
        return `${at} is ${shown(value)}: expected ${words}`;
      return firstProblem(value.length, (i) => of.problem(value[i], `${at}[${i}]`));
    },
  };
}

/** A list of numbers, or a typed array of them. */
export function aColumn(of: Expected): Expected {
  const words = `a list or typed array, each ${of.words}`;
  return {
    words,
    isMeant: isColumn,
    problem: (value, at) =>
      isColumn(value)
        ? firstProblem(value.length, (i) => of.problem(value[i], `${at}[${i}]`))
        : `${at} is ${shown(value)}: expected ${words}`,
  };
}

/** A plain object of which each value fits, or is undefined. */
export function aRecord(of: Expected): Expected {
  const words = `an object, each value ${of.words}`;
  return {
    words,
    isMeant: isPlainObject,
    problem: (value, at) => {
      if (!isPlainObject(value)) return `${at} is ${shown(value)}: expected ${words}`;
      const entries = Object.entries(value).filter(([, one]) => one !== undefined);
      return firstProblem(entries.length, (i) => {
        const [key, one] = entries[i] ?? ["", undefined];
        return of.problem(one, `${at}.${key}`);
      });
    },
  };
}

/**
 * An object of these keys and, but for rows of tables, no other; a key that is not needed may be absent or undefined.
 */
export function anObject<T extends object>(
  forms: Forms<T>,
  needed: readonly (keyof T & string)[] = [],
  { otherKeys = false } = {},
): Expected {
  const keys = Object.keys(forms);
  const words = `an object, { ${keys.join(", ")} }`;
  const formOf = new Map(Object.entries<Expected>(forms));
  return {
    words,
    isMeant: isPlainObject,
    problem: (value, at) => {
      if (!isPlainObject(value)) return `${at} is ${shown(value)}: expected ${words}`;
      const given = Object.keys(value);
      return (
        firstProblem(otherKeys ? 0 : given.length, (i) => strayKey(given[i] ?? "", keys, at)) ??
        firstProblem(keys.length, (i) => {
          const key = keys[i] ?? "";
          const one = value[key];
          const isNeeded = needed.some((name) => name === key);
          if (one === undefined) return isNeeded ? missing(`${at}.${key}`, formOf.get(key)) : null;
          return formOf.get(key)?.problem(one, `${at}.${key}`) ?? null;
        })
      );
    },
  };
}

/** One of several forms. */
export function either(...forms: readonly Expected[]): Expected {
  const words = forms.map((form) => form.words).join("; or ");
  return {
    words,
    isMeant: (value) => forms.some((form) => form.isMeant(value)),
    problem: (value, at) => {
      const problems = forms.map((form) => form.problem(value, at));
      if (problems.includes(null)) return null;
      const meant = forms.findIndex((form) => form.isMeant(value));
      return problems[meant] ?? `${at} is ${shown(value)}: expected ${words}`;
    },
  };
}

/** A value that may also be undefined. */
export function orNothing(form: Expected): Expected {
  return { ...form, problem: (value, at) => (value === undefined ? null : form.problem(value, at)) };
}

/** A value that may also be null. */
export function orNull(form: Expected): Expected {
  return { ...form, problem: (value, at) => (value === null ? null : form.problem(value, at)) };
}

function strayKey(key: string, keys: readonly string[], at: string): string | null {
  if (keys.includes(key)) return null;
  const there = keys.length === 1 ? "there is" : "there are";
  return `${at} has no "${key}"${meantPerhaps(key, keys)}; ${there} ${keys.join(", ")}`;
}

function missing(at: string, form: Expected | undefined): string {
  return `${at} is missing: expected ${form?.words ?? "a value"}`;
}

function firstProblem(count: number, problemAt: (position: number) => string | null): string | null {
  for (let i = 0; i < count; i++) {
    const problem = problemAt(i);
    if (problem !== null) return problem;
  }
  return null;
}

/** An object with keys of its own to look at: no list, typed array, date or map. */
function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value) || ArrayBuffer.isView(value))
    return false;
  return !(value instanceof Date || value instanceof Map || value instanceof Set);
}

function isColumn(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

const LONGEST_SHOWN = 60;

/** A value as a message shows it. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(shortened(value));
    case "bigint":
      return `${value}n`;
    case "symbol":
    case "number":
    case "boolean":
    case "undefined":
      return String(value);
    case "function":
      return "a function";
    default:
      return typeof value === "object" && value !== null ? shownObject(value) : "null";
  }
}

function shownObject(value: object): string {
  if (Array.isArray(value) && value.length === 0) return "an empty list";
  if (Array.isArray(value)) return value.length === 1 ? `[${shown(value[0])}]` : `a list of ${value.length}`;
  const name = String(Object.getPrototypeOf(value)?.constructor?.name ?? "Object");
  if (name !== "Object") return /^[AEIOU]/.test(name) ? `an ${name}` : `a ${name}`;
  const keys = Object.keys(value);
  return keys.length === 0 ? "an empty object" : `an object with ${shortened(keys.join(", "))}`;
}

function shortened(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
