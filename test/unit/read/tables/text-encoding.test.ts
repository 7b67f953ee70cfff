import { expect, test } from "vitest";
import { decodeAs, labelOfCodePage } from "../../../../src/read/tables/text-encoding.js";

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
