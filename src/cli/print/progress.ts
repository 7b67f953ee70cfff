/**
 * Says what is being done; `progress-line.ts` draws it on stderr, stdout is for results alone.
 */
import { tellMain } from "./worker-message.js";

export interface Progress {
  /** Begins a step; the one before is thereby finished. */
  readonly step: (what: string) => void;
  /** How much of the step is done, 0 to 1, and what is at hand. */
  readonly share: (done: number, detail?: string) => void;
  readonly done: () => void;
}

/** @param quiet - say nothing at all */
export function createProgress(quiet: boolean): Progress {
  if (quiet) return { step() {}, share() {}, done() {} };
  return {
    step: (what) => tellMain({ step: what }),
    share: (share, detail = "") => tellMain({ share, detail }),
    done: () => tellMain({ finished: true }),
  };
}
