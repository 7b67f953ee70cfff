import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { FileAccessError, InvalidInputError } from "../../../src/base/errors.js";
import { writeFileWhole } from "../../../src/base/write-file.js";
import { tempFolder } from "../../support/temp-folder.js";

const { folder } = tempFolder();

test("a file is written whole or not at all", () => {
  const target = path.join(folder, "deep", "result.txt");
  writeFileWhole(target, ["one ", "二"]);
  expect(readFileSync(target, "utf8")).toBe("one 二");
  const failing = function* () {
    yield "half";
    throw new Error("the writer stopped");
  };
  expect(() => writeFileWhole(target, failing())).toThrow("the writer stopped");
  // An error of ours has a code, as those of the file system have, and is still passed on as it is.
  const refusing = function* () {
    yield "half";
    throw new InvalidInputError("no such column");
  };
  expect(() => writeFileWhole(target, refusing())).toThrow(InvalidInputError);
  expect(readFileSync(target, "utf8")).toBe("one 二");
  expect(readdirSync(path.dirname(target))).toEqual(["result.txt"]);
  expect(() => writeFileWhole(path.join(target, "below-a-file"), ["x"])).toThrow(FileAccessError);
});
