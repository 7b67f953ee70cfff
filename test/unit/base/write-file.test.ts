import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
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

test("what a process that is gone left of the same file is removed; parts of other files are not", () => {
  // No system gives process number 2^30: Linux ends at 4,194,304.
  writeFileSync(path.join(folder, `a.txt.${2 ** 30}.part`), "half");
  writeFileSync(path.join(folder, `b.txt.${2 ** 30}.part`), "half");
  writeFileWhole(path.join(folder, "a.txt"), ["whole"]);
  expect(existsSync(path.join(folder, `a.txt.${2 ** 30}.part`))).toBe(false);
  expect(existsSync(path.join(folder, `b.txt.${2 ** 30}.part`))).toBe(true);
});

test("a link stays a link, and its target is written", () => {
  writeFileSync(path.join(folder, "target.txt"), "old");
  symlinkSync("target.txt", path.join(folder, "link.txt"));
  writeFileWhole(path.join(folder, "link.txt"), ["new"]);
  expect(lstatSync(path.join(folder, "link.txt")).isSymbolicLink()).toBe(true);
  expect(readFileSync(path.join(folder, "target.txt"), "utf8")).toBe("new");
});

test.skipIf(!existsSync("/dev/full"))(
  "a device takes what is written and stays one; a full one is an error of access",
  () => {
    writeFileWhole("/dev/null", ["x"]);
    expect(lstatSync("/dev/null").isCharacterDevice()).toBe(true);
    expect(() => writeFileWhole("/dev/full", ["x"])).toThrow(FileAccessError);
    expect(() => writeFileWhole("/proc/here/x.txt", ["x"])).toThrow(FileAccessError);
  },
);
