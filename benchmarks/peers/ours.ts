/**
 * This library on a workload: `node ours.js FOLDER WORK`.
 */
import {
  costMatrix,
  linkNodes,
  metres,
  nearestCosts,
  shortestPath,
  sumWithinLimit,
  UNREACHED,
  unlimited,
  VERSION,
  type WalkCosts,
} from "living-circle";
import { type Checksum, measureJob } from "./measure.js";
import { readWorkload, type Workload, workloadCosts } from "./workload.js";

interface Loaded {
  readonly workload: Workload;
  readonly costs: WalkCosts<"mm">;
}

/** The first question on a network contracts its chains; that is preparing, as other engines prepare hierarchies. */
function contract(costs: WalkCosts<"mm">): void {
  const one = linkNodes(costs, [0]);
  nearestCosts(costs, one, one, { limit: metres(1) });
}

function tally(costs: Iterable<number>): Checksum {
  let [count, sum] = [0, 0];
  for (const cost of costs) {
    if (cost === UNREACHED) continue;
    count++;
    sum += cost;
  }
  return { count, sum };
}

const WORKS: Readonly<Record<string, { how: string; prepare: (loaded: Loaded) => () => Checksum }>> = {
  W1: {
    how: "nearestCosts",
    prepare: ({ workload, costs }) => {
      const facilities = linkNodes(costs, workload.facilities);
      const nodes = linkNodes(costs);
      const limit = metres(workload.limitMm / 1000);
      return () => tally(nearestCosts(costs, facilities, nodes, { limit }).cost);
    },
  },
  W2: {
    how: "costMatrix, origins × every node",
    prepare: ({ workload, costs }) => {
      const origins = linkNodes(costs, workload.origins);
      const nodes = linkNodes(costs);
      const limit = metres(workload.limitMm / 1000);
      return () => tally(costMatrix(costs, origins, nodes, { limit }).cost);
    },
  },
  W3: {
    how: "costMatrix",
    prepare: ({ workload, costs }) => {
      const rows = linkNodes(costs, workload.rows);
      const columns = linkNodes(costs, workload.columns);
      const limit = metres(workload.limitMm / 1000);
      return () => tally(costMatrix(costs, rows, columns, { limit }).cost);
    },
  },
  W3u: {
    how: "costMatrix without a limit",
    prepare: ({ workload, costs }) => {
      const rows = linkNodes(costs, workload.rows);
      const columns = linkNodes(costs, workload.columns);
      return () => tally(costMatrix(costs, rows, columns, { limit: unlimited("mm") }).cost);
    },
  },
  W4: {
    how: "sumWithinLimit, every node",
    prepare: ({ workload, costs }) => {
      const nodes = linkNodes(costs);
      const limit = metres(workload.limitMm / 1000);
      return () => tally(sumWithinLimit(costs, nodes, nodes, workload.weights, { limit }));
    },
  },
  pairs: {
    how: "shortestPath",
    prepare: ({ workload, costs }) => {
      const ends = linkNodes(costs, workload.pairs);
      return () => {
        const lengths: number[] = [];
        for (let p = 0; p < ends.pointCount; p += 2) {
          lengths.push(shortestPath(costs, ends, p, ends, p + 1)?.cost ?? UNREACHED);
        }
        return tally(lengths);
      };
    },
  },
};

const [folder, work] = process.argv.slice(2);
const chosen = WORKS[work!];
if (folder === undefined || chosen === undefined)
  throw new Error(`usage: FOLDER ${Object.keys(WORKS).join("|")}`);
await measureJob<Loaded>({
  engine: "living-circle",
  version: VERSION,
  work: work!,
  how: chosen.how,
  load: () => {
    const workload = readWorkload(folder);
    return { workload, costs: workloadCosts(workload) };
  },
  prepare: (loaded) => {
    contract(loaded.costs);
    return chosen.prepare(loaded);
  },
});
