/**
 * The encoding of a text, where nobody says it: UTF-8, else GB 18030 if it surely is.
 *
 * GB 18030 reads nearly any bytes, so that reading alone proves nothing. It is believed where nearly all that lies
 * beyond ASCII comes out as Chinese, and most of that among the 3,755 common characters of GB 2312, level 1: text of
 * other encodings read so is a mix of rare characters.
 */
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

/** The text of bytes in an encoding that the user names. @throws {InvalidInputError} if there is no such encoding */
export function decodeAs(bytes: Uint8Array, label: string): string {
  let decoder: InstanceType<typeof TextDecoder>;
  try {
    decoder = new TextDecoder(label, { fatal: true });
  } catch (cause) {
    const encodings = "utf-8, gbk, gb18030, big5, utf-16le, windows-1252";
    throw new InvalidInputError(`There is no encoding "${label}"; there are ${encodings} and more`, {
      cause,
    });
  }
  return decoder.decode(bytes);
}

/** The text by the first encoding that fits; null where none surely does. */
export function detectText(bytes: Uint8Array): DecodedText | null {
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
    if (bytes[i]! < 0x81) continue;
    pairs++;
    if (bytes[i]! >= COMMON.from && bytes[i]! <= COMMON.to && bytes[i + 1]! >= 0xa1) common++;
    i++;
  }
  return beyond > 0 && chinese / beyond >= MOSTLY_CHINESE && common / pairs >= MOSTLY_COMMON;
}
