/**
 * An `.osm`, `.osm.gz` or `.osm.bz2` file → `OsmData`, streamed.
 */

import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { InputFileError, LivingCircleError } from "../../base/errors.js";
import type { ReadNote } from "../../base/notes.js";
import { SaxesParser, type SaxesTagPlain } from "../../base/xml.js";
import { bunzipped } from "./bunzip.js";
import { type FileForm, openInput } from "./open-input.js";
import { OsmBuilder } from "./osm-builder.js";
import type { OsmData } from "./osm-data.js";
import { NO_PLACE } from "./placed-nodes.js";
import type { ReadOsmOptions } from "./read-osm-pbf.js";

const MEMBER_TYPES = ["node", "way", "relation"] as const;
const ELEMENTS: readonly string[] = MEMBER_TYPES;

/** Children of the root that hold no elements. */
const SILENT: readonly string[] = ["bounds", "bound", "note", "meta", "changeset", "user", "preferences"];

/** Roots of OpenStreetMap's other XML forms. */
const OTHER_ROOTS: Readonly<Record<string, string>> = {
  osmChange:
    ": this is a list of changes, which only makes sense together with the data it changes; apply it first, e.g. osmium apply-changes",
  html: ": this is a web page, perhaps an error message saved in the place of the data",
  graphml:
    ": this is a graph in GraphML; save it as a layer, e.g. with OSMnx: save_graph_geopackage(load_graphml(file)), and read its layer edges",
  network:
    ": this is a network of MATSim; save it as a layer, e.g. with matsim-tools for Python: read_network(file).as_geo().to_file(layer)",
  net: ": this is a network of SUMO; save it as a layer with SUMO's tools/net/net2geojson.py",
  gpx: ": this is a GPS track",
  kml: ": this is a KML layer",
};

const CHUNK_BYTES = 256 * 1024;

/**
 * Reads an OpenStreetMap extract in XML form, packed with gzip or bzip2 or not (found from the content).
 *
 * @param path - an `.osm`, `.osm.gz` or `.osm.bz2` file
 * @returns nodes, ways and relations as columns, coordinates in 1e-7 degrees
 * @throws {InputFileError} if the file is truncated, not well-formed, its root is not `osm`, or the server that wrote
 *   it noted that the answer is incomplete
 * @throws {UnsupportedFileError} if it is bzip2 and the package `unbzip2-stream` is not installed
 *
 * @example
 * const osm = await readOsmXml("city.osm");
 */
export async function readOsmXml(path: string, options: ReadOsmOptions = {}): Promise<OsmData> {
  const { handle, size, form } = await openInput(path);
  const hash = createHash("sha256");
  const reader = createXmlReader(path);
  const text = new TextDecoder("utf-8", { fatal: true });
  try {
    const file = chunksOf(handle, size, options, (chunk) => hash.update(chunk));
    for await (const chunk of unpacked(path, form, file)) {
      reader.write(text.decode(requireXml(path, chunk), { stream: true }));
    }
    reader.write(text.decode());
    reader.close();
  } catch (cause) {
    if (cause instanceof LivingCircleError || options.signal?.aborted) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new InputFileError({ path, line: reader.line() }, `the file is damaged: ${message}`, { cause });
  } finally {
    await handle.close();
  }
  const source = { path, sha256: hash.digest("hex"), timestamp: reader.timestamp() };
  return reader.builder.finish(source, reader.notes());
}

/** Refuses binary data, a PBF in a gzip wrapper above all, before it is called bad UTF-8. */
function requireXml(path: string, chunk: Uint8Array): Uint8Array {
  if (!chunk.includes(0)) return chunk;
  throw new InputFileError(
    { path },
    "the file holds binary data, expected XML; a gzipped .osm.pbf must be unpacked",
  );
}

