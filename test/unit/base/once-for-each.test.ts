/**
 * What is computed once for each object.
 */
import { expect, test } from "vitest";
import { onceForEach } from "../../../src/base/once-for-each.js";

test("an answer is computed once for each object, even if it is null", () => {
  const asked: object[] = [];
  const answer = onceForEach((key: object) => {
    asked.push(key);
    return null;
  });
  const [one, other] = [{}, {}];
  expect(answer.has(one)).toBe(false);
  expect([answer(one), answer(one), answer(other)]).toEqual([null, null, null]);
  expect(asked).toEqual([one, other]);
  expect(answer.has(one)).toBe(true);
});
