/**
 * Finds the mapped land uses and named places around a point.
 *
 * Method: a grid of about 500 m over the boxes of the areas, then even-odd over their rings.
 */
import { addTo } from "../../base/grouping.js";
import { boxOfRings, isInside } from "../../geo/polygon-point.js";
import type { OsmData } from "./osm-data.js";
import { type OsmPlace, placesInOsm } from "./places-in-osm.js";

const CELL_DEG = 0.005;

/** Kinds of `place` areas that people call the part of town they live in. */
const PLACES = ["city_block", "neighbourhood", "quarter", "suburb", "village", "hamlet"];

/** The areas with a land use, or named places, that hold a point; the smallest first, ties in order of the extract. */
export type LandFinder = (place: OsmPlace) => OsmPlace[];

/** An area that is not a point. */
interface Land {
  readonly place: OsmPlace;
  readonly rings: NonNullable<OsmPlace["rings"]>;
  readonly areaM2: number;
}

export function createLandFinder(osm: OsmData): LandFinder {
  const grid = new Map<string, Land[]>();
  const lands = placesInOsm(osm, (tags) => tags.landuse !== undefined || PLACES.includes(tags.place ?? ""))
    .flatMap((place): Land[] =>
      place.rings === null || place.areaM2 === null
        ? []
        : [{ place, rings: place.rings, areaM2: place.areaM2 }],
    )
    .sort((a, b) => a.areaM2 - b.areaM2);
  for (const land of lands) {
    const [west, south, east, north] = boxOfRings(land.rings);
    for (let x = cellOf(west); x <= cellOf(east); x++) {
      for (let y = cellOf(south); y <= cellOf(north); y++) addTo(grid, `${x} ${y}`, land);
    }
  }
  return ({ lon, lat }) =>
    (grid.get(`${cellOf(lon)} ${cellOf(lat)}`) ?? [])
      .filter(({ rings }) => isInside(rings, [lon, lat]))
      .map(({ place }) => place);
}

/** The name of the smallest residential land or place around, or null. */
export function unitAround(lands: readonly OsmPlace[]): string | null {
  const isUnit = ({ tags }: OsmPlace) =>
    tags.name !== undefined && (tags.landuse === "residential" || PLACES.includes(tags.place ?? ""));
  return lands.find(isUnit)?.tags.name ?? null;
}

function cellOf(deg: number): number {
  return Math.floor(deg / CELL_DEG);
}
