/**
 * `npm run kernel`: compiles `src/search/kernel/kernel.ts` to WebAssembly and writes it as text into
 * `src/search/engine/kernel-bytes.ts`, so that the package needs neither the compiler nor a file beside it.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const OPTIONS = ["-O3", "--noAssert", "--enable", "simd", "--runtime", "stub", "--importMemory"];

/** The kernel as it stands, compiled, as base64. */
export async function compileKernel() {
  let binary = null;
  const { error, stderr } = await asc.main(
    ["src/search/kernel/kernel.ts", "--baseDir", ROOT, "--outFile", "kernel.wasm", ...OPTIONS],
    {
      writeFile: (name, contents) => {
        if (name.endsWith(".wasm")) binary = contents;
      },
    },
  );
  if (error !== null || binary === null) throw new Error(stderr.toString(), { cause: error });
  return Buffer.from(binary).toString("base64");
}

function moduleText(base64) {
  const lines = base64.match(/.{1,100}/g).map((line) => `  "${line}"`);
  return `/**
 * The compiled search kernel; written by \`npm run kernel\` from \`src/search/kernel/\`, not by hand.
 */
export const KERNEL_BASE64 =
${lines.join(" +\n")};
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(path.join(ROOT, "src/search/engine/kernel-bytes.ts"), moduleText(await compileKernel()));
}
