/**
 * This library on a workload: `node ours.js FOLDER WORK`.
 */
import {
  costMatrix,
  type Linkage,
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

/** The first matrix on a network contracts its chains; that is preparing, as other engines prepare hierarchies. */
function contract(costs: WalkCosts<"mm">, columns: Linkage<"mm"> = linkNodes(costs, [0])): void {
  costMatrix(costs, linkNodes(costs, [0]), columns, { limit: metres(1), direction: "from" });
}

function tally(costs: ArrayLike<number>): Checksum {
  let [count, sum] = [0, 0];
  for (let i = 0; i < costs.length; i++) {
    if (costs[i] === UNREACHED) continue;
    count++;
    sum += costs[i]!;
  }
  return { count, sum };
}

interface Work {
  /** Stands in the table; the name of the work unless another is given. */
  readonly work?: string;
  readonly how: string;
  readonly mostRuns?: number;
  readonly prepare: (loaded: Loaded) => () => Checksum;
}

function nearestOfAll({ workload, costs }: Loaded, nodes: Linkage<"mm">): () => Checksum {
  const facilities = linkNodes(costs, workload.facilities);
  const limit = metres(workload.limitMm / 1000);
  return () => tally(nearestCosts(costs, facilities, nodes, { limit }).cost);
}

const WORKS: Readonly<Record<string, Work>> = {
  W1: {
    how: "nearestCosts, chains contracted",
    prepare: (loaded) => {
      const nodes = linkNodes(loaded.costs);
      contract(loaded.costs, nodes);
      return nearestOfAll(loaded, nodes);
    },
  },
  "W1-first": {
    work: "W1",
    how: "nearestCosts, nothing prepared",
    // Asked much more often, it would contract.
    mostRuns: 20,
    prepare: (loaded) => nearestOfAll(loaded, linkNodes(loaded.costs)),
  },
  W2: {
    how: "costMatrix, origins × every node",
    prepare: ({ workload, costs }) => {
      contract(costs);
      const origins = linkNodes(costs, workload.origins);
      const nodes = linkNodes(costs);
      const limit = metres(workload.limitMm / 1000);
      return () => tally(costMatrix(costs, origins, nodes, { limit }).cost);
    },
  },
  W3: {
    how: "costMatrix",
    prepare: ({ workload, costs }) => {
      contract(costs);
      const rows = linkNodes(costs, workload.rows);
      const columns = linkNodes(costs, workload.columns);
      const limit = metres(workload.limitMm / 1000);
      return () => tally(costMatrix(costs, rows, columns, { limit }).cost);
    },
  },
  W3u: {
    how: "costMatrix without a limit",
    prepare: ({ workload, costs }) => {
      contract(costs);
      const rows = linkNodes(costs, workload.rows);
      const columns = linkNodes(costs, workload.columns);
      return () => tally(costMatrix(costs, rows, columns, { limit: unlimited("mm") }).cost);
    },
  },
  W4: {
    how: "sumWithinLimit, every node",
    prepare: ({ workload, costs }) => {
      contract(costs);
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
  work: chosen.work ?? work!,
  how: chosen.how,
  ...(chosen.mostRuns === undefined ? {} : { mostRuns: chosen.mostRuns }),
  load: () => {
    const workload = readWorkload(folder);
    return { workload, costs: workloadCosts(workload) };
  },
  prepare: chosen.prepare,
});
