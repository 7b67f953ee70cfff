/**
 * The line that says what is being done.
 */
import { expect, test } from "vitest";
import { ProgressLine } from "../../../../src/cli/print/progress-line.js";

function lineAt(onTerminal: boolean) {
  let [text, nowMs] = ["", 0];
  const line = new ProgressLine({
    onTerminal,
    write: (more) => {
      text += more;
    },
    now: () => nowMs,
    memoryMib: () => 123.4,
  });
  return {
    line,
    at: (ms: number) => {
      nowMs = ms;
    },
    take: () => {
      const taken = text.replaceAll("\r\u001b[K", "|");
      text = "";
      return taken;
    },
  };
}

test("on a terminal the time left is that of an even pace, once there is something to go by", () => {
  const { line, at, take } = lineAt(true);
  line.step("walks");
  expect(take()).toBe("|  walks … ");
  at(1500);
  line.share(0.5, "meals");
  expect(take()).toBe("|  walks … 50 %, meals, 1 s");
  // A quarter in 6 s: three quarters take 18 s.
  at(6000);
  line.share(0.25, "meals");
  expect(take()).toBe("|  walks … 25 %, meals, 6 s, about 18 s left");
  // A tenth in 100 s: nine tenths take 900 s, 15 min.
  at(100_000);
  line.share(0.1, "");
  expect(take()).toBe("|  walks … 10 %, 100 s, about 15 min left");
  line.close();
  expect(take()).toBe("|  walks (100.0 s)\n");
});

test("away from a terminal nothing is drawn, unless timings are wanted", () => {
  const { line, at, take } = lineAt(false);
  line.step("reading");
  line.share(0.5, "");
  line.close();
  expect(take()).toBe("");
  line.verbose = true;
  line.step("reading");
  at(2000);
  line.step("writing");
  at(2500);
  line.close();
  expect(take()).toBe("  reading (2.0 s, 123 MiB)\n  writing (0.5 s, 123 MiB)\n  in all 2.5 s\n");
});
