/**
 * Small pieces of HTML in two languages; everything that comes from data is escaped here.
 */
import type { Words } from "./report-data.js";

/** Markup that is safe to be put into a page; texts become one only through `text` and `both`. */
export interface Markup {
  readonly html: string;
}

type Piece = Markup | Words | string | number | null | readonly Piece[];

/** Text as character data or attribute value; control characters are left out. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\u007e\u0080-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** Markup from a template: strings and numbers are escaped, words come in both languages, lists are joined. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return { html: String.raw({ raw: parts }, ...pieces.map(htmlOf)) };
}

/** Words in both languages; the page shows one. */
export function both({ en, zh }: Words): Markup {
  if (en === zh) return { html: escapeHtml(en) };
  return {
    html: `<span class="en" lang="en">${escapeHtml(en)}</span><span class="zh" lang="zh-Hans">${escapeHtml(zh)}</span>`,
  };
}

/** The same inside an SVG text. */
export function bothSpans({ en, zh }: Words): Markup {
  if (en === zh) return { html: escapeHtml(en) };
  return {
    html: `<tspan class="en" lang="en">${escapeHtml(en)}</tspan><tspan class="zh" lang="zh-Hans">${escapeHtml(zh)}</tspan>`,
  };
}

/** An attribute in both languages: `name="…"` as it stands first, with the words for the switch beside it. */
export function attribute(name: string, words: Words, lang: "en" | "zh"): Markup {
  return {
    html: `${name}="${escapeHtml(words[lang])}" data-say="${name}" data-en="${escapeHtml(words.en)}" data-zh="${escapeHtml(words.zh)}"`,
  };
}

/** JSON that cannot end the script element it stands in. */
export function inlineJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

function htmlOf(piece: Piece): string {
  if (piece === null) return "";
  if (Array.isArray(piece)) return (piece as readonly Piece[]).map(htmlOf).join("");
  if (typeof piece === "string" || typeof piece === "number") return escapeHtml(String(piece));
  return "html" in piece ? piece.html : both(piece as Words).html;
}
