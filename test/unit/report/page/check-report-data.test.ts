/** Report data that come back from a disk: what fits together is taken, all else is refused by the part that is wrong. */
import { expect, test } from "vitest";
import { checkReportData } from "../../../../src/report/page/check-report-data.js";
import { unpackNumbers } from "../../../../src/report/page/columns.js";
import { renderReport } from "../../../../src/report/page/render-report.js";
import { townReport } from "../../../support/town-report.js";

const WHOLE = JSON.stringify(townReport(["Old Mill", "New Mill"]));
const check = (text: string) => checkReportData("t.json", JSON.parse(text), text.length);

test("data as they were written are taken as they are", () => {
  expect(JSON.stringify(check(WHOLE))).toBe(WHOLE);
});

test("counts that no file of this size can hold, and indices that point at nothing, are refused", () => {
  const wrong = (change: (data: ReturnType<typeof townReport> & Record<string, never>) => void) => () => {
    const data = JSON.parse(WHOLE);
    change(data);
    return check(JSON.stringify(data));
  };
  const set = (at: string, value: unknown) =>
    wrong((data) => {
      const steps = at.split(".");
      const last = steps.pop() ?? "";
      const part = steps.reduce((inner: never, step) => inner[step], data as never) as Record<
        string,
        unknown
      >;
      part[last] = value;
    });
  // Five blocks; two services.
  expect(set("blocks.count", 6)).toThrow("t.json: blocks.id.head: it has 5 values, expected 6");
  expect(set("blocks.residents", { n: 4_000_000_000, all: 1 })).toThrow(/t\.json: blocks\.residents/);
  expect(set("services.0.verdict", { n: 5, all: 3 })).toThrow(
    "services.0.verdict: 3 stands in it, expected 0 to 2",
  );
  expect(set("services.1.nearest", { n: 5, all: 2 })).toThrow(
    "services.1.nearest: 2 stands in it, expected -1 to 1",
  );
  expect(set("blocks.lon", { n: 5, as: "plain", bytes: "AAA" })).toThrow(/blocks\.lon/);
  expect(set("blocks.lon", { n: 5, as: "plain", bytes: "AAAA" })).toThrow(
    "its bytes end before its 5 values",
  );
  expect(set("blocks.lat", { n: 5, all: 9_000_001 })).toThrow("blocks.lat");
  expect(set("services", "none")).toThrow(/t\.json: services/);
  expect(set("streets.lines.points", { n: 3, all: 70_000 })).toThrow(/streets/);
});

test("runs that stand still or go back are refused", () => {
  // Pairs of a value and how often it comes, zigzag: 2 is 1, 0 is 0, 1 is -1.
  const runs = (...bytes: number[]) => Buffer.from(bytes).toString("base64");
  expect([...unpackNumbers({ n: 3, as: "runs", bytes: runs(2, 6, 0) })]).toEqual([1, 1, 1]);
  expect(() => unpackNumbers({ n: 3, as: "runs", bytes: runs(2, 0, 0) })).toThrow(
    "a run of 0 stands where 3",
  );
  expect(() => unpackNumbers({ n: 3, as: "runs", bytes: runs(2, 1, 0) })).toThrow("a run of -1 stands");
  expect(() => unpackNumbers({ n: 3, as: "runs", bytes: runs(2, 8, 0) })).toThrow("a run of 4 stands");
});

test("data with any one number changed make a page or are refused by name", () => {
  const numbers = [...WHOLE.matchAll(/(?<=[:[,])-?\d+(?:\.\d+)?(?=[,\]}])/g)];
  expect(numbers.length).toBeGreaterThan(100);
  for (const [i, { index, 0: digits }] of numbers.entries()) {
    const other = ["-7", "3e9", "0.5", '"1"', "null"][i % 5];
    const text = `${WHOLE.slice(0, index)}${other}${WHOLE.slice(index + digits.length)}`;
    let data: ReturnType<typeof check>;
    try {
      data = check(text);
    } catch (error) {
      expect((error as Error).message).toMatch(/^t\.json: /);
      continue;
    }
    expect(renderReport(data)).toContain("</html>");
  }
});
