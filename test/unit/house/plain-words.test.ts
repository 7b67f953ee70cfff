/**
 * Plain English wherever a person reads: phrases that stay out of pages, help, errors, notes, docstrings and comments.
 *
 * Phrases, not words: each pattern is a turn that a GIS analyst would have to read twice. `plain-words.json` beside this file
 * lists the exceptions, each with its reason.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const READ_BY_PEOPLE = [
  "README.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "data/README.md",
  "benchmarks/README.md",
  "docs",
  "src",
];
const TEXT = /\.(?:md|ts|mjs|py|ipynb)$/;
/** A line that goes on in the next: a phrase may be broken there, inside a comment too. */
const BREAK = String.raw`\s+(?:(?:\*|//)\s+)?`;

const PHRASES = [
  "(?:is|are|was|were) due(?! to)",
  "due (?:is|are)",
  "heed\\w*",
  "reckon\\w*",
  "held against",
  "tells (?:the|a|of)",
  "(?:is|are) told(?! apart)",
  "of which is asked",
  "links nothing",
  "means not re-read",
  "a map to ask",
  "made whole together",
  "ask for a place of a service",
  "(?:is|are) no minutes",
  "were due",
  "the old and the small",
  "half walk up to",
  "what stands between",
  "nobody can say",
  "(?:say|says) no (?!more\\b)",
  "tell of",
  "(?<!there )(?:is|are) no (?:sound|JSON|number|numbers|list|place|row|sign|key|Feature|share|street|time)",
];

interface Exception {
  readonly file: string;
  readonly text: string;
  readonly reason: string;
}

const exceptions = JSON.parse(
  readFileSync(path.join(import.meta.dirname, "plain-words.json"), "utf8"),
) as readonly Exception[];

function filesBelow(relative: string): string[] {
  const full = path.join(ROOT, relative);
  if (!statSync(full).isDirectory()) return [relative];
  return readdirSync(full)
    .filter((name) => name !== "node_modules")
    .flatMap((name) => filesBelow(`${relative}/${name}`))
    .filter((file) => TEXT.test(file));
}

/** The phrases in a text, each with the words around it. */
function phrasesIn(text: string): string[] {
  return PHRASES.flatMap((phrase) => {
    const pattern = new RegExp(`\\b(?:${phrase.replaceAll(" ", BREAK)})(?![\\w-])`, "gi");
    return [...text.matchAll(pattern)].map(({ index, 0: { length } }) =>
      text.slice(Math.max(0, index - 30), index + length + 30).replace(/\s+/g, " "),
    );
  });
}

test("a phrase is found across a line break, and ordinary uses of its words are not", () => {
  expect(phrasesIn("5 values are\n * due here")).toHaveLength(1);
  expect(phrasesIn("The limit heeds slope; 3 were due; a page tells the result.")).toHaveLength(4);
  expect(phrasesIn("Delays are due to lifts. Streets are told apart. This says no more.")).toEqual([]);
});

test("nothing that a person reads is written in turns that have to be read twice", () => {
  const files = READ_BY_PEOPLE.filter((name) => existsSync(path.join(ROOT, name))).flatMap(filesBelow);
  expect(files.length).toBeGreaterThan(400);
  const found = files.flatMap((file) =>
    phrasesIn(readFileSync(path.join(ROOT, file), "utf8"))
      .filter((near) => !exceptions.some((one) => one.file === file && near.includes(one.text)))
      .map((near) => `${file}: ${near}`),
  );
  expect(found).toEqual([]);
});

test("every exception is still there, and has a reason", () => {
  for (const { file, text, reason } of exceptions) {
    expect(phrasesIn(readFileSync(path.join(ROOT, file), "utf8")).join("\n"), file).toContain(text);
    expect(reason.length).toBeGreaterThan(10);
  }
});
