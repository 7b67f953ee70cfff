#!/usr/bin/env node
/**
 * The command line's first thread: it listens to the user while another one works.
 *
 * A signal is heard by this thread alone, and only between two of its turns; a step of the work may take seconds. So the
 * work runs beside it (`program.ts`), and Ctrl-C ends that thread at once and removes what it had half written.
 * It imports nothing of the library, so that it is ready early.
 */
import { existsSync, rmSync } from "node:fs";
import { getHeapStatistics } from "node:v8";
import { Worker } from "node:worker_threads";
import { ProgressLine } from "./print/progress-line.js";
import type { WorkerMessage } from "./print/worker-message.js";

const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;
const REDRAW_MS = 500;
/** Nothing of ours lets a stop wait; should something do, the process ends all the same. */
const PATIENCE_MS = 3000;

const parts = new Set<string>();
const line = new ProgressLine({
  onTerminal: process.stderr.isTTY === true,
  write: (text) => process.stderr.write(text),
  now: () => performance.now(),
  memoryMib: () => process.memoryUsage.rss() / 2 ** 20,
});

const worker = new Worker(new URL("./program.js", import.meta.url), {
  argv: process.argv.slice(2),
  workerData: { columns: process.stdout.columns },
  // A worker's own limit would be lower than what this process may use.
  resourceLimits: { maxOldGenerationSizeMb: Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20) },
});

function handleMessage(message: WorkerMessage): void {
  if ("answer" in message) process.stdout.write(message.answer);
  else if ("error" in message) {
    line.finish();
    process.stderr.write(message.error);
  } else if ("exitCode" in message) process.exitCode = message.exitCode;
  else if ("part" in message) parts[message.written ? "delete" : "add"](message.part);
  else if ("step" in message) line.step(message.step);
  else if ("share" in message) line.share(message.share, message.detail);
  else if ("verbose" in message) line.verbose = true;
  else line.finish();
}

async function stop(exitCode: number): Promise<never> {
  line.abandon();
  await Promise.race([worker.terminate(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  for (const part of parts) if (existsSync(part)) rmSync(part);
  process.exit(exitCode);
}

for (const [signal, exitCode] of Object.entries(SIGNALS)) process.on(signal, () => stop(exitCode));
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});
const redraw = setInterval(() => line.draw(), REDRAW_MS);
worker.on("message", handleMessage);
worker.on("error", (error) => {
  process.stderr.write(`error: something is wrong in living-circle itself: ${error.stack ?? error}\n`);
  process.exitCode = 1;
});
worker.on("exit", () => {
  clearInterval(redraw);
  line.close();
});
