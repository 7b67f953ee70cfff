/**
 * The documentation as a site: it builds, the reference is complete, and no page of it leads nowhere.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { PAGES } from "../support/doc-blocks.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const SITE = path.join(ROOT, "out", "site");
const INSTALLED = existsSync(path.join(ROOT, "docs/site/node_modules/vitepress"));
if (!INSTALLED) console.warn("SKIPPED: the documentation site (npm ci --prefix docs/site)");

/** Links of a page within the site, as files; those that a server would complete are completed. */
function targetsOf(file: string): string[] {
  const links = readFileSync(file, "utf8").matchAll(/(?:href|src)="([^"#?]+)/g);
  return [...links].flatMap(([, link]) => {
    if (/^[a-z]+:|^\/\//.test(link!)) return [];
    const target = link!.startsWith("/")
      ? path.join(SITE, decodeURIComponent(link!))
      : path.join(path.dirname(file), decodeURIComponent(link!));
    return [target.endsWith("/") ? `${target}index.html` : target];
  });
}

describe.skipIf(!INSTALLED)("the site", () => {
  test("builds with a page for every page, and a reference without gaps", () => {
    execFileSync("node", [path.join(ROOT, "docs/site/build.mjs")], { stdio: "pipe" });
    const html = readdirSync(SITE, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".html"),
    );
    const own = html.filter((file) => !file.startsWith("api"));
    // Every page, five notebooks, and the page of what is not there.
    expect(own).toHaveLength(PAGES.length + 5 + 1);
    for (const name of [
      "functions/living-circle.analyzeLivingCircle",
      "interfaces/living-circle.GapReport",
      "modules/living-circle_notebook",
    ])
      expect(existsSync(path.join(SITE, "api", `${name}.html`)), name).toBe(true);
    const dead = html.flatMap((file) =>
      targetsOf(path.join(SITE, file)).flatMap((target) =>
        existsSync(target) ? [] : [`${file}: ${target}`],
      ),
    );
    expect(dead).toEqual([]);
  });
});
