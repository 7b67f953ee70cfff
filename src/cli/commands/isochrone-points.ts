/**
 * `living-circle isochrone --points`: where one can walk from every place of a file, as one layer.
 */
import type { Feature, MultiPolygon, Polygon } from "geojson";
import { itemAt } from "../../base/at.js";
import { minutes } from "../../base/cost-units.js";
import { writeFileWhole } from "../../base/write-file.js";
import { eachIsochrone } from "../../isochrone/each-isochrone.js";
import { linkPoints } from "../../network/link-points.js";
import { walkCosts } from "../../network/walk-costs.js";
import { readPoints } from "../../read/places/read-points.js";
import { isochroneFeatures } from "../../report/maps/geojson.js";
import { writeGeoPackage } from "../../write/write-geopackage.js";
import { writeParquet } from "../../write/write-parquet.js";
import { parseMinutes, profileOfFlag } from "../options/options.js";
import { requireAxes } from "../options/point-axes.js";
import { readStreetFile } from "../options/streets.js";
import { UsageError } from "../options/usage-error.js";
import { createProgress } from "../print/progress.js";
import { directionOf, type IsochroneCommandOptions } from "./isochrone.js";

interface PointsOptions extends Omit<IsochroneCommandOptions, "at"> {
  readonly points: string;
  readonly out: string;
  readonly json?: boolean;
}

const LAYER = /\.(geojson|gpkg|parquet)$/i;

/** Writes one feature a place and cutoff, and says how many places join no street. */
export async function isochronesOfPoints(file: string, options: PointsOptions): Promise<string> {
  const { out } = options;
  const format = LAYER.exec(out)?.[1]?.toLowerCase();
  if (format === undefined)
    throw new UsageError(`"${out}" is not a layer: expected a name in .geojson, .gpkg or .parquet`);
  const cutoffs = parseMinutes(options.minutes).map(minutes);
  const direction = directionOf(options.direction);
  const profile = profileOfFlag(options.profile);
  const progress = createProgress(options.quiet === true);
  const crs = options.placeCrs === undefined ? {} : { crs: options.placeCrs };
  const { points, withoutPlace } = await readPoints(options.points, crs);
  const { network } = await readStreetFile(file, progress, options);
  requireAxes(network, options.points, points);
  progress.step(`isochrones of ${points.length} places`);
  const costs = walkCosts(network, profile);
  const origins = linkPoints(
    costs,
    {
      lon: Float64Array.from(points, ({ lon }) => lon),
      lat: Float64Array.from(points, ({ lat }) => lat),
      entrances: null,
      residentsOnly: null,
    },
    { islandsToo: true },
  );
  const { attribution } = network.source;
  function* features(): Generator<Feature<Polygon | MultiPolygon>> {
    let place = 0;
    for (const circles of eachIsochrone(costs, origins, { cutoffs, direction })) {
      const { id } = itemAt(points, place++);
      progress.share(place / points.length);
      yield* isochroneFeatures(circles, { id, speed_mps: profile.speedMps });
    }
  }
  if (format === "geojson") writeFileWhole(out, collectionText(features(), attribution));
  else {
    const layer = { name: "isochrones", features: [...features()], attribution };
    await (format === "gpkg" ? writeGeoPackage(out, [layer]) : writeParquet(out, layer));
  }
  progress.done();
  const unlinked = origins.unlinked.filter((reason) => reason !== 0).length;
  if (options.json === true)
    return `${JSON.stringify({ files: [out], places: points.length, unlinked, withoutPlace })}\n`;
  const notes = [
    ...(unlinked > 0 ? [`${unlinked} places join no street and have an empty isochrone`] : []),
    ...(withoutPlace > 0 ? [`${withoutPlace} rows without a place are left out`] : []),
  ];
  return `${[...notes, out].join("\n")}\n`;
}

/** A collection, a feature a line, as the features come. */
function* collectionText(features: Iterable<Feature>, attribution: string | null): Generator<string> {
  const credit = attribution === null ? "" : `"attribution":${JSON.stringify(attribution)},`;
  yield `{"type":"FeatureCollection",${credit}"features":[`;
  let between = "\n";
  for (const feature of features) {
    yield between + JSON.stringify(feature);
    between = ",\n";
  }
  yield "\n]}\n";
}
