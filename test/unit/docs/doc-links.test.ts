/**
 * Links between pages: each leads to a file that is there, and to a heading that is there, and no page is an island.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { PAGES, pageText } from "../../support/doc-blocks.js";

const ROOT = path.resolve(import.meta.dirname, "../../..");

/** Text without fenced blocks and code. */
const prose = (page: string) =>
  pageText(page)
    .replace(/^```[\s\S]*?^```$/gm, "")
    .replace(/`[^`\n]*`/g, "code");

/** Targets of links and pictures, with the anchor apart; places elsewhere are left out. */
function linksOf(page: string): { target: string; file: string; anchor: string }[] {
  return [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target]) => {
    if (/^[a-z]+:/.test(target!)) return [];
    const [place = "", anchor = ""] = target!.split("#");
    const file = place === "" ? page : path.posix.join(path.posix.dirname(page), place);
    return [{ target: target!, file, anchor }];
  });
}

/** Anchors of a page's headings, as they are made from their text: lower case, hyphens for spaces, no punctuation. */
function anchorsOf(page: string): string[] {
  const headings = pageText(page)
    .replace(/^```[\s\S]*?^```$/gm, "")
    .matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, text]) =>
    text!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );
}

test.each(PAGES)("links of %s lead somewhere", (page) => {
  const dead = linksOf(page).filter(({ file, anchor }) => {
    if (!existsSync(path.join(ROOT, file))) return true;
    return anchor !== "" && file.endsWith(".md") && !anchorsOf(file).includes(anchor);
  });
  expect(dead.map(({ target }) => target)).toEqual([]);
});

test("every page can be reached from the README", () => {
  const reached = new Set(["README.md"]);
  // A set grows while it is walked, so that pages found on the way are walked too.
  for (const page of reached) {
    for (const { file } of linksOf(page)) {
      const target = PAGES.includes(file) ? file : path.posix.join(file, "README.md");
      if (PAGES.includes(target)) reached.add(target);
    }
  }
  expect(PAGES.filter((page) => !reached.has(page))).toEqual([]);
});
