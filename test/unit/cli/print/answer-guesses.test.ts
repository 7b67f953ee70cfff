import { expect, test } from "vitest";
import { guessedEntries } from "../../../../src/city/config/guess-marks.js";
import { type Asker, answerGuesses } from "../../../../src/cli/print/answer-guesses.js";

/** Somebody who answers by what a question says; what nobody foresaw fails the test. */
function answering(answers: Readonly<Record<string, string>>, typed: Readonly<Record<string, string>> = {}) {
  const asked: string[] = [];
  const find = (question: string, of: Readonly<Record<string, string>>) => {
    asked.push(question);
    const key = Object.keys(of).find((part) => question.includes(part));
    if (key === undefined) throw new Error(`nobody answers "${question}"`);
    return of[key] ?? "";
  };
  const asker: Asker = {
    choose: async (question, choices) => {
      const answer = find(question, answers);
      expect(choices.map(({ value }) => value)).toContain(answer);
      return answer;
    },
    type: async (question) => find(question, typed),
  };
  return { asker, asked };
}

const TEXT = `streets:
  file: "./a.pbf"
blocks:
  crs: GCJ-02   # (guessed) by the fit of 300 places
  columns:
    name: "EMD_NM"   # (guessed)
    residents: "Pop"
facilities:
  - file: "./f.csv"
    # crs: WGS84   # must be said here: GCJ-02, BD-09, CGCS2000 or WGS84
    columns:
      id: "nr"   # (guessed)
    # services:
      # "快递柜": null   # 4 rows; not known: name a service, or null to set it aside
      # "老年餐": null   # 3 rows; not known, perhaps meals: name a service, or null to set it aside
`;

test("a confirmed guess loses its mark, a denied one becomes a comment, and another answer takes its place", async () => {
  const { asker, asked } = answering(
    {
      "is crs GCJ-02": "yes",
      "is name": "other",
      "in which": "BD-09",
      "is id": "no",
      快递柜: "null",
      老年餐: "meals",
    },
    { "what is name": "ADM_NM" },
  );
  const answered = await answerGuesses(TEXT, asker);
  expect(asked[0]).toBe("blocks: is crs GCJ-02? (by the fit of 300 places)");
  expect(guessedEntries(answered)).toEqual([]);
  expect(answered.split("\n")).toEqual([
    "streets:",
    '  file: "./a.pbf"',
    "blocks:",
    "  crs: GCJ-02   # by the fit of 300 places",
    "  columns:",
    '    name: "ADM_NM"',
    '    residents: "Pop"',
    "facilities:",
    '  - file: "./f.csv"',
    "    crs: BD-09",
    // Nothing is left below: an empty key would not be read.
    "    # columns:",
    '      # id: "nr"   # denied',
    "    services:",
    '      "快递柜": null   # 4 rows',
    '      "老年餐": meals   # 3 rows',
    "",
  ]);
});

test("what is not answered now stays as it was", async () => {
  const { asker } = answering({ 快递柜: "", 老年餐: "", "in which": "", "is ": "yes" });
  const answered = await answerGuesses(TEXT, asker);
  for (const line of TEXT.split("\n").filter((one) => /must be said|not known|# services/.test(one)))
    expect(answered.split("\n")).toContain(line);
});

test("a configuration without open questions is asked nothing about", async () => {
  const text = 'streets:\n  file: "./a.pbf"\n# minutes: [5]\n';
  const { asker, asked } = answering({});
  expect(await answerGuesses(text, asker)).toBe(text);
  expect(asked).toEqual([]);
});
