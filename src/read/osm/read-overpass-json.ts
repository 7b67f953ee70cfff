/**
 * An answer of the Overpass API in JSON form → `OsmData`.
 *
 * Where ways were asked with their geometry and without their nodes (`out geom`), the nodes are made from it. An
 * answer that holds neither is refused: its ways lie nowhere.
 */

import { constants } from "node:buffer";
import { createHash } from "node:crypto";
import { InputFileError } from "../../base/errors.js";
import type { ReadNote } from "../../base/notes.js";
import { parseJson } from "../../base/read-file.js";
import { openInput } from "./open-input.js";
import { OsmBuilder } from "./osm-builder.js";
import type { OsmData } from "./osm-data.js";
import type { ReadOsmOptions } from "./read-osm-pbf.js";

const TYPES = ["node", "way", "relation"] as const;
type ElementType = (typeof TYPES)[number];

interface Place {
  readonly lon?: unknown;
  readonly lat?: unknown;
}

/** An element as it stands in the answer; nothing of it is believed before it is looked at. */
interface Element extends Place {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly tags?: unknown;
  readonly nodes?: unknown;
  readonly geometry?: unknown;
  readonly members?: unknown;
}

/**
 * Reads an Overpass answer (`[out:json]`).
 *
 * @param path - the file
 * @returns nodes, ways and relations as columns, coordinates in 1e-7 degrees
 * @throws {InputFileError} if the file is not JSON, not an Overpass answer, one that the server broke off, or holds an
 *   element of the wrong form
 *
 * @example
 * const osm = await readOverpassJson("answer.json");
 */
export async function readOverpassJson(path: string, options: ReadOsmOptions = {}): Promise<OsmData> {
  const { handle, size } = await openInput(path);
  let bytes: Buffer;
  try {
    if (size > constants.MAX_STRING_LENGTH) {
      throw new InputFileError(
        { path },
        `the answer has ${size} bytes; ask for XML, or cut the area into parts`,
      );
    }
    bytes = await handle.readFile({ signal: options.signal });
  } finally {
    await handle.close();
  }
  options.onProgress?.(size, size);
  const answer = parseAnswer(path, bytes);
  const builder = new OsmBuilder();
  const made = new Map<number, string>();
  const nodeIds = new Set(answer.elements.flatMap(({ type, id }) => (type === "node" ? [id] : [])));
  let others = 0;
  answer.elements.forEach((element, i) => {
    const fail = (problem: string): never => {
      throw new InputFileError({ path, row: i + 1 }, problem);
    };
    if (!TYPES.includes(element.type as ElementType)) others++;
    else addElement(builder, element, { made, nodeIds, fail });
  });
  if (nodeIds.size === 0 && made.size === 0 && answer.elements.some(({ type }) => type === "way")) {
    const advice = "ask for them too, e.g. (._;>;); out; or out geom;";
    throw new InputFileError(
      { path },
      `the answer holds ways, but neither their nodes nor their geometry; ${advice}`,
    );
  }
  const message = "elements of another type (areas, counts) were skipped";
  const notes: ReadNote[] = others > 0 ? [{ code: "unknown-elements", count: others, message }] : [];
  const source = {
    path,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    timestamp: answer.timestamp,
  };
  return builder.finish(source, notes);
}

function parseAnswer(path: string, bytes: Buffer): { elements: Element[]; timestamp: string | null } {
  const answer = parseJson({ path }, bytes) as {
    elements?: unknown;
    remark?: unknown;
    osm3s?: { timestamp_osm_base?: unknown };
  } | null;
  if (answer === null || typeof answer !== "object" || !Array.isArray(answer.elements)) {
    throw new InputFileError({ path }, "there is no list of elements: this is no Overpass answer");
  }
  if (typeof answer.remark === "string" && /error/i.test(answer.remark)) {
    const remark = answer.remark.trim().slice(0, 200);
    throw new InputFileError({ path }, `the server did not finish its answer: ${remark}`);
  }
  const elements = answer.elements.map((element: unknown) =>
    typeof element === "object" && element !== null ? (element as Element) : {},
  );
  const time = Date.parse(String(answer.osm3s?.timestamp_osm_base));
  return { elements, timestamp: Number.isNaN(time) ? null : new Date(time).toISOString() };
}

