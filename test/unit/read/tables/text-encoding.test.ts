import { expect, test } from "vitest";
import { decodeAs, detectText, labelOfCodePage } from "../../../../src/read/tables/text-encoding.js";

test.each([
  ["CP949 949 MS949 UHC Windows-949 51949", "euc-kr"],
  ["CP932 932 MS932 Windows-31J sjis", "shift_jis"],
  ["CP936 936 GB2312 54936", "gb18030"],
  ["CP950 Big5-HKSCS ANSI_950 951", "big5"],
  ["windows-874 874 TIS-620", "windows-874"],
  ["UTF8 UTF-8 65001", "utf-8"],
  ["1252 ANSI_1252 CP1252 latin1", "windows-1252"],
  ["8859-15 ISO-8859-15 88591", "iso-8859-"],
])("%s are %s", (names, label) => {
  for (const name of names.split(" ")) {
    expect(labelOfCodePage(name)).toContain(label);
    expect(decodeAs(new TextEncoder().encode("abc"), name)).toBe("abc");
  }
});

test("names with blanks are understood, and those of some computer say nothing", () => {
  expect(labelOfCodePage("ISO 8859-1")).toBe("iso-8859-1");
  expect(["OEM", "SYSTEM", "ANSI"].map(labelOfCodePage)).toEqual([null, null, null]);
  expect(decodeAs(new Uint8Array([0xb0, 0xa1]), "UHC")).toBe("가");
});

test("UTF-16 without its mark is told by its zeros, and other text with zeros is none", () => {
  const text = "id,lon,lat,人口\r\na,114.3,30.5,1\r\n";
  const little = new Uint8Array(Buffer.from(text, "utf16le"));
  const big = little.map((_, i) => little[i % 2 === 0 ? i + 1 : i - 1] ?? 0);
  expect(detectText(little)).toEqual({ text, encoding: "utf-16le" });
  expect(detectText(big)).toEqual({ text, encoding: "utf-16be" });
  // Zeros on both sides, or a single one in text of one byte a letter.
  expect(detectText(new TextEncoder().encode("a\0,b\0\n"))?.encoding).toBe("utf-8");
  expect(detectText(new TextEncoder().encode(`${"a,b,c\n".repeat(20)}\0x`))?.encoding).toBe("utf-8");
});
