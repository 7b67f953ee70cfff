/**
 * geojson-path-finder on single pairs: `node geojson-path-finder.js FOLDER pairs`.
 *
 * Each edge is one LineString whose length in millimetres is its weight. Nodes are told apart by their coordinates;
 * two nodes at one place are one for it, and an edge of no length is none, so a sum may differ slightly.
 */
import { createRequire } from "node:module";
import type { Feature, FeatureCollection, LineString, Point } from "geojson";
import { measureJob } from "./measure.js";
import { versionOf } from "./package-version.js";
import { plainEdges, readWorkload, type Workload } from "./workload.js";

interface Finder {
  findPath(from: Feature<Point>, to: Feature<Point>): { readonly weight: number } | undefined;
}
interface EdgeProperties {
  readonly mm: number;
}
type FinderClass = new (
  network: FeatureCollection<LineString, EdgeProperties>,
  options: {
    readonly key: (place: readonly number[]) => string;
    readonly weight: (a: readonly number[], b: readonly number[], properties: EdgeProperties) => number;
  },
) => Finder;

const require = createRequire(import.meta.url);
const { default: PathFinder } = require("geojson-path-finder") as { readonly default: FinderClass };

function placeOf({ x, y }: Workload, v: number): [number, number] {
  return [x[v]!, y[v]!];
}

function collectionOf(workload: Workload): FeatureCollection<LineString, EdgeProperties> {
  const { from, to, lengthMm } = workload;
  const features = Array.from(plainEdges(workload).edge, (e): Feature<LineString, EdgeProperties> => {
    const coordinates = [placeOf(workload, from[e]!), placeOf(workload, to[e]!)];
    const geometry: LineString = { type: "LineString", coordinates };
    return { type: "Feature", properties: { mm: lengthMm[e]! }, geometry };
  });
  return { type: "FeatureCollection", features };
}

const [folder] = process.argv.slice(2);
await measureJob<{ workload: Workload; collection: FeatureCollection<LineString, EdgeProperties> }>({
  engine: "geojson-path-finder",
  version: versionOf("geojson-path-finder"),
  work: "pairs",
  how: "findPath",
  load: () => {
    const workload = readWorkload(folder!);
    return { workload, collection: collectionOf(workload) };
  },
  prepare: ({ workload, collection }) => {
    const finder = new PathFinder(collection, {
      key: (place) => `${place[0]},${place[1]}`,
      weight: (_a, _b, { mm }) => mm,
    });
    const points = Array.from(workload.pairs, (v): Feature<Point> => {
      return {
        type: "Feature",
        properties: {},
        geometry: { type: "Point", coordinates: placeOf(workload, v) },
      };
    });
    return () => {
      let [count, sum] = [0, 0];
      for (let p = 0; p < points.length; p += 2) {
        const found = finder.findPath(points[p]!, points[p + 1]!);
        if (found === undefined) continue;
        count++;
        sum += found.weight;
      }
      return { count, sum };
    };
  },
});
