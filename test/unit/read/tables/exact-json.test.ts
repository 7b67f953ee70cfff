import { expect, test } from "vitest";
import { parseExactJson } from "../../../../src/read/tables/exact-json.js";

const parsed = (text: string) => parseExactJson({ path: "t.json" }, text, "this is not JSON");

test("whole numbers beyond 2^53 keep their digits as text, others are numbers", () => {
  expect(parsed('{"id":330106001000000123,"n":9007199254740991,"m":-9007199254740993}')).toEqual({
    id: "330106001000000123",
    n: 9007199254740991,
    m: "-9007199254740993",
  });
});

test("decimals of many digits are numbers, and digits in a text stay there", () => {
  expect(parsed('{"lon":11.1234567890123456789,"code":"330106001000000123"}')).toEqual({
    lon: 11.123456789012346,
    code: "330106001000000123",
  });
  // An id beside decimals: the whole text is read exactly.
  expect(parsed("[330106001000000123,11.1234567890123456789]")).toEqual([
    "330106001000000123",
    11.123456789012346,
  ]);
});

test("text that is not JSON is refused whether its numbers are long or not", () => {
  for (const text of ["{", '{"id":330106001000000123'])
    expect(() => parsed(text)).toThrow(/t\.json: this is not JSON/);
});
