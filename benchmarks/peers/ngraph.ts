/**
 * ngraph.path on its own home ground, single pairs: `node ngraph.js FOLDER pairs`.
 *
 * Its fastest documented finder is `nba`, the new bidirectional A*, with the distance in a straight line as a bound.
 */
import createGraph, { type Graph } from "ngraph.graph";
import { nba } from "ngraph.path";
import { measureJob } from "./measure.js";
import { versionOf } from "./package-version.js";
import { plainEdges, readWorkload, type Workload } from "./workload.js";

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Metres in a plane that is nowhere longer than the earth, so that the bound holds: 0.99 of the true length. */
function placed({ x, y }: Workload): Place[] {
  const perDegree = 111_320 * 0.99;
  const lonScale = perDegree * Math.cos(y[0]! * (Math.PI / 180)) * 0.99;
  return Array.from(x, (lon, v) => ({ x: lon * lonScale, y: y[v]! * perDegree }));
}

function graphOf(workload: Workload): Graph<Place, number> {
  const graph = createGraph<Place, number>();
  placed(workload).forEach((place, v) => {
    graph.addNode(v, place);
  });
  const { from, to, lengthMm } = workload;
  for (const e of plainEdges(workload).edge) graph.addLink(from[e]!, to[e]!, lengthMm[e]!);
  return graph;
}

const [folder] = process.argv.slice(2);
await measureJob<{ workload: Workload; graph: Graph<Place, number> }>({
  engine: "ngraph.path",
  version: versionOf("ngraph.path"),
  work: "pairs",
  how: "nba, straight line as bound",
  load: () => {
    const workload = readWorkload(folder!);
    return { workload, graph: graphOf(workload) };
  },
  prepare: ({ workload, graph }) => {
    const finder = nba(graph, {
      distance: (_from, _to, link) => link.data,
      heuristic: (from, to) => 1000 * Math.hypot(from.data.x - to.data.x, from.data.y - to.data.y),
    });
    return () => {
      let [count, sum] = [0, 0];
      for (let p = 0; p < workload.pairs.length; p += 2) {
        const found = finder.find(workload.pairs[p]!, workload.pairs[p + 1]!);
        if (found.length === 0) continue;
        count++;
        for (let i = 1; i < found.length; i++) {
          sum += (graph.getLink(found[i]!.id, found[i - 1]!.id) ??
            graph.getLink(found[i - 1]!.id, found[i]!.id))!.data;
        }
      }
      return { count, sum };
    };
  },
});
