#!/usr/bin/env node
/**
 * The command line's first thread: it listens to the user while another one works.
 *
 * A signal is heard by this thread alone, and only between two of its turns; a step of the work may take seconds. So the
 * work runs beside it (`program.ts`), and Ctrl-C ends that thread at once and removes what it had half written.
 * It imports nothing of the library, so that it is ready early. All text that leaves the process passes here, and loses
 * control characters here.
 */
import { rmSync, utimesSync } from "node:fs";
import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import { plainText } from "./print/plain-text.js";
import { ProgressLine } from "./print/progress-line.js";
import type { Question, WorkerMessage } from "./print/worker-message.js";

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
/** As in `exit-codes.ts`. */
const FILE_ACCESS = 3;
const REDRAW_MS = 500;
/** Nothing of ours lets a stop wait; should something do, the process ends all the same. */
const PATIENCE_MS = 3000;
/** Bytecode that a function runs before V8 optimises it; by default 67,584. */
const BYTES_BEFORE_OPTIMISING = 300_000;

const parts = new Set<string>();
const line = new ProgressLine({
  onTerminal: process.stderr.isTTY === true,
  write: (text) => process.stderr.write(text),
  now: () => performance.now(),
  memoryMib: () => process.memoryUsage.rss() / 2 ** 20,
});

// A command lasts seconds, and Node 20 would spend a quarter of them on optimising what runs for milliseconds. Later
// versions count otherwise and do not know the flag.
if (process.versions.v8.startsWith("11."))
  setFlagsFromString(`--interrupt-budget=${BYTES_BEFORE_OPTIMISING}`);

const worker = new Worker(new URL("./bundle/program.js", import.meta.url), {
  argv: process.argv.slice(2),
  workerData: {
    columns: process.stdout.columns,
    isTerminal: process.stdin.isTTY === true && process.stdout.isTTY === true,
  },
  // What packages print goes the same way as all else.
  stdout: true,
  stderr: true,
  // A worker's own limit would be lower than what this process may use.
  resourceLimits: { maxOldGenerationSizeMb: Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20) },
});

function handleMessage(message: WorkerMessage): void {
  if ("answer" in message) process.stdout.write(plainText(message.answer));
  else if ("error" in message) {
    line.finish();
    process.stderr.write(plainText(message.error));
  } else if ("exitCode" in message) process.exitCode = message.exitCode;
  else if ("part" in message) parts[message.written ? "delete" : "add"](message.part);
  else if ("step" in message) line.step(plainText(message.step));
  else if ("share" in message) line.share(message.share, plainText(message.detail));
  else if ("question" in message) void answer(message.question);
  else if ("verbose" in message) line.verbose = true;
  else line.finish();
}

/** Puts a question; what asks is loaded only then. */
async function answer(question: Question): Promise<void> {
  const { askOnTerminal } = await import("./print/terminal-asker.js");
  worker.postMessage(await askOnTerminal(question));
}

async function stop(signal: keyof typeof SIGNALS): Promise<void> {
  // A second signal is heard by nobody and ends the process.
  for (const one of Object.keys(SIGNALS)) process.removeAllListeners(one);
  line.abandon();
  const ended = worker.terminate().then(() => true);
  const hasEnded = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  for (const part of parts) rmSync(part, { recursive: true, force: true });
  // A thread that hangs in a call of the system would hold up an orderly exit.
  if (hasEnded !== true) process.kill(process.pid, signal);
  process.exit(SIGNALS[signal]);
}

/** Ends for want of something that the system did not give. */
function giveUp(problem: string): void {
  line.abandon();
  if (process.stderr.writable) process.stderr.write(`error: ${plainText(problem)}\n`);
  process.exitCode = FILE_ACCESS;
  void worker.terminate().then(() => {
    for (const part of parts) rmSync(part, { recursive: true, force: true });
    process.exit(FILE_ACCESS);
  });
}

for (const signal of Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]) process.on(signal, () => stop(signal));
process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) =>
  giveUp(
    code === "EPIPE"
      ? "stdout was closed before all was written (EPIPE)"
      : `stdout cannot be written (${message})`,
  ),
);
// Nobody is left to be told.
process.stderr.on("error", () => process.exit(FILE_ACCESS));
worker.stdout.on("data", (bytes: Buffer) => process.stdout.write(plainText(bytes.toString())));
worker.stderr.on("data", (bytes: Buffer) => process.stderr.write(plainText(bytes.toString())));
const redraw = setInterval(() => {
  line.draw();
  for (const part of parts) if (part.endsWith(".lock")) freshen(part);
}, REDRAW_MS);
worker.on("message", handleMessage);
worker.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "ERR_WORKER_OUT_OF_MEMORY")
    return giveUp("the memory that Node may use is full; node --max-old-space-size=<MiB> gives it more");
  if (error.code === "EMFILE" || error.code === "ENFILE" || error.code === "ERR_WORKER_INIT_FAILED")
    return giveUp(`the system gives no more open files or threads (${error.message}); see ulimit -n`);
  process.stderr.write(
    plainText(`error: something is wrong in living-circle itself: ${error.stack ?? error}\n`),
  );
  process.exitCode = 1;
});
worker.on("exit", () => {
  clearInterval(redraw);
  line.close();
});

/** Shows others that the process which holds a lock is alive. */
function freshen(lock: string): void {
  const now = new Date();
  try {
    utimesSync(lock, now, now);
  } catch {
    // It was just given back.
  }
}
