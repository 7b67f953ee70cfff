/**
 * Says on stderr what is being done; stdout is for results alone.
 *
 * Layer: cli.
 */

export interface Progress {
  /** Begins a step; the one before is thereby finished. */
  readonly step: (what: string) => void;
  /** Updates the current step in place, on a terminal only. */
  readonly detail: (how: string) => void;
  readonly done: () => void;
}

/** @param quiet - say nothing at all */
export function createProgress(quiet: boolean): Progress {
  const { stderr } = process;
  const onTerminal = stderr.isTTY === true;
  let current = "";
  let started = 0;
  const finish = () => {
    if (current === "" || quiet) return;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    stderr.write(onTerminal ? `\r\u001b[K  ${current} (${seconds} s)\n` : `  ${current} (${seconds} s)\n`);
  };
  return {
    step(what) {
      finish();
      current = what;
      started = performance.now();
      if (onTerminal && !quiet) stderr.write(`  ${what} …`);
    },
    detail(how) {
      if (onTerminal && !quiet && current !== "") stderr.write(`\r\u001b[K  ${current} … ${how}`);
    },
    done() {
      finish();
      current = "";
    },
  };
}
