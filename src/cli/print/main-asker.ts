/**
 * Questions of the working thread, which the thread that has the terminal puts.
 */
import { workerData } from "node:worker_threads";
import { UsageError } from "../options/usage-error.js";
import type { Asker } from "./answer-guesses.js";
import { askMain, type Question } from "./worker-message.js";

/** Asks on this terminal; a question that is broken off ends the command, and nothing is written. */
export const TERMINAL: Asker = {
  choose: (message, choices) => answered({ message, choices }),
  type: (message, proposed) => answered({ message, proposed }),
};

/** Whether somebody can answer. */
export function isTerminal(): boolean {
  return (workerData as { readonly isTerminal?: boolean } | null)?.isTerminal === true;
}

/** @throws {UsageError} if the question was broken off */
async function answered(question: Question): Promise<string> {
  const answer = await askMain(question);
  if (answer === null) throw new UsageError("broken off: nothing is written");
  return answer;
}
