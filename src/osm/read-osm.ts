/**
 * Any OpenStreetMap extract → `OsmData`, its form told by its first bytes, not by its name.
 *
 * Layer: osm. Imports errors.
 */
import { UnsupportedFileError } from "../errors.js";
import { openInput } from "./open-input.js";
import type { OsmData } from "./osm-data.js";
import { type ReadOsmOptions, readOsmPbf } from "./read-osm-pbf.js";
import { readOsmXml } from "./read-osm-xml.js";

/** First bytes of archives that users try, and what to do instead. */
const ARCHIVES: readonly (readonly [magic: string, said: string])[] = [
  ["BZh", "bzip2; unpack it first, e.g. bunzip2"],
  ["PK\u0003\u0004", "a zip archive; unpack it first"],
  ["\u00fd7zXZ", "xz; unpack it first, e.g. unxz"],
  ["7z\u00bc\u00af", "a 7z archive; unpack it first"],
];

/**
 * Reads `.osm.pbf`, `.osm` or `.osm.gz`.
 *
 * @throws {InputFileError} if the file is missing, damaged, or none of these
 * @throws {UnsupportedFileError} if it is an archive of another kind
 */
export async function readOsm(path: string, options: ReadOsmOptions = {}): Promise<OsmData> {
  const { handle } = await openInput(path);
  const bytes = new Uint8Array(64);
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
  await handle.close();
  const head = String.fromCharCode(...bytes.subarray(0, bytesRead));
  for (const [magic, said] of ARCHIVES) {
    if (head.startsWith(magic)) throw new UnsupportedFileError({ path }, `the file is ${said}`);
  }
  const isXml = head.startsWith("\u001f\u008b") || /^(\u00ef\u00bb\u00bf)?\s*</.test(head);
  return isXml ? readOsmXml(path, options) : readOsmPbf(path, options);
}
