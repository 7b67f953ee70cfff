import { expect, test } from "vitest";
import { disagreements } from "../../../benchmarks/peers/agreement.js";
import type { Measured } from "../../../benchmarks/peers/measure.js";
import { shortPeerTable } from "../../../benchmarks/peers/table.js";

function row(engine: string, work: string, cpuS: number, count: number, sum: number): Measured {
  const checksum = { count, sum };
  const times = { loadS: 0, prepareS: 0, coldS: cpuS, cpuS, wallS: cpuS };
  return { engine, version: "1", work, ...times, runs: 3, peakMiB: 100, checksum, scaledFrom: 1, how: "" };
}

test("an engine on whole millimetres that is off by one is named, a floating one within its tolerance is not", () => {
  const ours = row("living-circle", "W2", 0.1, 2_000_000, 1_500_000_000);
  expect(disagreements([ours, row("scipy", "W2", 1, 2_000_000, 1_500_000_000)])).toEqual([]);
  expect(disagreements([ours, row("scipy", "W2", 1, 2_000_000, 1_500_000_001)])).toEqual([
    "scipy W2: 2000000, 1500000001; due 2000000, 1500000000",
  ]);
  // One of two million is 0.0005 per mille: within one part in 100,000; thirty are not.
  expect(disagreements([ours, row("pandana", "W2", 1, 2_000_001, 1_500_000_000)])).toEqual([]);
  expect(disagreements([ours, row("pandana", "W2", 1, 2_000_030, 1_500_000_000)])).toHaveLength(1);
});

test("graphs of an engine's own making are not compared, nor is a sample that was scaled up", () => {
  expect(disagreements([row("living-circle", "B", 2, 100, 7), row("pyrosm", "B", 6, 90, 6)])).toEqual([]);
  const sample = { ...row("networkx", "W2", 9, 0, 0), checksum: null };
  expect(disagreements([row("living-circle", "W2", 0.1, 5, 50), sample])).toEqual([]);
});

test("the short table sets this library beside the fastest other engine", () => {
  const rows = [
    row("living-circle", "W4", 0.5, 1, 1),
    row("pandana", "W4", 24, 1, 1),
    row("scipy", "W4", 9, 1, 1),
  ];
  const machine = {
    cpu: "A processor",
    cores: 2,
    memoryGiB: 8,
    node: "20.0.0",
    commit: "abc",
    date: "2026-01-02",
  };
  const printed = shortPeerTable({ ...machine, rows, missing: [], disagreements: [] });
  // 9 s ÷ 0.5 s.
  expect(printed).toContain("| sum within reach of every node | 500 ms | scipy 9.00 s | 18 × |");
  expect(printed).toContain("A processor, 2 cores, 8 GiB; Node 20.0.0; commit abc; 2026-01-02");
});
