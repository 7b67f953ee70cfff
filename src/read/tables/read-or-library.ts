/**
 * Uncapacitated p-median files of the OR-Library: a graph and p.
 *
 * The first line holds nodes, edges and p; then one edge a line: end, end, cost. Edges are undirected; where a pair
 * comes twice the last line counts, as in the published optima.
 */
import { InputFileError } from "../../base/errors.js";
import { readText } from "./read-text.js";

/** A p-median file of the OR-Library: an undirected graph and the number of sites to open. */
export interface OrLibraryFile {
  readonly nodeCount: number;
  readonly p: number;
  /** Nodes from 0; each pair once. */
  readonly edges: readonly { readonly from: number; readonly to: number; readonly cost: number }[];
}

/**
 * Reads an uncapacitated p-median file of the OR-Library (`pmed1.txt` …), a benchmark of siting.
 *
 * @param path - the file
 * @returns nodes from 0, undirected edges, each pair once, and the number of sites to open
 * @throws {InputFileError} naming the line that has another form
 * @see Beasley, J. E. (1990). OR-Library: distributing test problems by electronic mail. JORS 41(11).
 *
 * @example
 * const { nodeCount, edges, p } = readOrLibrary("pmed1.txt");
 * const distances = allPairs(nodeCount, edges);
 */
export function readOrLibrary(path: string): OrLibraryFile {
  const lines = readText(path)
    .split(/\r\n|\n|\r/)
    .map((text, i) => ({ line: i + 1, words: text.trim().split(/\s+/) }))
    .filter(({ words }) => words[0] !== "");
  const [head, ...rest] = lines;
  const first = head ?? { line: 1, words: [] };
  const [nodeCount, edgeCount, p] = numbersOf(path, first, "nodes, edges and p");
  if (!(isWholeWithin(nodeCount, 1, Infinity) && isWholeWithin(p, 0, nodeCount))) {
    throw new InputFileError(
      { path, line: first.line },
      `${nodeCount} nodes and p ${p}: expected whole numbers with p at most the nodes`,
    );
  }
  if (rest.length !== edgeCount) {
    throw new InputFileError({ path }, `${rest.length} edges follow when ${edgeCount} were announced`);
  }
  const edges = new Map<number, { from: number; to: number; cost: number }>();
  for (const entry of rest) {
    const [from, to, cost] = numbersOf(path, entry, "two nodes and a cost");
    for (const node of [from, to]) {
      if (!isWholeWithin(node, 1, nodeCount)) {
        throw new InputFileError({ path, line: entry.line }, `there is no node ${node} of ${nodeCount}`);
      }
    }
    if (cost < 0) throw new InputFileError({ path, line: entry.line }, `an edge costs ${cost}`);
    const [low, high] = [Math.min(from, to) - 1, Math.max(from, to) - 1];
    edges.set(low * nodeCount + high, { from: low, to: high, cost });
  }
  return { nodeCount, p, edges: [...edges.values()] };
}

/** The three numbers of a line. */
function numbersOf(
  path: string,
  { line, words }: { line: number; words: string[] },
  due: string,
): readonly [number, number, number] {
  const [a, b, c, ...more] = words.map(Number);
  if (
    a === undefined ||
    b === undefined ||
    c === undefined ||
    more.length > 0 ||
    !Number.isFinite(a + b + c)
  ) {
    throw new InputFileError({ path, line }, `"${words.join(" ").slice(0, 60)}" is given, expected ${due}`);
  }
  return [a, b, c];
}

function isWholeWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
