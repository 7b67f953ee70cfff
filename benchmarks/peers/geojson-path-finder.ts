/**
 * geojson-path-finder on single pairs: `node geojson-path-finder.js FOLDER pairs`.
 *
 * Each edge is one LineString whose length in millimetres is its weight. Nodes are told apart by their coordinates alone,
 * and by default those within 1e-5 degrees, about a metre, are one: in Porto that joins an island to the city, and one more
 * pair would be found. So the tolerance is a tenth of a millimetre, and the 22 nodes of Porto that share a place with
 * another one are set a millimetre aside. Weight 0 means no edge, so a length of 0 is a millionth of a millimetre; sums are
 * rounded.
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
    readonly tolerance: number;
    readonly key: (place: readonly number[]) => string;
    readonly weight: (a: readonly number[], b: readonly number[], properties: EdgeProperties) => number;
  },
) => Finder;

const require = createRequire(import.meta.url);
const { default: PathFinder } = require("geojson-path-finder") as { readonly default: FinderClass };

type Place = [lon: number, lat: number];

/** A place for each node that no other node has. */
function ownPlaces({ x, y, nodes }: Workload): Place[] {
  const taken = new Set<string>();
  return Array.from({ length: nodes }, (_, v): Place => {
    let lat = y[v]!;
    while (taken.has(`${x[v]},${lat}`)) lat += 1e-8;
    taken.add(`${x[v]},${lat}`);
    return [x[v]!, lat];
  });
}

function collectionOf(workload: Workload, places: Place[]): FeatureCollection<LineString, EdgeProperties> {
  const { from, to, lengthMm } = workload;
  const features = Array.from(plainEdges(workload).edge, (e): Feature<LineString, EdgeProperties> => {
    const coordinates = [places[from[e]!]!, places[to[e]!]!];
    const geometry: LineString = { type: "LineString", coordinates };
    return { type: "Feature", properties: { mm: Math.max(lengthMm[e]!, 1e-6) }, geometry };
  });
  return { type: "FeatureCollection", features };
}

const [folder] = process.argv.slice(2);
interface Loaded {
  readonly workload: Workload;
  readonly places: Place[];
  readonly collection: FeatureCollection<LineString, EdgeProperties>;
}

await measureJob<Loaded>({
  engine: "geojson-path-finder",
  version: versionOf("geojson-path-finder"),
  work: "pairs",
  how: "findPath",
  load: () => {
    const workload = readWorkload(folder!);
    const places = ownPlaces(workload);
    return { workload, places, collection: collectionOf(workload, places) };
  },
  prepare: ({ workload, places, collection }) => {
    const finder = new PathFinder(collection, {
      tolerance: 1e-9,
      key: (place) => `${place[0]},${place[1]}`,
      weight: (_a, _b, { mm }) => mm,
    });
    const points = Array.from(workload.pairs, (v): Feature<Point> => {
      return {
        type: "Feature",
        properties: {},
        geometry: { type: "Point", coordinates: places[v]! },
      };
    });
    return () => {
      let [count, sum] = [0, 0];
      for (let p = 0; p < points.length; p += 2) {
        const found = finder.findPath(points[p]!, points[p + 1]!);
        if (found === undefined) continue;
        count++;
        sum += Math.round(found.weight);
      }
      return { count, sum };
    };
  },
});
