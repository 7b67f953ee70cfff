/**
 * Bundles the script of the report page, with Leaflet in it, into dist/report/page/client.json.
 *
 * The page is one file under a policy that allows one inline script and one inline style sheet; so they are made when
 * the library is built and put into pages as they are.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { rolldown } from "rolldown";

const ROOT = path.resolve(import.meta.dirname, "../../../..");
const leaflet = path.dirname(createRequire(import.meta.url).resolve("leaflet/package.json"));

const bundle = await rolldown({ input: path.join(ROOT, "src/report/page/client/main.ts") });
const { output } = await bundle.generate({ format: "iife", minify: true });
await bundle.close();
// Leaflet's licence asks that its notice goes with every copy.
const notice = `/* Leaflet 1.9.4\n${readFileSync(path.join(leaflet, "LICENSE"), "utf8")}*/`;
const script = `${notice}\n${output[0].code.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--")}`;
// Its pictures are for markers that the page does not use, and would be requests.
const style = `${notice}\n${readFileSync(path.join(leaflet, "dist/leaflet.css"), "utf8").replace(/[^{}]*\{[^{}]*url\([^{}]*\}/g, "")}`;
mkdirSync(path.join(ROOT, "dist/report/page"), { recursive: true });
writeFileSync(
  path.join(ROOT, "dist/report/page/client.json"),
  JSON.stringify({ script: unixLines(script), style: unixLines(style) }),
);

/** As an HTML parser reads them; the hashes of the policy are of what it reads. */
function unixLines(text) {
  return text.replace(/\r\n?/g, "\n");
}
