/**
 * One line on a terminal that says what is being done, for how long, and how long it may still take.
 *
 * The time left is that of an even pace: what is left over what is done. It is shown after two seconds, from a tenth on:
 * earlier guesses jump. Away from a terminal nothing is drawn; with timings asked for, a line a step is left in either place.
 */

/** Seconds and share before which a guess of the time left is none; an assumption that keeps it from jumping. */
const FIRST_GUESS_S = 2;
const FIRST_GUESS_SHARE = 0.1;

const CLEAR = "\r\u001b[K";

export interface ProgressLineOptions {
  readonly onTerminal: boolean;
  readonly write: (text: string) => void;
  /** Milliseconds of any clock that runs evenly. */
  readonly now: () => number;
  /** Memory of the process in MiB, for the timings. */
  readonly memoryMib: () => number;
}

export class ProgressLine {
  verbose = false;
  readonly #options: ProgressLineOptions;
  readonly #begunMs: number;
  #step = "";
  #stepMs = 0;
  #share = 0;
  #detail = "";

  constructor(options: ProgressLineOptions) {
    this.#options = options;
    this.#begunMs = options.now();
  }

  step(what: string): void {
    this.finish();
    [this.#step, this.#stepMs, this.#share, this.#detail] = [what, this.#options.now(), 0, ""];
    this.draw();
  }

  share(share: number, detail: string): void {
    [this.#share, this.#detail] = [share, detail];
    this.draw();
  }

  /** Draws the line as it stands now; to be called again as time goes by. */
  draw(): void {
    if (!this.#options.onTerminal || this.#step === "") return;
    const seconds = (this.#options.now() - this.#stepMs) / 1000;
    const parts = [
      ...(this.#share > 0 ? [`${Math.floor(100 * this.#share)} %`] : []),
      ...(this.#detail === "" ? [] : [this.#detail]),
      ...(seconds >= 1 ? [`${Math.floor(seconds)} s`] : []),
      ...timeLeft(seconds, this.#share),
    ];
    this.#options.write(`${CLEAR}  ${this.#step} … ${parts.join(", ")}`);
  }

  /** Ends the step: its line stays, with its time. */
  finish(): void {
    if (this.#step === "") return;
    const { onTerminal, write, now, memoryMib } = this.#options;
    const seconds = ((now() - this.#stepMs) / 1000).toFixed(1);
    const memory = this.verbose ? `, ${Math.round(memoryMib())} MiB` : "";
    if (onTerminal || this.verbose)
      write(`${onTerminal ? CLEAR : ""}  ${this.#step} (${seconds} s${memory})\n`);
    this.#step = "";
  }

  /** Leaves the step unfinished, and says no more. */
  abandon(): void {
    if (this.#step !== "" && this.#options.onTerminal) this.#options.write(CLEAR);
    this.#step = "";
    this.verbose = false;
  }

  /** Ends the whole work. */
  close(): void {
    this.finish();
    if (this.verbose)
      this.#options.write(`  in all ${((this.#options.now() - this.#begunMs) / 1000).toFixed(1)} s\n`);
  }
}

function timeLeft(seconds: number, share: number): string[] {
  if (seconds < FIRST_GUESS_S || share < FIRST_GUESS_SHARE || share >= 1) return [];
  const left = (seconds * (1 - share)) / share;
  return [left < 90 ? `about ${Math.ceil(left)} s left` : `about ${Math.round(left / 60)} min left`];
}