interface Context {
  /** Nodes made from the geometry of ways, with their place. */
  readonly made: Map<number, string>;
  /** Nodes that stand in the answer themselves. */
  readonly nodeIds: ReadonlySet<unknown>;
  readonly fail: (problem: string) => never;
}

function addElement(builder: OsmBuilder, element: Element, context: Context): void {
  const { fail } = context;
  const type = element.type as ElementType;
  const id = whole(element.id, `a ${type}'s id`, fail);
  for (const [key, value] of Object.entries((element.tags as object | undefined) ?? {})) {
    builder.addTag(type, builder.intern(key), builder.intern(String(value)));
  }
  if (type === "node")
    builder.addNode(id, degreesE7(element.lon, 180, id, fail), degreesE7(element.lat, 90, id, fail));
  else if (type === "way") addWay(builder, id, element, context);
  else addRelation(builder, id, element, fail);
}

function addWay(
  builder: OsmBuilder,
  id: number,
  { nodes, geometry }: Element,
  { made, nodeIds, fail }: Context,
): void {
  const refs = nodes === undefined ? [] : listOf(nodes, `the nodes of way ${id}`, fail);
  const places = geometry === undefined ? null : listOf(geometry, `the geometry of way ${id}`, fail);
  if (places !== null && places.length !== refs.length) {
    fail(`way ${id} has ${refs.length} nodes and a geometry of ${places.length} places`);
  }
  const numbers = refs.map((ref) => whole(ref, `a node of way ${id}`, fail));
  for (const ref of numbers) builder.addRef(ref);
  builder.addWay(id);
  places?.forEach((place, k) => {
    // Outside the box that was asked for places are null; such nodes are missing, as in any cut extract.
    const node = numbers[k]!;
    if (place === null || nodeIds.has(node)) return;
    const [lonE7, latE7] = [
      degreesE7((place as Place).lon, 180, node, fail),
      degreesE7((place as Place).lat, 90, node, fail),
    ];
    const before = made.get(node);
    const here = `${lonE7} ${latE7}`;
    if (before !== undefined && before !== here) fail(`node ${node} lies at two places`);
    if (before === undefined) builder.addNode(node, lonE7, latE7);
    made.set(node, here);
  });
}

function addRelation(
  builder: OsmBuilder,
  id: number,
  { members }: Element,
  fail: (problem: string) => never,
): void {
  for (const member of members === undefined ? [] : listOf(members, `the members of relation ${id}`, fail)) {
    const { type, ref, role } = member as { type?: unknown; ref?: unknown; role?: unknown };
    const at = TYPES.indexOf(type as ElementType);
    if (at < 0) fail(`a member of relation ${id} has type "${String(type)}"; expected node, way or relation`);
    const name = builder.intern(typeof role === "string" ? role : "");
    builder.addMember(at, whole(ref, `a member of relation ${id}`, fail), name);
  }
  builder.addRelation(id);
}

function listOf(value: unknown, what: string, fail: (problem: string) => never): unknown[] {
  return Array.isArray(value) ? value : fail(`${what} are no list`);
}

function whole(value: unknown, what: string, fail: (problem: string) => never): number {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  return fail(
    `${what} is ${value === undefined ? "missing" : JSON.stringify(value)}; expected a whole number`,
  );
}

function degreesE7(value: unknown, most: number, id: number, fail: (problem: string) => never): number {
  if (typeof value === "number" && Math.abs(value) <= most) return Math.round(value * 1e7);
  const came = value === undefined ? "no place" : JSON.stringify(value);
  return fail(`node ${id} lies at ${came}; expected degrees up to ±${most}`);
}
