import { expect, test } from "vitest";
import {
  FileAccessError,
  InputFileError,
  InvalidInputError,
  UnsupportedFileError,
} from "../../../src/base/errors.js";
import { EXIT, EXIT_HELP, exitCodeOf, NoAnswer } from "../../../src/cli/exit-codes.js";
import { UsageError } from "../../../src/cli/options/usage-error.js";

test.each([
  ["what was typed", new UsageError("x"), 2],
  ["a call that cannot be answered", new InvalidInputError("x"), 2],
  ["a file that is not there", new FileAccessError({ path: "a" }, "x"), 3],
  ["a damaged file", new InputFileError({ path: "a" }, "x"), 4],
  ["a file of a kind that is not read", new UnsupportedFileError({ path: "a" }, "x"), 4],
  ["a question without an answer", new NoAnswer("x"), 5],
  ["anything else", new TypeError("x"), 1],
  ["what is not an error at all", "x", 1],
])("an error of %s has its exit code", (_, error, code) => {
  expect(exitCodeOf(error)).toBe(code);
});

test("the help explains every exit code", () => {
  for (const code of Object.values(EXIT)) expect(EXIT_HELP).toMatch(new RegExp(`^ {2}${code} `, "m"));
});
