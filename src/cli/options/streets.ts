import { itemAt } from "../../base/at.js";
import { type CostUnit, UNREACHED } from "../../base/cost-units.js";
import { type LinkOptions, linkPoints } from "../../network/link-points.js";
import { type Linkage, UNLINKED_REASONS } from "../../network/linkage.js";
import type { LinkingRules } from "../../network/off-street.js";
import { isSavedNetwork, loadNetwork } from "../../network/storage.js";
import { networkAt } from "../../network/street-hours.js";
import { looksSwapped } from "../../network/swapped-axes.js";
import type { WalkCosts } from "../../network/walk-costs.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import type { OsmData } from "../../read/osm/osm-data.js";
import { NoAnswer } from "../exit-codes.js";
import type { Progress } from "../print/progress.js";
import { UsageError } from "./usage-error.js";

/** What users say of their streets beyond the file. */
export interface StreetOptions {
  readonly streetNodes?: string;
  readonly streetLayer?: string;
  readonly streetClass?: string;
  readonly streetsCrs?: string;
  readonly snap?: number;
  readonly maxMissingNodes?: number;
  readonly walkRules?: string;
  readonly attribution?: string;
  readonly elevation?: string;
  readonly offStreetCap?: number;
  readonly assumedGates?: string;
  readonly time?: string | undefined;
  readonly timeZone?: string;
  readonly holidays?: string;
}

/** What was read: `osm` is null where the streets are not OpenStreetMap data. */
interface StreetsRead {
  readonly osm: OsmData | null;
  readonly sha256: string;
  readonly network: WalkNetwork;
}

/** Streets of any kind, or a saved network, and their network, with slopes where heights are given. */
export async function readStreetFile(
  path: string,
  progress: Progress,
  options: StreetOptions = {},
): Promise<StreetsRead> {
  const streets = await readFlatStreets(path, progress, options);
  const { time: at, timeZone, holidays } = options;
  const hours =
    at === undefined && timeZone === undefined && holidays === undefined
      ? null
      : await (await import("../../city/ask/opening-hours-filter.js")).openingHoursFilter({
          at,
          timeZone,
          holidays,
        });
  const linked = { ...streets.network, linking: { ...streets.network.linking, ...linkingOf(options) } };
  const network = hours === null ? linked : networkAt(linked, hours.stateOf);
  if (options.elevation === undefined) return { ...streets, network };
  progress.step(`reading ${options.elevation}`);
  const { withElevation } = await import("../../city/open/elevation.js");
  return { ...streets, network: await withElevation(network, { file: options.elevation }) };
}

/** How places join the streets, by flags; @throws {UsageError} if a word is not known */
export function linkingOf({ offStreetCap, assumedGates }: StreetOptions): LinkingRules {
  if (assumedGates !== undefined && assumedGates !== "yes" && assumedGates !== "no")
    throw new UsageError(`--assumed-gates is "${assumedGates}": expected yes or no`);
  return {
    ...(offStreetCap === undefined ? {} : { offStreetCapM: offStreetCap }),
    ...(assumedGates === undefined ? {} : { assumeGates: assumedGates === "yes" }),
  };
}

async function readFlatStreets(
  path: string,
  progress: Progress,
  options: StreetOptions,
): Promise<StreetsRead> {
  progress.step(`reading ${path}`);
  if (isSavedNetwork(path)) {
    if (options.walkRules !== undefined)
      throw new UsageError(
        `--walk-rules is given, and ${path} is a network that is built already: give the file of streets`,
      );
    const network = loadNetwork(path);
    return { osm: null, sha256: network.source.sha256, network };
  }
  const onProgress = (read: number, total: number) => progress.share(read / total);
  const { streetNodes: nodes, streetLayer: layer, streetsCrs: crs, snap: snapM, attribution } = options;
  // A saved network needs no reader of streets.
  const { readStreets } = await import("../../read/streets/read-streets.js");
  const { buildWalkNetwork } = await import("../../city/open/build-walk-network.js");
  const walkRules =
    options.walkRules === undefined
      ? undefined
      : (await import("./walk-rules-file.js")).readWalkRules(options.walkRules);
  const streets = await readStreets(path, {
    onProgress,
    nodes,
    layer,
    crs,
    snapM,
    attribution,
    columns: { class: options.streetClass },
    walkRules,
  });
  progress.step("building the walking network");
  const network = buildWalkNetwork(streets, { maxMissingNodes: options.maxMissingNodes });
  if (network.edgeCount === 0) throw new NoAnswer(`${path}: the file holds no street that people walk`);
  return { osm: "draft" in streets ? null : streets, sha256: streets.source.sha256, network };
}

/** A distance in words; what lies beyond the range of whole millimetres is `more than 4,000 km`. */
function distanceAway(mm: number): string {
  return mm === UNREACHED ? "more than 4,000 km" : `${(mm / 1000).toFixed(0)} m`;
}

/** Links one place, or says why it joins no street. */
export function linkPlace<U extends CostUnit>(
  costs: WalkCosts<U>,
  [lon, lat]: readonly [number, number],
  options: LinkOptions,
): Linkage<U> {
  const point = {
    lon: Float64Array.of(lon),
    lat: Float64Array.of(lat),
    entrances: null,
    residentsOnly: null,
  };
  const linkage = linkPoints(costs, point, options);
  const [unlinked = 0] = linkage.unlinked;
  if (unlinked !== 0) {
    const reason = UNLINKED_REASONS[unlinked];
    const away = distanceAway(itemAt(linkage.nearestStreetMm, 0));
    const advice = looksSwapped(costs.network, [lon, lat])
      ? "; is that latitude, longitude? Longitude comes first"
      : "";
    throw new NoAnswer(
      `(${lon}, ${lat}) joins no street: ${reason}; the nearest street is ${away} away${advice}`,
    );
  }
  return linkage;
}