async function* chunksOf(
  handle: FileHandle,
  size: number,
  { signal, onProgress }: ReadOsmOptions,
  see: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  let at = 0;
  while (at < size) {
    signal?.throwIfAborted();
    const chunk = new Uint8Array(Math.min(CHUNK_BYTES, size - at));
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, at);
    if (bytesRead === 0) throw new Error("it became shorter while it was read");
    at += bytesRead;
    see(chunk.subarray(0, bytesRead));
    onProgress?.(at, size);
    yield chunk.subarray(0, bytesRead);
  }
}

function unpacked(path: string, form: FileForm, file: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  if (form === "bzip2") return bunzipped(path, file);
  return form === "gzip" ? gunzipped(file) : file;
}

async function* gunzipped(file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  // What fails in the pipe also ends the iteration below, which throws it.
  const fed = pipeline(file, gunzip).catch(() => undefined);
  try {
    yield* gunzip;
  } finally {
    gunzip.destroy();
    await fed;
  }
}

function createXmlReader(path: string) {
  const builder = new OsmBuilder();
  const parser = new SaxesParser({ xmlns: false });
  let depth = 0;
  let timestamp: string | null = null;
  let element: SaxesTagPlain | null = null;
  let children: Child[] = [];
  let unknown = 0;
  const fail = (problem: string): never => {
    throw new InputFileError({ path, line: parser.line }, problem);
  };
  parser.on("error", (error) =>
    fail(`the XML is not well-formed: ${error.message.replace(/^\d+:\d+: /, "")}`),
  );
  parser.on("opentag", (tag) => {
    if (depth === 0) {
      requireOsm(tag.name, fail);
      timestamp = timeOf(tag.attributes.timestamp);
    } else if (depth === 1) {
      element = tag;
      children = [];
      if (tag.name === "meta") timestamp = timeOf(tag.attributes.osm_base) ?? timestamp;
      else if (tag.name === "action")
        fail("this is a list of differences (<action>), expected a whole extract");
      else if (tag.name === "remark") parser.on("text", (text) => requireNoError(text, fail));
      else if (!ELEMENTS.includes(tag.name) && !SILENT.includes(tag.name)) unknown++;
    } else if (depth === 2) {
      children.push({ ...tag, places: [] });
    } else if (depth === 3 && tag.name === "nd") {
      children[children.length - 1]?.places.push(tag);
    }
    depth++;
  });
  parser.on("closetag", () => {
    depth--;
    if (depth === 1 && element !== null) {
      if (element.name === "remark") parser.off("text");
      addElement(builder, element, children, fail);
      element = null;
    }
  });
  const message = "elements of an unknown name were skipped";
  return {
    builder,
    timestamp: () => timestamp,
    line: () => parser.line,
    notes: (): ReadNote[] => (unknown > 0 ? [{ code: "unknown-elements", count: unknown, message }] : []),
    write: (text: string) => parser.write(text),
    close: () => parser.close(),
  };
}

function requireOsm(root: string, fail: (problem: string) => never): void {
  if (root !== "osm") fail(`the root is <${root}>, expected <osm>${OTHER_ROOTS[root] ?? ""}`);
}

/** Overpass ends an answer that it broke off (time, memory) with a remark, and the XML is well-formed still. */
function requireNoError(remark: string, fail: (problem: string) => never): void {
  if (/error/i.test(remark)) fail(`the server did not finish its answer: ${remark.trim().slice(0, 200)}`);
}

