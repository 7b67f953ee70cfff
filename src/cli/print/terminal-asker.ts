/**
 * Questions on the terminal, put by the thread that listens to the user: the one that works has no terminal.
 */
import { isCancel, select, text } from "@clack/prompts";
import { plainText } from "./plain-text.js";
import type { Question } from "./worker-message.js";

/** The answer that is chosen or typed; null where the question was broken off. */
export async function askOnTerminal(question: Question): Promise<string | null> {
  const message = plainText(question.message);
  const answer: unknown =
    "choices" in question
      ? await select({
          message,
          options: question.choices.map(({ value, label }) => ({ value, label: plainText(label) })),
        })
      : await text({ message, initialValue: plainText(question.proposed) });
  return isCancel(answer) || typeof answer !== "string" ? null : answer;
}
