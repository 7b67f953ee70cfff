/**
 * An `.osm` or `.osm.gz` file → `OsmData`, streamed.
 *
 * Layer: osm. Imports errors. The only file that imports saxes.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { SaxesParser, type SaxesTagPlain } from "saxes";
import { InputFileError, LivingCircleError } from "../errors.js";
import { openInput } from "./open-input.js";
import { OsmBuilder } from "./osm-builder.js";
import type { OsmData } from "./osm-data.js";
import type { ReadOsmOptions } from "./read-osm-pbf.js";

const MEMBER_TYPES = ["node", "way", "relation"] as const;

/**
 * Reads an OpenStreetMap extract in XML form, gzipped or not (told by content).
 *
 * @throws {InputFileError} if the file is missing, truncated, not well-formed, or its root is not `osm`
 */
export async function readOsmXml(path: string, options: ReadOsmOptions = {}): Promise<OsmData> {
  const { handle, size } = await openInput(path);
  const magic = new Uint8Array(2);
  await handle.read(magic, 0, 2, 0);
  await handle.close();
  const zipped = magic[0] === 0x1f && magic[1] === 0x8b;
  const hash = createHash("sha256");
  const file = createReadStream(path);
  let readBytes = 0;
  file.on("data", (chunk) => {
    hash.update(chunk);
    readBytes += chunk.length;
    options.onProgress?.(readBytes, size);
  });
  const bytes = zipped ? file.pipe(createGunzip()) : file;
  file.on("error", (error) => bytes.destroy(error));
  const reader = createXmlReader(path);
  const text = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of bytes) {
      options.signal?.throwIfAborted();
      reader.write(text.decode(chunk as Uint8Array, { stream: true }));
    }
    reader.write(text.decode());
    reader.close();
  } catch (cause) {
    if (cause instanceof LivingCircleError || options.signal?.aborted) throw cause;
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new InputFileError({ path, line: reader.line() }, `the file is damaged: ${said}`, { cause });
  } finally {
    file.destroy();
  }
  return reader.builder.finish({ path, sha256: hash.digest("hex"), timestamp: reader.timestamp() }, []);
}

function createXmlReader(path: string) {
  const builder = new OsmBuilder();
  const parser = new SaxesParser({ xmlns: false });
  let depth = 0;
  let timestamp: string | null = null;
  let element: SaxesTagPlain | null = null;
  let children: SaxesTagPlain[] = [];
  const fail = (problem: string): never => {
    throw new InputFileError({ path, line: parser.line }, problem);
  };
  parser.on("error", (error) =>
    fail(`the XML is not well-formed: ${error.message.replace(/^\d+:\d+: /, "")}`),
  );
  parser.on("opentag", (tag) => {
    if (depth === 0) {
      if (tag.name !== "osm") fail(`the root is <${tag.name}>, due is <osm>`);
      timestamp = tag.attributes.timestamp ?? null;
    } else if (depth === 1) {
      element = tag;
      children = [];
      if (tag.name === "meta") timestamp = tag.attributes.osm_base ?? timestamp;
    } else if (depth === 2) {
      children.push(tag);
    }
    depth++;
  });
  parser.on("closetag", () => {
    depth--;
    if (depth === 1 && element !== null) {
      addElement(builder, element, children, fail);
      element = null;
    }
  });
  let sawEnd = false;
  return {
    builder,
    timestamp: () => timestamp,
    line: () => parser.line,
    write: (text: string) => parser.write(text),
    close() {
      if (sawEnd) return;
      sawEnd = true;
      parser.close();
    },
  };
}

function addElement(
  builder: OsmBuilder,
  { name, attributes }: SaxesTagPlain,
  children: readonly SaxesTagPlain[],
  fail: (problem: string) => never,
): void {
  if (name !== "node" && name !== "way" && name !== "relation") return;
  if (attributes.visible === "false" || attributes.action === "delete") return;
  const id = whole(attributes.id, `a ${name}'s id`, fail);
  for (const child of children) {
    const { k, v, ref, type, role } = child.attributes;
    if (child.name === "tag") {
      if (k === undefined || v === undefined) fail(`a tag of ${name} ${id} lacks its key or its value`);
      builder.addTag(name, builder.intern(k!), builder.intern(v!));
    } else if (child.name === "nd" && name === "way") {
      builder.addRef(whole(ref, `a node of way ${id}`, fail));
    } else if (child.name === "member" && name === "relation") {
      const at = MEMBER_TYPES.indexOf(type as "node");
      if (at < 0) fail(`a member of relation ${id} has type "${type}"; due is node, way or relation`);
      builder.addMember(at, whole(ref, `a member of relation ${id}`, fail), builder.intern(role ?? ""));
    }
  }
  if (name === "way") builder.addWay(id);
  else if (name === "relation") builder.addRelation(id);
  else builder.addNode(id, degreesE7(attributes.lon, 180, id, fail), degreesE7(attributes.lat, 90, id, fail));
}

function whole(text: string | undefined, what: string, fail: (problem: string) => never): number {
  const value = Number(text);
  if (text === undefined || text.trim() === "" || !Number.isSafeInteger(value)) {
    fail(`${what} is ${text === undefined ? "missing" : `"${text}"`}; due is a whole number`);
  }
  return value;
}

function degreesE7(
  text: string | undefined,
  most: number,
  id: number,
  fail: (problem: string) => never,
): number {
  const value = Number(text);
  if (text === undefined || text.trim() === "" || !(Math.abs(value) <= most)) {
    fail(
      `node ${id} lies at ${text === undefined ? "no place" : `"${text}"`}; due are degrees up to ±${most}`,
    );
  }
  return Math.round(value * 1e7);
}
