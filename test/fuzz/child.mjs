/**
 * One process of the fuzzer: reads one damaged file after the other and reports what came of each.
 *
 * Which input is read stands in a file of its own, so that whoever watches knows it when this process hangs or dies.
 */
import { openSync, writeFileSync, writeSync } from "node:fs";
import path from "node:path";
import { inputOf } from "./inputs.mjs";
import { isOurs, READERS } from "./readers.mjs";

/** A finding is what takes longer, in seconds of the processor, or more memory, in MiB. */
const [SLOW_S, LARGE_MIB] = [2, 500];
const REPORT_EVERY = 200;

const [name, seed, from, to, folder] = process.argv.slice(2);
const reader = READERS[name];
const file = path.join(folder, `input${reader.ending}`);
const place = openSync(path.join(folder, "at"), "w");

let escaped = null;
process.on("unhandledRejection", (error) => {
  escaped = error;
});
process.on("uncaughtException", (error) => {
  escaped = error;
});

async function outcomeOf(i) {
  writeFileSync(file, inputOf(name, Number(seed), i));
  const [cpu, before] = [process.cpuUsage(), process.resourceUsage().maxRSS];
  escaped = null;
  let outcome = "read";
  let error = null;
  try {
    await reader.read(file);
  } catch (cause) {
    error = cause;
    outcome = isOurs(cause) ? "refused" : "foreign";
  }
  if (escaped !== null) [outcome, error] = ["foreign", escaped];
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (user + system) / 1e6;
  const mib = (process.resourceUsage().maxRSS - before) / 1024;
  if (outcome !== "foreign" && mib > LARGE_MIB) outcome = "large";
  else if (outcome !== "foreign" && seconds > SLOW_S) outcome = "slow";
  return {
    outcome,
    seconds,
    mib,
    error: error === null ? null : String(error.stack ?? error).slice(0, 1500),
  };
}

let counts = { read: 0, refused: 0 };
let longest = 0;
for (let i = Number(from); i < Number(to); i++) {
  writeSync(place, String(i).padEnd(12), 0);
  const { outcome, seconds, mib, error } = await outcomeOf(i);
  longest = Math.max(longest, seconds);
  if (outcome in counts) counts[outcome]++;
  else process.send({ i, outcome, seconds, mib, error });
  if ((i + 1) % REPORT_EVERY === 0 || i + 1 === Number(to)) {
    process.send({ counts, longest, next: i + 1 });
    counts = { read: 0, refused: 0 };
    // Its peak stays with a process: a new one begins where this ends.
    if (process.resourceUsage().maxRSS > 1_500 * 1024) break;
  }
}
process.disconnect();
