import fc from "fast-check";
import { expect, test } from "vitest";
import { packNumbers, packTexts, unpackNumbers, unpackTexts } from "../../../../src/report/page/columns.js";

test("numbers come back as they were packed, through JSON", () => {
  const whole = fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.integer(),
    fc.integer({ min: -(2 ** 50), max: 2 ** 50 }),
  );
  fc.assert(
    fc.property(fc.array(whole, { maxLength: 60 }), (values) => {
      const packed = JSON.parse(JSON.stringify(packNumbers(values))) as ReturnType<typeof packNumbers>;
      // Zero has one sign here.
      expect([...unpackNumbers(packed)].map((v) => v + 0)).toEqual(values.map((v) => v + 0));
    }),
    { seed: 20261125 },
  );
});

test("a column takes the shortest of its three ways", () => {
  // One value needs no bytes at all; a run of 1000 and one more take two pairs; a slope takes a byte a step.
  expect(packNumbers([7, 7, 7])).toEqual({ n: 3, all: 7 });
  expect(packNumbers([...Array<number>(1000).fill(1), 2])).toMatchObject({ as: "runs" });
  expect(packNumbers(Array.from({ length: 500 }, (_, i) => 100_000 + 3 * i))).toMatchObject({ as: "delta" });
  expect(packNumbers([5, -60, 63, 1])).toMatchObject({ as: "plain", n: 4 });
});

test("texts come back as they were packed; control characters become spaces", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" }), { maxLength: 30 }), (texts) => {
      expect(unpackTexts(packTexts(texts))).toEqual(texts.map((text) => text.replace(/\p{Cc}/gu, " ")));
    }),
    { seed: 20261125 },
  );
  const ids = ["way/9", "way/10", "way/010", "0", "00", "-5", "", "1e5", "9999999999999999"];
  expect(unpackTexts(packTexts(ids))).toEqual(ids);
});
