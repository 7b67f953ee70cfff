/**
 * YAML 1.2 files, and with them JSON, → a value, and the line of every part of it.
 */
import { isMap, isScalar, LineCounter, type Node, parseDocument } from "yaml";
import { InputFileError } from "../../base/errors.js";
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
 * @throws {InputFileError} with the line, if it is no YAML, a key comes twice, or there are several documents
 */
export function readYaml(path: string): YamlFile {
  const text = readText(path);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined) {
    const { line } = lines.linePos(fault.pos[0]);
    throw new InputFileError({ path, line }, `this is no sound YAML: ${fault.message}`, { cause: fault });
  }
  return {
    value: document.toJS(),
    text,
    lineOf: (at) => lines.linePos(offsetOf(document.contents, at)).line,
  };
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
