/**
 * Measures one job inside its own process, and says the result as one line of JSON.
 *
 * CPU seconds are those of the whole process (all threads, garbage collection and compilation included) between two
 * moments. A job is repeated for at least three runs or two seconds; the first run is cold, the least is quoted.
 */

/** What an engine answered: how many, and the sum of their millimetres (or of what was summed). */
export interface Checksum {
  readonly count: number;
  /** null for an engine that keeps no lengths. */
  readonly sum: number | null;
}

export interface Measured {
  readonly engine: string;
  readonly version: string;
  readonly work: string;
  /** CPU seconds: reading the files, preparing what is reused, the first run, the best run. */
  readonly loadS: number;
  readonly prepareS: number;
  readonly coldS: number;
  readonly cpuS: number;
  readonly wallS: number;
  readonly runs: number;
  readonly peakMiB: number;
  readonly checksum: Checksum | null;
  /** 1, or how many times larger the whole work is than the sample that was run; `cpuS` is already multiplied. */
  readonly scaledFrom: number;
  readonly how: string;
}

export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

export interface Job<T> {
  readonly engine: string;
  readonly version: string;
  readonly work: string;
  readonly how: string;
  readonly load: () => Promise<T> | T;
  /** Returns the work itself. */
  readonly prepare: (loaded: T) => () => Checksum;
  readonly scaledFrom?: number;
  /** Default: as many as two seconds hold. */
  readonly mostRuns?: number;
}

/** Runs a job and prints its line. */
export async function measureJob<T>(job: Job<T>): Promise<void> {
  const begin = cpuSeconds();
  const loaded = await job.load();
  const afterLoad = cpuSeconds();
  const work = job.prepare(loaded);
  const afterPrepare = cpuSeconds();
  const cpu: number[] = [];
  const wall: number[] = [];
  let checksum: Checksum = { count: 0, sum: 0 };
  const started = performance.now();
  while (cpu.length < 3 || performance.now() - started < 2000) {
    const [cpu0, wall0] = [cpuSeconds(), performance.now()];
    checksum = work();
    cpu.push(cpuSeconds() - cpu0);
    wall.push((performance.now() - wall0) / 1000);
    if (cpu.length === job.mostRuns || performance.now() - started > 20_000) break;
  }
  const scaledFrom = job.scaledFrom ?? 1;
  const { engine, version, how } = job;
  const measured: Measured = {
    engine,
    version,
    work: job.work,
    loadS: afterLoad - begin,
    prepareS: afterPrepare - afterLoad,
    coldS: cpu[0]! * scaledFrom,
    cpuS: Math.min(...cpu) * scaledFrom,
    wallS: Math.min(...wall) * scaledFrom,
    runs: cpu.length,
    peakMiB: process.resourceUsage().maxRSS / 1024,
    checksum,
    scaledFrom,
    how,
  };
  console.log(JSON.stringify(measured));
}
