import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { FileAccessError, InputFileError } from "../../../src/base/errors.js";
import { openResults, writeFolder } from "../../../src/base/result-folder.js";
import { tempFolder } from "../../support/temp-folder.js";

const { folder } = tempFolder();
let out = "";
let count = 0;
beforeEach(() => {
  count++;
  out = path.join(folder, `out-${count}`);
});

/** A process number that no system gives: Linux ends at 4,194,304. */
const NOBODY = 2 ** 30;

function run(files: Readonly<Record<string, string>>, options = {}): Promise<string[]> {
  const write = (into: string) =>
    Object.entries(files).map(([name, text]) => {
      writeFileSync(path.join(into, name), text);
      return path.join(into, name);
    });
  return writeFolder(out, write, options);
}

const textOf = (name: string) => readFileSync(path.join(out, name), "utf8");

test("a run replaces the files of the run before, and leaves those of others alone", async () => {
  await run({ "a.csv": "old", "b.csv": "old" });
  writeFileSync(path.join(out, "notes.txt"), "mine");
  expect(await run({ "a.csv": "new" })).toEqual([path.join(out, "a.csv")]);
  expect(readdirSync(out).sort()).toEqual(["a.csv", "manifest.json", "notes.txt"]);
  expect(textOf("a.csv")).toBe("new");
  // SHA-256 of "new", by `printf new | sha256sum`.
  expect(JSON.parse(textOf("manifest.json")).files).toEqual([
    { name: "a.csv", sha256: "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437", bytes: 3 },
  ]);
});

test("equal results have equal ids, and what joins a run leaves its other files", async () => {
  await run({ "a.csv": "1" });
  const first = textOf("manifest.json");
  await run({ "a.csv": "1" });
  expect(textOf("manifest.json")).toBe(first);
  await run({ "page.html": "2" }, { adds: true });
  expect(JSON.parse(textOf("manifest.json")).files.map(({ name }: { name: string }) => name)).toEqual([
    "a.csv",
    "page.html",
  ]);
});

test("a run that fails leaves the older result, and no trace in an empty folder", async () => {
  const fail = () => Promise.reject(new Error("no"));
  await expect(writeFolder(out, fail)).rejects.toThrow("no");
  expect(existsSync(out)).toBe(false);
  await run({ "a.csv": "old" });
  await expect(writeFolder(out, fail)).rejects.toThrow("no");
  expect(readdirSync(out).sort()).toEqual(["a.csv", "manifest.json"]);
});

test("moves that a stop left undone are made by whoever opens the folder, after each number of moves", async () => {
  for (const done of [0, 1, 2]) {
    out = path.join(folder, `moves-${done}`);
    await run({ "a.csv": "old", "b.csv": "old", "gone.csv": "old" });
    // What the next run leaves when it is stopped: all in the ready folder, some of it moved.
    const ready = path.join(out, ".living-circle.ready");
    const next = path.join(folder, `next-${done}`);
    const target = out;
    out = next;
    await run({ "a.csv": "new", "b.csv": "new" });
    out = target;
    renameSync(next, ready);
    writeFileSync(path.join(ready, ".obsolete.json"), '["gone.csv"]');
    for (const name of ["a.csv", "b.csv"].slice(0, done))
      renameSync(path.join(ready, name), path.join(out, name));

    const results = openResults(out);
    expect([textOf("a.csv"), textOf("b.csv")]).toEqual(["new", "new"]);
    expect(results.has("gone.csv")).toBe(false);
    expect(readdirSync(out).sort()).toEqual(["a.csv", "b.csv", "manifest.json"]);
  }
});

test("a file that the run did not write, or that has changed since, is refused", async () => {
  await run({ "a.csv": "1", "b.csv": "1" });
  writeFileSync(path.join(out, "a.csv"), "2");
  writeFileSync(path.join(out, "c.csv"), "3");
  const results = openResults(out);
  expect(results.path("b.csv")).toBe(path.join(out, "b.csv"));
  expect(() => results.path("a.csv")).toThrow(InputFileError);
  expect(() => results.path("c.csv")).toThrow("did not write it");
});

test("a lock of a process that is gone binds nobody, and what it left is removed", async () => {
  mkdirSync(path.join(out, `.living-circle.${NOBODY}.part`), { recursive: true });
  for (const content of [JSON.stringify({ pid: NOBODY, host: hostname() }), ""]) {
    writeFileSync(path.join(out, ".living-circle.lock"), content);
    await run({ "a.csv": "1" });
    expect(readdirSync(out).sort()).toEqual(["a.csv", "manifest.json"]);
  }
});

test("a file in the place of the folder, and a place that takes no folders, are errors of access", async () => {
  writeFileSync(out, "a file");
  await expect(run({ "a.csv": "1" })).rejects.toThrow(FileAccessError);
  expect(readFileSync(out, "utf8")).toBe("a file");
  out = path.join(out, "below");
  await expect(run({ "a.csv": "1" })).rejects.toThrow(FileAccessError);
});