/** ISO 8601 in the form of `Date`, or null for what is not a time. */
function timeOf(text: string | undefined): string | null {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** A tag inside an element; of a member of a relation also the places of its shape (`out geom`). */
interface Child extends Pick<SaxesTagPlain, "name" | "attributes"> {
  readonly places: SaxesTagPlain[];
}

type Fail = (problem: string) => never;

function addElement(
  builder: OsmBuilder,
  { name, attributes }: SaxesTagPlain,
  children: readonly Child[],
  fail: Fail,
): void {
  if (name !== "node" && name !== "way" && name !== "relation") return;
  const id = whole(attributes.id, `a ${name}'s id`, fail);
  const version =
    attributes.version === undefined ? 0 : whole(attributes.version, `the version of ${name} ${id}`, fail);
  if (attributes.visible === "false" || attributes.action === "delete") {
    builder.addDeleted(name, id, Math.max(0, version));
    return;
  }
  const centre = name === "way" ? centreOf(builder, children) : undefined;
  if (centre !== undefined) builder.addCentre(...nodePlace(centre, id, fail));
  for (const child of children) {
    const { k, v } = child.attributes;
    if (child.name === "tag") {
      if (k === undefined || v === undefined) fail(`a tag of ${name} ${id} lacks its key or its value`);
      builder.addTag(name, builder.intern(k), builder.intern(v));
    } else if (child.name === "nd" && name === "way" && centre === undefined)
      addRef(builder, id, child, fail);
    else if (child.name === "member" && name === "relation") addMember(builder, id, child, fail);
  }
  if (name === "way") builder.addWay(id, Math.max(0, version));
  else if (name === "relation") builder.addRelation(id, Math.max(0, version));
  else builder.addNode(id, ...nodePlace(attributes, id, fail), Math.max(0, version));
}

type Attributes = SaxesTagPlain["attributes"];

/** The centre of a way (`out center`) that has no other place in the file. */
function centreOf(builder: OsmBuilder, children: readonly Child[]): Attributes | undefined {
  const centre = children.find(({ name }) => name === "center")?.attributes;
  const isPlaced = ({ name, attributes }: Child) =>
    name === "nd" && (attributes.lat !== undefined || builder.hasNode(Number(attributes.ref)));
  return centre === undefined || children.some(isPlaced) ? undefined : centre;
}

/** `NO_PLACE` where neither longitude nor latitude is there, as Overpass prints nodes without them (`out tags`). */
function nodePlace({ lon, lat }: Attributes, id: number, fail: Fail): [lonE7: number, latE7: number] {
  if (lon === undefined && lat === undefined) return [NO_PLACE, NO_PLACE];
  return [degreesE7(lon, 180, id, fail), degreesE7(lat, 90, id, fail)];
}

function addRef(builder: OsmBuilder, way: number, { attributes }: Child, fail: Fail): void {
  const { ref, lon, lat } = attributes;
  const hasPlace = lon !== undefined || lat !== undefined;
  // Without their numbers nodes are known by their places.
  const node = ref === undefined && hasPlace ? Number.NaN : whole(ref, `a node of way ${way}`, fail);
  if (hasPlace) builder.addPlacedRef(node, ...nodePlace(attributes, node, fail));
  else builder.addRef(node);
}

function addMember(builder: OsmBuilder, relation: number, { attributes, places }: Child, fail: Fail): void {
  const { type, ref, role } = attributes;
  const at = MEMBER_TYPES.indexOf(type as "node");
  if (at < 0) fail(`a member of relation ${relation} has type "${type}"; expected node, way or relation`);
  const id = whole(ref, `a member of relation ${relation}`, fail);
  builder.addMember(at, id, builder.intern(role ?? ""));
  if (type !== "way" || places.length === 0) return;
  const shape = places.map((place) => nodePlace(place.attributes, Number.NaN, fail));
  builder.addMemberWay(id, shape);
}

function whole(text: string | undefined, what: string, fail: Fail): number {
  const value = Number(text);
  if (text === undefined || !/^\s*[+-]?\d+\s*$/.test(text) || !Number.isSafeInteger(value)) {
    fail(`${what} is ${text === undefined ? "missing" : `"${text}"`}; expected a whole number`);
  }
  return value;
}

function degreesE7(text: string | undefined, most: number, id: number, fail: Fail): number {
  const value = Number(text);
  // JavaScript also takes "" and "0x10" for numbers.
  if (
    text === undefined ||
    !/^[\s\d.eE+-]+$/.test(text) ||
    text.trim() === "" ||
    !(Math.abs(value) <= most)
  ) {
    fail(
      `node ${id} lies at ${text === undefined ? "no place" : `"${text}"`}; expected degrees up to ±${most}`,
    );
  }
  return Math.round(value * 1e7);
}
