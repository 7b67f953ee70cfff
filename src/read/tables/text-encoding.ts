/**
 * The encoding of a text, where nobody says it: UTF-8, else GB 18030 if it surely is.
 *
 * GB 18030 reads nearly any bytes, so that reading alone proves nothing. It is believed where nearly all that lies
 * beyond ASCII comes out as Chinese, and most of that among the 3,755 common characters of GB 2312, level 1: text of
 * other encodings read so is a mix of rare characters.
 */
import { itemAt } from "../../base/at.js";
import { InvalidInputError } from "../../base/errors.js";

/** Shares of the characters beyond ASCII; assumptions, far from both sides: Chinese text has 0.99 and above 0.9. */
const MOSTLY_CHINESE = 0.95;
const MOSTLY_COMMON = 0.6;

/** First bytes of the common characters (GB 2312-80, rows 16 to 55). */
const COMMON = { from: 0xb0, to: 0xd7 } as const;

export interface DecodedText {
  readonly text: string;
  /** As `TextDecoder` calls it. */
  readonly encoding: string;
}

/** Names that programs of Windows and GIS write, as `TextDecoder` calls them (Microsoft's list of code page identifiers). */
const NAMES: Readonly<Record<string, string>> = {
  utf8: "utf-8",
  uhc: "euc-kr",
  ms949: "euc-kr",
  windows949: "euc-kr",
  ms932: "shift_jis",
  windows31j: "shift_jis",
  sjis: "shift_jis",
  ms936: "gb18030",
  gb2312: "gb18030",
  ms950: "big5",
  big5hkscs: "big5",
  tis620: "windows-874",
  latin1: "windows-1252",
};
const CODE_PAGES: Readonly<Record<string, string>> = {
  874: "windows-874",
  932: "shift_jis",
  936: "gb18030",
  949: "euc-kr",
  950: "big5",
  951: "big5",
  20936: "gb18030",
  51949: "euc-kr",
  54936: "gb18030",
  65001: "utf-8",
};

/**
 * The encoding that a code page or another usual name means, as `TextDecoder` calls it; null for `OEM`, `ANSI` and `SYSTEM`,
 * which mean that of some computer. Other names are given back as they are.
 */
export function labelOfCodePage(name: string): string | null {
  const plain = name.trim();
  const key = plain.toLowerCase().replace(/[^a-z0-9]/g, "");
  if (["oem", "ansi", "system", "ldid0"].includes(key)) return null;
  const page = /^(?:ansi|cp|oem|windows|ms|ibm|ldid)?(\d{3,5})$/.exec(key)?.[1];
  if (page !== undefined) {
    const label = CODE_PAGES[page];
    if (label !== undefined) return label;
    if (page.startsWith("125")) return `windows-${page}`;
    if (page.startsWith("8859")) return `iso-8859-${page.slice(4)}`;
  }
  const part = /^(?:iso)?8859(\d{1,2})$/.exec(key)?.[1];
  return NAMES[key] ?? (part === undefined ? plain : `iso-8859-${part}`);
}

/** The text of bytes in an encoding that the user names. @throws {InvalidInputError} if there is no such encoding */
export function decodeAs(bytes: Uint8Array, label: string): string {
  let decoder: InstanceType<typeof TextDecoder>;
  try {
    decoder = new TextDecoder(labelOfCodePage(label) ?? label, { fatal: true });
  } catch (cause) {
    const encodings = "utf-8, gbk, gb18030, big5, utf-16le, windows-1252";
    throw new InvalidInputError(`There is no encoding "${label}"; there are ${encodings} and more`, {
      cause,
    });
  }
  return decoder.decode(bytes);
}

/** Byte order marks of UTF-16, as spreadsheets write it. */
const MARKS = [
  [0xff, 0xfe, "utf-16le"],
  [0xfe, 0xff, "utf-16be"],
] as const;

/** The text by its byte order mark, else by the first encoding that fits; null where none surely does. */
export function detectText(bytes: Uint8Array): DecodedText | null {
  const mark =
    MARKS.find(([first, second]) => bytes[0] === first && bytes[1] === second)?.[2] ?? unmarkedUtf16(bytes);
  if (mark !== undefined) return textOfMark(bytes, mark);
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      const text = decodeAs(bytes, encoding);
      if (encoding === "utf-8" || looksChinese(bytes, text)) return { text, encoding };
    } catch {
      // The next one then.
    }
  }
  return null;
}

/** How many bytes are looked at for zeros. */
const ZEROS_WITHIN = 4096;

/**
 * UTF-16 without its mark: commas, digits and line ends have a zero on one side, always the same, and other text has no
 * zeros at all.
 */
function unmarkedUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  const zeros: [number, number] = [0, 0];
  for (const [i, byte] of bytes.subarray(0, ZEROS_WITHIN).entries())
    if (byte === 0) zeros[i % 2 === 0 ? 0 : 1]++;
  const [even, odd] = zeros;
  if (Math.min(even, odd) > 0 || even + odd < Math.min(bytes.length, ZEROS_WITHIN) / 20) return undefined;
  return odd > 0 ? "utf-16le" : even > 0 ? "utf-16be" : undefined;
}

function textOfMark(bytes: Uint8Array, encoding: string): DecodedText | null {
  try {
    return { text: decodeAs(bytes, encoding), encoding };
  } catch {
    return null;
  }
}

function looksChinese(bytes: Uint8Array, text: string): boolean {
  let [beyond, chinese] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 128) continue;
    beyond++;
    // Ideographs, Chinese punctuation, full-width letters.
    const isChinese =
      (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3000 && unit <= 0x303f) || unit >= 0xff00;
    if (isChinese) chinese++;
  }
  let [pairs, common] = [0, 0];
  for (let i = 0; i < bytes.length; i++) {
    if (itemAt(bytes, i) < 0x81) continue;
    pairs++;
    if (itemAt(bytes, i) >= COMMON.from && itemAt(bytes, i) <= COMMON.to && itemAt(bytes, i + 1) >= 0xa1)
      common++;
    i++;
  }
  return beyond > 0 && chinese / beyond >= MOSTLY_CHINESE && common / pairs >= MOSTLY_COMMON;
}
