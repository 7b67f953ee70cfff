/**
 * The inputs of a study with their hashes, for the lineage of results.
 */
import path from "node:path";
import { hashFile } from "../../base/file-hash.js";
import type { InputFile } from "../../coverage/gap-report.js";
import { isSavedNetwork } from "../../network/storage.js";
import type { Study } from "./study.js";

/** Files with their hashes, and what was given in memory. @throws {FileAccessError} if a file cannot be read */
export async function studyInputs({
  config,
  hashes,
  streets: { network },
}: Pick<Study, "config" | "hashes" | "streets">): Promise<InputFile[]> {
  const { streets, elevation, facilities = [], blocks, units, area, file } = config;
  const others = [
    ...(streets.nodes === undefined ? [] : [{ role: "street nodes", layer: { file: streets.nodes } }]),
    ...(elevation === undefined ? [] : [{ role: "elevation", layer: elevation }]),
    ...facilities.map((layer) => ({ role: "facilities", layer })),
    ...(blocks === undefined ? [] : [{ role: "blocks", layer: blocks }]),
    ...(blocks?.raster === undefined ? [] : [{ role: "raster of people", layer: blocks.raster }]),
    ...(units === undefined ? [] : [{ role: "units", layer: units }]),
    ...(area?.file === undefined ? [] : [{ role: "area", layer: { ...area, file: area.file } }]),
    ...(file === undefined ? [] : [{ role: "configuration", layer: { file } }]),
  ];
  const hashed = others.map(async ({ role, layer }) => inputOf(role, layer, await hashFile(layer.file)));
  // A saved network remembers the hash of what it was built from; the input of this run is the saved file.
  const sha256 = isSavedNetwork(streets.file) ? await hashFile(streets.file) : network.source.sha256;
  const inMemory = (["facilities", "blocks"] as const).flatMap((role) =>
    hashes[role] === null ? [] : [{ role, path: "in memory", sha256: hashes[role] }],
  );
  return [inputOf("streets", streets, sha256), ...(await Promise.all(hashed)), ...inMemory];
}

function inputOf(role: string, layer: FileOrigin & { readonly file: string }, sha256: string): InputFile {
  const entries = ORIGIN_KEYS.flatMap((key) => (layer[key] === undefined ? [] : [[key, layer[key]]]));
  return { role, path: path.basename(layer.file), sha256, ...Object.fromEntries(entries) };
}

/** What the user says of a file. */
const ORIGIN_KEYS = ["crs", "source", "licence", "date"] as const;
type FileOrigin = { readonly [key in (typeof ORIGIN_KEYS)[number]]?: string | undefined };
