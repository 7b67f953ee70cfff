/**
 * Codes by which programs tell errors apart.
 */
import { expect, test } from "vitest";
import { AuditError, type AuditReport } from "../../../src/audit/audit-study.js";
import { metres } from "../../../src/base/cost-units.js";
import {
  FileAccessError,
  InputFileError,
  InvalidInputError,
  LivingCircleError,
  UnsupportedFileError,
} from "../../../src/base/errors.js";
import { readYaml } from "../../../src/read/tables/read-yaml.js";

const place = { path: "estates.csv", row: 3 };
const report = {
  findings: [
    {
      code: "negative-people",
      severity: "error",
      layer: "blocks",
      id: "7",
      lon: null,
      lat: null,
      message: { en: "-5 residents", zh: "-5" },
      fix: { en: "correct it", zh: "更正" },
    },
  ],
  counts: {},
  sizes: { streets: 0, blocks: 1, facilities: 0, units: 0 },
  allowed: [],
  blockingCodes: ["negative-people"],
} satisfies AuditReport;

test.each([
  [new LivingCircleError("The solver failed"), "computation-failed"],
  [new InvalidInputError("k is 0"), "invalid-input"],
  [new InputFileError(place, "no number"), "input-file"],
  [new FileAccessError(place, "it is missing"), "file-access"],
  [new UnsupportedFileError(place, "encrypted"), "unsupported-file"],
  [new AuditError(report), "audit-failed"],
])("%o has the code %s", (error, code) => {
  expect(error).toBeInstanceOf(LivingCircleError);
  expect(error.code).toBe(code);
});

test("what a call throws has a code and a message", () => {
  expect(codeOf(() => metres(-1))).toBe("invalid-input");
  expect(codeOf(() => readYaml("there-is-no-such-file.yaml"))).toBe("file-access");
});

function codeOf(call: () => unknown): string | null {
  try {
    call();
    return null;
  } catch (error) {
    return (error as LivingCircleError).code;
  }
}
