/**
 * The pages for readers, and the code blocks in them.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");
const OTHERS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md", "data/README.md"];

/** Paths in the repository, with `/`. */
export const PAGES = [...OTHERS, ...pagesUnder("docs")];

export interface Block {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  /** What stands behind the language: `run`, or the name of a file. */
  readonly rest: string;
  readonly code: string;
}

/** The text of a page. */
export function pageText(page: string): string {
  return readFileSync(path.join(ROOT, page), "utf8");
}

/** Fenced blocks of all pages, in order. */
export function codeBlocks(): Block[] {
  return PAGES.flatMap((page) => {
    const text = pageText(page);
    return [...text.matchAll(/^```(\w*) ?(.*)\n([\s\S]*?)^```$/gm)].map((match) => ({
      page,
      line: text.slice(0, match.index).split("\n").length,
      language: match[1]!,
      rest: match[2]!.trim(),
      code: match[3]!,
    }));
  });
}

function pagesUnder(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return entry.name === "node_modules" ? [] : pagesUnder(file);
      return file.endsWith(".md") ? [file] : [];
    });
}
