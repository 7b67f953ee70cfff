/**
 * Notes of the readers in Chinese.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { noteWords } from "../../../../src/report/tables/note-words.js";

const note = (code: string, message: string) => noteWords({ code, count: 3, message }).zh;

test("numbers and names of a note are carried over", () => {
  expect(note("levels-assumed", "buildings have no mapped levels; they carry 79811 of the people")).toBe(
    "处建筑无层数数据，涉及 79811 人",
  );
  expect(note("rows-without-place", "rows have no coordinates and are left out (rows 1, 2, …)")).toBe(
    "行没有坐标，未采用（第 1, 2, … 行）",
  );
  expect(note("unknown-service", 'rows name the service "<b>$2", which is not known')).toBe(
    "行写有未知服务“<b>$2”",
  );
  expect(
    note(
      "register-not-whole",
      "rows that could not be used may offer meals, elderly: there the register is for screening only (rows 4)",
    ),
  ).toBe("行未能采用，可能提供 meals, elderly：该服务仅供筛查（第 4 行）");
});

test("notes on streets are told by their words, their parts too", () => {
  expect(note("ways-walked", "ways walked")).toBe("条道路可步行");
  expect(
    note(
      "no-class-column",
      "lines are all walked: no column of classes is known; columns are from, to, length_m",
    ),
  ).toBe("条线全部可步行：未发现道路类别列；现有列：from, to, length_m");
  expect(note("x", "features left out: class motorway not for walking")).toBe(
    "条线未采用：motorway 类不供步行",
  );
  const unread = { code: "tag-not-read", count: 3, message: "ways say fee=yes, which no rule reads" };
  expect(noteWords({ ...unread, zh: "处（ways）标有 fee=yes，没有规则读取" }).zh).toBe(
    "条道路标有 fee=yes，没有规则读取",
  );
});

test("a note that is not known stays as it is", () => {
  expect(note("new-code", "something new")).toBe("something new");
  expect(note("levels-assumed", "said in another way")).toBe("said in another way");
});

test("every code of a note on blocks and facilities that the readers write is known in Chinese", () => {
  const folders = ["read/places", "read/rasters", "read/osm", "city/open", "places", "read/tables"].map(
    (room) => path.resolve(import.meta.dirname, "../../../../src", room),
  );
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) =>
        /^(read-(blocks|facilities|units|population)|blocks-|facilities-|doubtful|table-rules|register-|sum-raster)/.test(
          name,
        ),
      )
      .map((name) => readFileSync(path.join(folder, name), "utf8")),
  );
  const codes = files.flatMap((text) =>
    [...text.matchAll(/(?:code: |note\(\s*|noteOf\(\s*|\[\s*)"([a-z]+(?:-[a-z]+)+)",/g)].map((m) => m[1]!),
  );
  expect(codes.length).toBeGreaterThan(20);
  const table = readFileSync(
    path.resolve(import.meta.dirname, "../../../../src/report/tables/note-words.ts"),
    "utf8",
  );
  expect([...new Set(codes)].filter((code) => !table.includes(`"${code}": [`))).toEqual([]);
});
