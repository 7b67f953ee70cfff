/**
 * Gap maps as pictures.
 */
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { InvalidInputError } from "../../../../src/base/errors.js";
import { svgToPng, toSvg } from "../../../../src/doors/report.js";
import { packNumbers } from "../../../../src/report/page/columns.js";
import { townReport } from "../../../support/town-report.js";

/** Throws where the text is not valid XML, and gives the words in it. */
function wordsOf(svg: string): string {
  const parser = new SaxesParser();
  let text = "";
  parser.on("text", (part) => {
    text += `${part} `;
  });
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(svg).close();
  return text.replace(/\s+/g, " ");
}

test("the gap map names service, rule, counts and source in one language, and escapes what data say", () => {
  const data = townReport(["<script>alert(1)</script>"]);
  const shown = wordsOf(toSvg({ data, service: "kindergarten" }));
  // Near House is met; Far House and the place at 500 m are not; Lone House joins no street.
  for (const words of ["Town & <country>", "kindergarten (3–6) · 300 m", "met: 1", "gap: 2", "unknown: 1"])
    expect(shown).toContain(words);
  expect(shown).toContain("met: 100 residents, in gap: 80 residents");
  expect(shown).not.toMatch(/[\u4e00-\u9fff]/);
  const chinese = wordsOf(toSvg({ data, service: "kindergarten", lang: "zh" }));
  expect(chinese).toContain("幼儿园");
  expect(chinese).not.toContain("residents");
  expect(toSvg({ data })).toBe(toSvg({ data }));
});

test("a pair counts and rings the blocks whose verdict changed", async () => {
  // Near House is met, Far House a gap, Lone House unknown; then Far House is met too.
  const before = townReport([]);
  const [kindergarten, meals] = before.services;
  const verdictOf = (names: readonly string[]) =>
    packNumbers(names.map((name) => before.verdicts.indexOf(name)));
  const after = {
    ...before,
    services: [{ ...kindergarten!, verdict: verdictOf(["met", "met", "unknown"]) }, meals!],
  };
  const svg = toSvg({ data: after, service: "kindergarten", before });
  expect(wordsOf(svg)).toContain("ringed: 1 blocks newly met, 0 no longer");
  expect(svg.match(/r="6" fill="none"/g)?.length).toBe(1);
  const back = toSvg({ data: before, service: "kindergarten", before: after });
  expect(wordsOf(back)).toContain("ringed: 0 blocks newly met, 1 no longer");
  // Its first bytes are those of a PNG.
  expect([...(await svgToPng(svg, { scale: 0.3 })).subarray(1, 4)]).toEqual([80, 78, 71]);
});

test("a service that the data do not hold is refused", () => {
  const data = townReport([]);
  expect(() => toSvg({ data, service: "zoo" })).toThrow(InvalidInputError);
  expect(() => toSvg({ data, service: "zoo" })).toThrow(/there are kindergarten, meals/);
});
