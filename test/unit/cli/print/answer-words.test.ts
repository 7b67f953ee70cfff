/** The catalogue of what commands print. */
import { expect, test } from "vitest";
import { ANSWERS, sayIn, sayWord } from "../../../../src/cli/print/answer-words.js";

test("every phrase has both languages, with the same values in them", () => {
  const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  for (const [key, { en, zh }] of Object.entries(ANSWERS)) {
    expect(names(zh), key).toEqual(names(en));
    expect(zh.split("\t"), key).toHaveLength(en.split("\t").length);
    expect(zh.replace(/\{\w+\}/g, ""), key).not.toMatch(/[a-z]{2,}/i);
  }
});

test("values go where their names stand, and words that are not known stay", () => {
  expect(sayIn("zh")("metres", { n: 300 })).toBe("300 米");
  expect(sayIn()("walk", { metres: "96 m", cost: "1.3 min", limit: "10 min" })).toBe(
    "walk 96 m (1.3 min, limit 10 min)",
  );
  expect([sayWord("zh", "gap"), sayWord("zh", "strange")]).toEqual(["缺口", "strange"]);
});
