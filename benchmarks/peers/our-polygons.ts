/**
 * W5, this library: `node our-polygons.js FOLDER EXTRACT`. One polygon a place, 1200 m on the distance basis.
 *
 * After the timed runs twenty of the polygons are proved by `checkIsochrone`; a polygon that breaks its promise is an
 * error. `count` is the number of polygons that are not empty.
 */
import {
  buildWalkNetwork,
  checkIsochrone,
  DISTANCE_BASIS,
  linkPoints,
  metres,
  readOsmPbf,
  VERSION,
  walkCosts,
} from "living-circle";
import { IsochroneEngine } from "living-circle/walk";
import { measureJob } from "./measure.js";
import { readPlaces } from "./polygon-workload.js";

const [folder, extract] = process.argv.slice(2);
const pointSet = (lon: Float64Array, lat: Float64Array) => ({
  lon,
  lat,
  entrances: null,
  residentsOnly: null,
});

async function load() {
  const costs = walkCosts(buildWalkNetwork(await readOsmPbf(extract!)), DISTANCE_BASIS);
  const { lon, lat } = readPlaces(folder!);
  return { costs, linked: linkPoints(costs, pointSet(lon, lat)) };
}

const cutoffs = [metres(1200)];
await measureJob<Awaited<ReturnType<typeof load>>>({
  engine: "living-circle",
  version: VERSION,
  work: "W5",
  how: "IsochroneEngine, one run a place; 20 of them proved",
  load,
  prepare: ({ costs, linked }) => {
    const engine = new IsochroneEngine(costs);
    for (let point = 0; point < 20; point++) {
      const { lon, lat } = linked.points;
      const alone = linkPoints(costs, pointSet(lon.slice(point, point + 1), lat.slice(point, point + 1)));
      const proof = checkIsochrone(alone, engine.run(alone, { cutoffs }));
      if (!proof.ok)
        throw new Error(`Polygon ${point} breaks its promise: ${JSON.stringify(proof.violations[0])}`);
    }
    return () => {
      let [count, sum] = [0, 0];
      for (let point = 0; point < linked.pointCount; point++) {
        const { polygons, reachedMm } = engine.run(linked, { cutoffs, point });
        if (polygons[0]!.length > 0) count++;
        sum += reachedMm[0]!;
      }
      return { count, sum };
    };
  },
});
