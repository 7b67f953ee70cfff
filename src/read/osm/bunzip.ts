/**
 * What a bzip2 file unpacks to, piece by piece; one or several streams, their sums checked.
 *
 * The package is optional and loaded when a file asks for it.
 */
import { InputFileError } from "../../base/errors.js";
import { loadPackage } from "../../base/optional-package.js";

/**
 * Unpacks bzip2.
 *
 * @throws {UnsupportedFileError} if the package is not installed
 * @throws {InputFileError} if a stream is damaged or cut off
 */
export async function* bunzipped(path: string, file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const load = () => import("unbzip2-stream");
  const { default: unbzip2Stream } = await loadPackage(path, ".osm.bz2", "unbzip2-stream", load);
  const unpacked: Uint8Array[] = [];
  let fault: Error | null = null;
  const stream = unbzip2Stream();
  stream.on("data", (chunk) => unpacked.push(chunk));
  stream.on("error", (cause) => {
    fault ??= cause;
  });
  const taken = () => {
    if (fault === null) return unpacked.splice(0);
    const problem = "the bzip2 stream is damaged or cut off; download the file again";
    throw new InputFileError({ path }, problem, { cause: fault });
  };
  for await (const chunk of file) {
    stream.write(chunk);
    yield* taken();
  }
  stream.end();
  yield* taken();
}
