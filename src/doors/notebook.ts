/**
 * Pictures and tables inside a notebook, alike in both TypeScript kernels of Jupyter: tslab and Deno's.
 *
 * Each kernel has a display of its own. tslab puts its `require` beside the cells as `__tslab__`, through which its
 * display is found without importing it; Deno has `Deno.jupyter.broadcast`. Outside a notebook tables are printed as
 * text and pictures as one line, so that the same code runs as a plain script.
 *
 * @module living-circle/notebook
 */
import type { CsvCell } from "../report/tables/csv.js";

/** Between two messages of Deno's kernel. */
const PAUSE_MS = 100;

export type { CsvCell as Cell };

/** What the kernels put beside the code of the cells. */
interface Kernels {
  readonly Deno?: {
    readonly jupyter?: { broadcast(kind: "display_data", content: DisplayData): Promise<void> };
  };
  readonly __tslab__?: { require(name: "tslab"): { readonly display: TslabDisplay } };
}

interface DisplayData {
  readonly data: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, never>>;
}

interface TslabDisplay {
  raw(mediaType: string, content: string | Uint8Array): void;
}

/**
 * Shows a drawing below the cell, such as the result of `renderMapSvg` or `renderIsochroneSvg`.
 *
 * @param svg - a whole SVG document
 *
 * @example
 * await showSvg(renderMapSvg({ network, report, service: "pharmacy", title: "Pharmacies" }));
 */
export async function showSvg(svg: string): Promise<void> {
  await display("image/svg+xml", svg, `(picture: SVG of ${svg.length} characters)`);
}

/**
 * Shows a PNG picture below the cell, such as the result of `svgToPng`.
 *
 * @param png - the bytes of the file
 *
 * @example
 * import { readFileSync } from "node:fs";
 * await showPng(readFileSync("picture.png"));
 */
export async function showPng(png: Uint8Array): Promise<void> {
  await display("image/png", png, `(picture: PNG of ${png.length} bytes)`);
}

/**
 * Shows HTML below the cell. Nothing is escaped: escape text that comes from data yourself.
 *
 * @param html - a fragment
 *
 * @example
 * await showHtml(`<b>${report.blocks.blocks.length}</b> blocks`);
 */
export async function showHtml(html: string): Promise<void> {
  await display("text/html", html, html);
}

/**
 * Shows rows as a table below the cell; text is escaped.
 *
 * Whole numbers are grouped by thousands, others rounded to three decimals; null is a dash, and so is a key that a row
 * does not have.
 *
 * @param rows - one object per row; the keys of the first are the columns, in their order
 * @param caption - text above the table; default none
 *
 * @example
 * const rows = coverageTotals(report).map(({ service, blocks }) => ({ service, met: blocks.met, gap: blocks.gap }));
 * await showTable(rows, "Blocks");
 */
export async function showTable(
  rows: readonly Readonly<Record<string, CsvCell>>[],
  caption = "",
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const numeric = columns.map((column) => rows.every((row) => typeof (row[column] ?? 0) === "number"));
  const cells = rows.map((row) => columns.map((column) => textOf(row[column] ?? null)));
  const align = (c: number) => `style="text-align:${numeric[c] ? "right" : "left"}"`;
  const line = (tag: "th" | "td", texts: readonly string[]) =>
    `<tr>${texts.map((text, c) => `<${tag} ${align(c)}>${escapeHtml(text)}</${tag}>`).join("")}</tr>`;
  const head = caption === "" ? "" : `<caption>${escapeHtml(caption)}</caption>`;
  const body = cells.map((texts) => line("td", texts)).join("");
  const html = `<table>${head}<thead>${line("th", columns)}</thead><tbody>${body}</tbody></table>`;
  const plain = [caption, ...[columns, ...cells].map((texts) => texts.join("\t"))];
  await display("text/html", html, plain.filter((text) => text !== "").join("\n"));
}

function textOf(cell: CsvCell): string {
  if (cell === null) return "–";
  if (typeof cell !== "number") return String(cell);
  const rounded = String(Math.round(cell * 1000) / 1000);
  return Number.isInteger(cell) ? rounded.replace(/\B(?=(\d{3})+$)/g, "\u202f") : rounded;
}

/** Deno's kernel drops what it is given while the message before is still on its way; seen once in eight runs. */
function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, PAUSE_MS));
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

async function display(mediaType: string, content: string | Uint8Array, plain: string): Promise<void> {
  const { Deno, __tslab__ } = globalThis as Kernels;
  if (Deno?.jupyter !== undefined) {
    const text = typeof content === "string" ? content : Buffer.from(content).toString("base64");
    await pause();
    await Deno.jupyter.broadcast("display_data", { data: { [mediaType]: text }, metadata: {} });
    await pause();
  } else if (__tslab__ !== undefined) {
    __tslab__.require("tslab").display.raw(mediaType, content);
  } else {
    process.stdout.write(`${plain}\n`);
  }
}
