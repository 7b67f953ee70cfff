/**
 * An answer of the Overpass API in JSON form → `OsmData`; also what OpenStreetMap's own API answers in JSON.
 *
 * Where ways were asked with their geometry and without their nodes (`out geom`), the nodes are made from it. An
 * answer that holds neither is refused: its ways lie nowhere.
 */

import { constants } from "node:buffer";
import { createHash } from "node:crypto";
import { InputFileError } from "../../base/errors.js";
import { countedNote } from "../../base/notes.js";
import { parseJson } from "../../base/read-file.js";
import { openInput } from "./open-input.js";
import { OsmBuilder } from "./osm-builder.js";
import type { OsmData } from "./osm-data.js";
import { NO_PLACE } from "./placed-nodes.js";
import type { ReadOsmOptions } from "./read-osm-pbf.js";

const TYPES = ["node", "way", "relation"] as const;
type ElementType = (typeof TYPES)[number];

/** Entries of answers that compare two dates. */
const DIFFERENCES: readonly string[] = ["create", "modify", "delete"];

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
  readonly center?: unknown;
  readonly members?: unknown;
  readonly version?: unknown;
  /** False of a deleted element, as OpenStreetMap's own API writes histories. */
  readonly visible?: unknown;
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
  let others = 0;
  answer.elements.forEach((element, i) => {
    const fail = (problem: string): never => {
      throw new InputFileError({ path, row: i + 1 }, problem);
    };
    if (DIFFERENCES.includes(String(element.type)))
      fail("this is a list of differences, expected a whole extract");
    if (!TYPES.includes(element.type as ElementType)) others++;
    else addElement(builder, element, fail);
  });
  const message = "elements of another type (areas, counts) were skipped";
  const notes = countedNote("unknown-elements", others, message, "left-out");
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
    throw new InputFileError({ path }, "there is no list of elements: this is not an Overpass answer");
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

type Fail = (problem: string) => never;

function addElement(builder: OsmBuilder, element: Element, fail: Fail): void {
  const type = element.type as ElementType;
  const id = whole(element.id, `a ${type}'s id`, fail);
  const version =
    element.version === undefined ? 0 : whole(element.version, `the version of ${type} ${id}`, fail);
  if (element.visible === false) {
    builder.addDeleted(type, id, version);
    return;
  }
  for (const [key, value] of Object.entries((element.tags as object | undefined) ?? {})) {
    builder.addTag(type, builder.intern(key), builder.intern(String(value)));
  }
  if (type === "node") builder.addNode(id, ...placeOf(element, id, fail), version);
  else if (type === "way") addWay(builder, id, version, element, fail);
  else addRelation(builder, id, version, element, fail);
}

/** `NO_PLACE` where none is given, as of nodes asked by `out tags`, and of nodes outside the box that was asked for. */
function placeOf(place: Place | null, node: number, fail: Fail): [lonE7: number, latE7: number] {
  if (place === null || (place.lon === undefined && place.lat === undefined)) return [NO_PLACE, NO_PLACE];
  return [degreesE7(place.lon, 180, node, fail), degreesE7(place.lat, 90, node, fail)];
}

function addWay(
  builder: OsmBuilder,
  id: number,
  version: number,
  { nodes, geometry, center }: Element,
  fail: Fail,
): void {
  const refs = nodes === undefined ? null : listOf(nodes, `the nodes of way ${id}`, fail);
  const places = geometry === undefined ? null : listOf(geometry, `the geometry of way ${id}`, fail);
  if (places !== null && refs !== null && places.length !== refs.length) {
    fail(`way ${id} has ${refs.length} nodes and a geometry of ${places.length} places`);
  }
  const numbers = refs?.map((ref) => whole(ref, `a node of way ${id}`, fail));
  if (places === null && isPlace(center) && numbers?.some((node) => builder.hasNode(node)) !== true) {
    builder.addCentre(...placeOf(center, id, fail));
  } else if (places === null) for (const node of numbers ?? []) builder.addRef(node);
  places?.forEach((place, k) => {
    // Without their numbers nodes are known by their places.
    const node = numbers?.[k] ?? Number.NaN;
    builder.addPlacedRef(node, ...placeOf(place as Place | null, node, fail));
  });
  builder.addWay(id, version);
}

function isPlace(value: unknown): value is Place {
  return typeof value === "object" && value !== null;
}

function addRelation(
  builder: OsmBuilder,
  id: number,
  version: number,
  { members }: Element,
  fail: Fail,
): void {
  for (const member of members === undefined ? [] : listOf(members, `the members of relation ${id}`, fail)) {
    const { type, ref, role, geometry } = member as Readonly<Record<string, unknown>>;
    const at = TYPES.indexOf(type as ElementType);
    if (at < 0) fail(`a member of relation ${id} has type "${String(type)}"; expected node, way or relation`);
    const name = builder.intern(typeof role === "string" ? role : "");
    const memberId = whole(ref, `a member of relation ${id}`, fail);
    builder.addMember(at, memberId, name);
    if (type !== "way" || geometry === undefined) continue;
    const shape = listOf(geometry, `the geometry of way ${memberId} in relation ${id}`, fail);
    builder.addMemberWay(
      memberId,
      shape.map((place) => placeOf(place as Place | null, Number.NaN, fail)),
    );
  }
  builder.addRelation(id, version);
}

function listOf(value: unknown, what: string, fail: Fail): unknown[] {
  return Array.isArray(value) ? value : fail(`${what} are not a list`);
}

function whole(value: unknown, what: string, fail: Fail): number {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  return fail(
    `${what} is ${value === undefined ? "missing" : JSON.stringify(value)}; expected a whole number`,
  );
}

function degreesE7(value: unknown, most: number, id: number, fail: Fail): number {
  if (typeof value === "number" && Math.abs(value) <= most) return Math.round(value * 1e7);
  const came = value === undefined ? "no place" : JSON.stringify(value);
  return fail(`node ${id} lies at ${came}; expected degrees up to ±${most}`);
}
