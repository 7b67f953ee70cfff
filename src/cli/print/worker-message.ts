/**
 * What the working thread tells the thread that listens to the user: one channel, so that the order holds.
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
  | { readonly finished: true };

/** Tells; outside the command line, as in a test of one command, nobody listens. */
export function tellMain(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}
