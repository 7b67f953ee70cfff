/**
 * Runs several command lines one after another in one process, as `dist/cli/main.js` runs one: the program in a thread,
 * which reports what is to be printed. The library is loaded once.
 *
 * Reads the command lines from stdin, as JSON; prints `{ status, stdout, stderr }` of each.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

const PROGRAM = new URL("../../dist/cli/program.js", import.meta.url);

if (isMainThread) {
  const lines = JSON.parse(readFileSync(0, "utf8"));
  const outcomes = lines.map(() => ({ status: 0, stdout: "", stderr: "" }));
  let current = -1;
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { lines } });
  worker.on("message", (message) => {
    if ("begin" in message) current = message.begin;
    else if ("answer" in message) outcomes[current].stdout += message.answer;
    else if ("error" in message) outcomes[current].stderr += message.error;
    else if ("exitCode" in message) outcomes[current].status = message.exitCode;
  });
  worker.on("exit", () => process.stdout.write(JSON.stringify(outcomes)));
} else {
  const [node, script] = process.argv;
  for (const [i, args] of workerData.lines.entries()) {
    parentPort.postMessage({ begin: i });
    process.argv = [node, script, ...args];
    process.exitCode = undefined;
    // Evaluated anew under another name; the modules that it imports are those of the first time.
    await import(`${PROGRAM.href}?${i}`);
  }
  process.exitCode = 0;
}
