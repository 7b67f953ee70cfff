/**
 * Bundles what the commands load into dist/cli/bundle: a command then opens a few files in place of hundreds.
 *
 * Each module of ours keeps the address of its own file in dist, which is there for importers of the library: data are
 * found, and threads are started, from where they always are. Packages that are always installed go in, with their
 * licences beside them; those that are optional, or load files of their own, stay outside.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { rolldown } from "rolldown";

const ROOT = path.resolve(import.meta.dirname, "../..");
const DIST = path.join(ROOT, "dist");
const OUT = path.join(DIST, "cli/bundle");
const manifest = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
/** A solver in WebAssembly and an index of systems read files beside them; geojson asks for its own `this`. */
const OUTSIDE = [...Object.keys(manifest.peerDependencies), "highs", "epsg-index", "geojson"];

rmSync(OUT, { recursive: true, force: true });
const bundle = await rolldown({
  input: path.join(DIST, "cli/program.js"),
  platform: "node",
  external: (id) =>
    id.startsWith("node:") || OUTSIDE.some((name) => id === name || id.startsWith(`${name}/`)),
  plugins: [{ name: "own-address", transform: withOwnAddress }],
});
const { output } = await bundle.write({ dir: OUT, format: "esm", chunkFileNames: "[name]-[hash].js" });
await bundle.close();
writeFileSync(path.join(OUT, "LICENSES.txt"), licencesOf(output.flatMap(({ moduleIds = [] }) => moduleIds)));

/** `import.meta.url` of a module of ours as it was before the bundle. */
function withOwnAddress(code, id) {
  if (!id.startsWith(DIST) || !code.includes("import.meta.url")) return null;
  const file = path.relative(OUT, id).split(path.sep).join("/");
  return code.replaceAll("import.meta.url", `new URL(${JSON.stringify(file)}, import.meta.url).href`);
}

/** The licence of every package in the bundle. */
function licencesOf(modules) {
  const folders = new Set(
    modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []),
  );
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((one) => /^licen[cs]e(\.|$)/i.test(one));
    const text = file === undefined ? "" : `\n${readFileSync(path.join(folder, file), "utf8").trim()}\n`;
    return `${name} ${version} (${license})\n${text}`;
  });
  return `Packages in these files, each under its own licence.\n\n${texts.join(`\n${"-".repeat(80)}\n\n`)}`;
}
