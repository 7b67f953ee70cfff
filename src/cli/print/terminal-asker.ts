/**
 * Questions on the terminal.
 */
import { isCancel, select, text } from "@clack/prompts";
import { UsageError } from "../options/usage-error.js";
import type { Asker } from "./answer-guesses.js";

/** Asks on this terminal; a question that is broken off ends the command, and nothing is written. */
export const TERMINAL: Asker = {
  choose: async (message, choices) => answered(await select({ message, options: [...choices] })),
  type: async (message, initialValue) => answered(await text({ message, initialValue })),
};

/** Whether somebody can answer. */
export function isTerminal(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true;
}

/** @throws {UsageError} if the question was broken off */
function answered(answer: string | symbol): string {
  if (isCancel(answer) || typeof answer === "symbol") throw new UsageError("broken off: nothing is written");
  return answer;
}
