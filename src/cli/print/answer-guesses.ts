/**
 * The open questions of a configuration that `init` proposes, asked one by one: guesses to confirm, coordinate systems that
 * must be said, and words that no service is known for.
 *
 * Works on lines, so that everything else stays as it was written. Knows no terminal.
 */
import { SERVICES } from "../../places/services.js";

/** One answer that can be chosen. */
interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Who is asked. */
export interface Asker {
  /** One of several; the first is the one that is proposed. */
  readonly choose: (question: string, choices: readonly Choice[]) => Promise<string>;
  /** A text that is typed. */
  readonly type: (question: string, proposed: string) => Promise<string>;
}

const PART = /^([A-Za-z]+):/;
const GUESS = /^(\s*(?:- )?)([^#\s].*?): ?(.*?)\s+#\s*\(guessed\)\s*(.*)$/;
const SYSTEM = /^(\s*)# crs: WGS84 {3}# must be said here/;
const WORD = /^(\s*)# ("(?:[^"\\]|\\.)*"): null {3}# (\d+ rows); not known(?:, perhaps (\S+?))?:/;
const SYSTEMS = ["GCJ-02", "BD-09", "CGCS2000", "WGS84"];

/** Words that are asked about, the most frequent first; the others stay as comments. */
const MAX_WORDS = 20;

/**
 * Asks every open question.
 *
 * @returns the configuration: confirmed lines without their mark, denied ones as comments
 */
export async function answerGuesses(text: string, ask: Asker): Promise<string> {
  const lines = text.split("\n");
  let part = "";
  let words = 0;
  for (const [i, line] of lines.entries()) {
    part = PART.exec(line)?.[1] ?? part;
    if (GUESS.test(line)) lines[i] = await askGuess(line, part, ask);
    else if (SYSTEM.test(line)) lines[i] = await askSystem(line, part, ask);
    else if (WORD.test(line) && words++ < MAX_WORDS) lines[i] = await askWord(line, ask);
  }
  return settled(lines).join("\n");
}

async function askGuess(line: string, part: string, ask: Asker): Promise<string> {
  const [, indent = "", key = "", value = "", because = ""] = GUESS.exec(line) ?? [];
  const why = because === "" ? "" : ` (${because})`;
  const answer = await ask.choose(`${part}: is ${key} ${value}?${why}`, [
    { value: "yes", label: `yes, ${value}` },
    { value: "other", label: "no, something else" },
    { value: "no", label: "no, leave it out" },
  ]);
  const told = because === "" ? "" : `   # ${because}`;
  if (answer === "yes") return `${indent}${key}: ${value}${told}`;
  if (answer === "no") return `${indent.replace("- ", "  ")}# ${key}: ${value}   # denied`;
  const other = await ask.type(`${part}: what is ${key}?`, bare(value));
  return `${indent}${key}: ${JSON.stringify(other)}`;
}

async function askSystem(line: string, part: string, ask: Asker): Promise<string> {
  const indent = SYSTEM.exec(line)?.[1] ?? "";
  const choices = [...SYSTEMS.map((value) => ({ value, label: value })), LATER];
  const system = await ask.choose(`${part}: in which coordinate system are the places?`, choices);
  return system === LATER.value ? line : `${indent}crs: ${system}`;
}

const LATER: Choice = { value: "", label: "not now" };

async function askWord(line: string, ask: Asker): Promise<string> {
  const [, indent = "", word = "", rows = "", near] = WORD.exec(line) ?? [];
  const services = SERVICES.map(({ id, zh }) => ({ value: id, label: `${id} ${zh}` }));
  const first = services.filter(({ value }) => value === near);
  const meant = await ask.choose(`Which service is ${word} (${rows})?`, [
    ...first,
    { value: "null", label: "none: its rows do not count" },
    LATER,
    ...services.filter(({ value }) => value !== near),
  ]);
  return meant === LATER.value ? line : `${indent}${word}: ${meant}   # ${rows}`;
}

function bare(value: string): string {
  return value.replace(/^"(.*)"$/, "$1");
}

/** Heads of parts that hold something now are opened, and those that hold nothing any more are closed, the last first. */
function settled(lines: readonly string[]): string[] {
  const all = [...lines];
  for (let i = all.length - 1; i >= 0; i--) {
    const [, indent, closed, key] = /^(\s*)(# )?(columns|services):$/.exec(all[i] ?? "") ?? [];
    if (key === undefined || indent === undefined) continue;
    const holds = isHead(all.slice(i + 1), indent.length);
    if (holds !== (closed === undefined)) all[i] = `${indent}${holds ? "" : "# "}${key}:`;
  }
  return all;
}

/** Whether a live line deeper than an indent follows before one that is not. */
function isHead(following: readonly string[], indent: number): boolean {
  for (const line of following) {
    if (/^\s*(#|$)/.test(line)) continue;
    return (/^\s*/.exec(line)?.[0].length ?? 0) > indent;
  }
  return false;
}
