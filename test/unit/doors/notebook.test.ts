import { afterEach, expect, test, vi } from "vitest";
import { showHtml, showPng, showSvg, showTable } from "../../../src/doors/notebook.js";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** What a plain script prints. */
async function printed(show: () => Promise<void>): Promise<string> {
  let text = "";
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  await show();
  vi.restoreAllMocks();
  return text;
}

/** What tslab gets to show. */
async function shownByTslab(show: () => Promise<void>): Promise<[string, string | Uint8Array][]> {
  const shown: [string, string | Uint8Array][] = [];
  const display = { raw: (type: string, content: string | Uint8Array) => shown.push([type, content]) };
  vi.stubGlobal("__tslab__", { require: (name: string) => (name === "tslab" ? { display } : null) });
  await show();
  return shown;
}

/** What Deno's kernel gets to send. */
async function sentByDeno(show: () => Promise<void>): Promise<unknown[]> {
  const sent: unknown[] = [];
  vi.stubGlobal("Deno", { jupyter: { broadcast: async (...message: unknown[]) => sent.push(...message) } });
  await show();
  return sent;
}

test("a table shows text as text, numbers to the right, and what is missing as a dash", async () => {
  const rows = [
    { name: "<b>A & B</b>", residents: 1234567, share: 0.123456 },
    { name: 'say "so"', residents: null },
  ];
  const [[type, html]] = (await shownByTslab(() => showTable(rows, "Who & where"))) as [[string, string]];
  expect(type).toBe("text/html");
  expect(html).toContain("<caption>Who &amp; where</caption>");
  expect(html).toContain('<td style="text-align:left">&lt;b&gt;A &amp; B&lt;/b&gt;</td>');
  expect(html).toContain('<td style="text-align:right">1\u202f234\u202f567</td>');
  // Three decimals; the second row has no share and no residents.
  expect(html).toContain('<td style="text-align:right">0.123</td>');
  expect(html).toContain(
    '<td style="text-align:left">say &quot;so&quot;</td><td style="text-align:right">–</td><td style="text-align:right">–</td>',
  );
});

test("both kernels are sent the same content", async () => {
  const rows = [{ service: "meals", metres: 12 }];
  const [[, html]] = (await shownByTslab(() => showTable(rows))) as [[string, string]];
  vi.unstubAllGlobals();
  expect(await sentByDeno(() => showTable(rows))).toEqual([
    "display_data",
    { data: { "text/html": html }, metadata: {} },
  ]);
});

test("pictures go as what they are, and bytes in base 64 where the kernel takes text", async () => {
  expect(await shownByTslab(() => showSvg("<svg/>"))).toEqual([["image/svg+xml", "<svg/>"]]);
  // 0x89 0x50 in base 64: 100010 010101 0000(00) = i V A =.
  expect(await sentByDeno(() => showPng(Uint8Array.of(0x89, 0x50)))).toEqual([
    "display_data",
    { data: { "image/png": "iVA=" }, metadata: {} },
  ]);
});

test("outside a notebook tables are printed as text and pictures as one line", async () => {
  expect(await printed(() => showTable([{ a: 1, b: "x" }], "Title"))).toBe("Title\na\tb\n1\tx\n");
  expect(await printed(() => showTable([]))).toBe("\n");
  expect(await printed(() => showSvg("<svg/>"))).toBe("(picture: SVG of 6 characters)\n");
  expect(await printed(() => showPng(new Uint8Array(7)))).toBe("(picture: PNG of 7 bytes)\n");
  expect(await printed(() => showHtml("<p>so</p>"))).toBe("<p>so</p>\n");
});
