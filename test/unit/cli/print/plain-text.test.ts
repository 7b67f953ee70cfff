import { expect, test } from "vitest";
import { plainText } from "../../../../src/cli/print/plain-text.js";

test("control characters of data are shown and not obeyed; line breaks, tabs and letters of any script stay", () => {
  // Escape, the one-character form of "escape [", bell, delete and carriage return.
  expect(plainText("a\u001b[31mb\u009b2J\u0007\u007f\r")).toBe("a\\u001b[31mb\\u009b2J\\u0007\\u007f\\u000d");
  expect(plainText("养老\tИшим\nø")).toBe("养老\tИшим\nø");
});

test("JSON holds the same characters after as before", () => {
  const value = { name: "x\u001b[2J\u009b\u007f" };
  expect(JSON.parse(plainText(JSON.stringify(value)))).toEqual(value);
});
