/**
 * YAML 1.2 files, and with them JSON, → a value, and the line of every part of it.
 */
import {
  type Alias,
  type Document,
  isMap,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from "yaml";
import { InputFileError } from "../../base/errors.js";
import { tooDeepOr } from "../../base/too-deep.js";
import { readText } from "./read-text.js";

/** Steps from the top of a file to one of its parts. */
export type DataPath = readonly (string | number)[];

export interface YamlFile {
  readonly value: unknown;
  readonly text: string;
  /** Line from 1 of a part: of its key where it stands in a map, of the nearest part around it where it is missing. */
  readonly lineOf: (at: DataPath) => number;
}

/**
 * Reads one document.
 *
 * @throws {InputFileError} with the line, if it is not YAML, a key comes twice, there are several documents,
 *   an alias stands for nothing, or aliases unfold to far more than the file
 */
export function readYaml(path: string): YamlFile {
  const text = readText(path);
  const lines = new LineCounter();
  const document = parsed(path, text, lines);
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined) {
    const { line } = lines.linePos(fault.pos[0]);
    throw new InputFileError({ path, line }, `this is not valid YAML: ${fault.message}`, { cause: fault });
  }
  return {
    value: dataOf(path, document, lines),
    text,
    lineOf: (at) => lines.linePos(offsetOf(document.contents, at)).line,
  };
}

function parsed(path: string, text: string, lineCounter: LineCounter): Document {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false });
  } catch (cause) {
    throw tooDeepOr({ path, line: 1 }, cause);
  }
}

/**
 * The document as plain data, what aliases stand for in their place.
 *
 * @throws {InputFileError} with the line of an alias that stands for nothing, or of the first where they unfold to too much
 */
function dataOf(path: string, document: Document, lines: LineCounter): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    const tooDeep = tooDeepOr({ path, line: 1 }, cause);
    if (tooDeep !== cause) throw tooDeep;
    const aliases: Alias[] = [];
    visit(document, { Alias: (_, alias) => void aliases.push(alias) });
    const alias = aliases.find((one) => one.resolve(document) === undefined) ?? aliases[0];
    const { line } = lines.linePos(alias?.range?.[0] ?? 0);
    throw new InputFileError({ path, line }, `this is not valid YAML: ${(cause as Error).message}`, {
      cause,
    });
  }
}

function offsetOf(top: Node | null, at: DataPath): number {
  let node: unknown = top;
  let offset = top?.range?.[0] ?? 0;
  for (const step of at) {
    const pair = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
      : undefined;
    const key = pair?.key;
    node =
      pair === undefined
        ? (node as { get?: (step: unknown, keep: true) => unknown })?.get?.(step, true)
        : pair.value;
    const nodeOffset = (isScalar(key) ? key.range : (node as Node | undefined)?.range)?.[0];
    if (nodeOffset === undefined) return offset;
    offset = nodeOffset;
  }
  return offset;
}
