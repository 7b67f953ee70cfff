/**
 * The code of an error is a literal, so that a program can branch on it.
 */
import { expectTypeOf, test } from "vitest";
import type { AuditError } from "../../src/audit/audit-study.js";
import type {
  ErrorCode,
  FileAccessError,
  InputFileError,
  InvalidInputError,
  LivingCircleError,
  UnsupportedFileError,
} from "../../src/base/errors.js";

test("any error of the library has one of the codes", () => {
  expectTypeOf<LivingCircleError["code"]>().toEqualTypeOf<ErrorCode>();
});

test("each class has its own code", () => {
  expectTypeOf<InvalidInputError["code"]>().toEqualTypeOf<"invalid-input">();
  expectTypeOf<FileAccessError["code"]>().toEqualTypeOf<"file-access">();
  expectTypeOf<UnsupportedFileError["code"]>().toEqualTypeOf<"unsupported-file">();
  expectTypeOf<AuditError["code"]>().toEqualTypeOf<"audit-failed">();
  expectTypeOf<InputFileError["code"]>().toEqualTypeOf<"input-file" | "file-access" | "unsupported-file">();
});

test("a code that does not exist does not compile", () => {
  const error = {} as LivingCircleError;
  // @ts-expect-error there is no such code
  error.code === "file-missing";
});
