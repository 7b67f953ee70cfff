/**
 * Messages from the working thread to the thread that listens to the user: one channel, so that the order holds.
 */
import { parentPort } from "node:worker_threads";

export type WorkerMessage =
  | { readonly answer: string }
  | { readonly error: string }
  | { readonly exitCode: number }
  | { readonly verbose: true }
  /** A temporary file that is about to be written, or that is gone. */
  | { readonly part: string; readonly written: boolean }
  | { readonly step: string }
  | { readonly share: number; readonly detail: string }
  | { readonly question: Question }
  | { readonly finished: true };

/** One of several answers to choose, or a text to type. */
export type Question =
  | {
      readonly message: string;
      readonly choices: readonly { readonly value: string; readonly label: string }[];
    }
  | { readonly message: string; readonly proposed: string };

/** Tells; outside the command line, as in a test of one command, nobody listens. */
export function tellMain(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

/** Asks the user through the thread that has the terminal; null where the question was broken off, or nobody is there. */
export function askMain(question: Question): Promise<string | null> {
  const port = parentPort;
  if (port === null) return Promise.resolve(null);
  return new Promise((resolve) => {
    port.once("message", (answer: string | null) => resolve(answer));
    tellMain({ question });
  });
}
