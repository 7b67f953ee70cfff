/**
 * The account of what was read: a short block, and all of it as CSV.
 */
import { expect, test } from "vitest";
import type { ReadNote } from "../../../../src/base/notes.js";
import { accountCsv, accountOf, renderAccount } from "../../../../src/report/tables/account.js";

const note = (count: number, message: string, more: Partial<ReadNote> = {}): ReadNote => ({
  code: "a-code",
  count,
  message,
  ...more,
});

test("what verdicts hang on stands first, then what is not used, left out, missing, assumed", () => {
  const notes = accountOf({
    blocks: {
      notes: [
        note(9, "cells are assumed", { outcome: "assumed" }),
        note(1, "rows are left out", { outcome: "left-out" }),
        note(2, "rows are left out too", { outcome: "left-out" }),
      ],
    },
    facilities: { notes: [note(3, "beds are not used", { outcome: "not-used", unsettled: true })] },
  });
  expect(renderAccount(notes)).toEqual([
    "What was read (all of it in account.csv):",
    "  facilities: 3 beds are not used",
    "  blocks: 2 rows are left out too",
    "  blocks: 1 rows are left out",
    "  blocks: 9 cells are assumed",
  ]);
});

test("columns that are used stand in one line a file", () => {
  const used = { outcome: "used", file: "homes.csv" } as const;
  const notes = accountOf({
    blocks: {
      notes: [
        note(4, "cells", { ...used, subject: "小区编号", meaning: "id" }),
        note(4, "cells", { ...used, subject: "residents", meaning: "residents" }),
      ],
    },
  });
  expect(renderAccount(notes)[1]).toBe("  blocks homes.csv: used: 小区编号 as id, residents");
  expect(renderAccount(notes, "zh")[1]).toBe("  住宅 homes.csv：采用：小区编号 作为编号（id），residents");
});

test("at most twelve lines are shown, each once, and the rest is counted", () => {
  const notes = Array.from({ length: 14 }, (_, i) => note(1, `thing ${i % 13}`));
  // 13 different lines: the heading, ten of them, and the count of the other three.
  const lines = renderAccount(notes);
  expect(lines).toHaveLength(12);
  expect(lines.at(-1)).toBe("  … and 3 more");
  expect(new Set(lines).size).toBe(12);
});

test("where nothing is said there is no block", () => {
  expect(renderAccount(accountOf({}))).toEqual([]);
});

test("the table holds every note with what happened, in both languages", () => {
  const notes = [note(2, "rows, odd", { zh: "行", layer: "blocks", outcome: "left-out", subject: "人口" })];
  const [head = "", row = ""] = [...accountCsv(notes)];
  expect(head).toBe("\uFEFFlayer,file,outcome,subject,meaning,count,code,message,message_zh,unsettled,\r\n");
  expect(row).toBe('blocks,,left-out,人口,,2,a-code,"rows, odd",行,false,\r\n');
});

test("columns of ages that nothing uses stand in one line, and do not push others from the screen", () => {
  const age = (from: number) =>
    note(9, "cells", {
      code: "column-not-used",
      outcome: "not-used",
      subject: `age_${from}`,
      meaning: `${from}-${from + 4}`,
    });
  const beds = note(3, "beds", {
    code: "column-not-used",
    outcome: "not-used",
    subject: "beds",
    meaning: "capacity",
  });
  const notes = accountOf({ blocks: { notes: [...[0, 5, 10, 15, 20, 25, 30, 35].map(age), beds] } });
  expect(renderAccount(notes).slice(1)).toEqual([
    '  blocks: columns of ages are not used: "age_0", "age_5", "age_10", "age_15", "age_20", "age_25", and 2 more; ' +
      'to use one: columns: { ages: { "0-4": "age_0" } }; to pass over one: ignore: ["age_0"]',
    "  blocks: 3 beds",
  ]);
});
