/**
 * Edits laid over streets and facilities that stay as they are.
 *
 * What is added can only help: old links and old walks all remain (`network/overlay.ts`). Closing a street or a
 * facility, or moving one, may lengthen walks.
 *
 * Layer: scenario. Imports network, types of access, errors.
 */
import type { Facility, FacilitySet } from "../access/places.js";
import { InvalidInputError } from "../errors.js";
import { type NewStreet, overlayNetwork } from "../network/overlay.js";
import { overlayLinker, type PointLinker } from "../network/overlay-links.js";
import type { WalkNetwork } from "../network/walk-network.js";
import type { ScenarioEdit } from "./edits.js";

/** Streets and facilities after the edits, to be analysed as any others. */
export interface Scenario {
  readonly network: WalkNetwork;
  readonly facilities: FacilitySet;
  /** Links points so that nothing which was linked before is lost; for `analyzeLivingCircle`. */
  readonly link: PointLinker;
  /** Edges that were closed. */
  readonly closedEdges: readonly number[];
}

/**
 * Applies edits in order.
 *
 * @throws {InvalidInputError} naming the edit, if a facility or street that it names does not exist, or an id is taken
 *
 * @example
 * const { network, facilities, link } = applyScenario(streets, register, [{ do: "close-facility", id: "c7" }]);
 */
export function applyScenario(
  network: WalkNetwork,
  facilities: FacilitySet,
  edits: readonly ScenarioEdit[],
): Scenario {
  let list: readonly Facility[] = facilities.facilities;
  const add: NewStreet[] = [];
  const closed = new Set<number>();
  edits.forEach((edit, i) => {
    if (edit.do === "add-street") {
      add.push({
        line: edit.line,
        endsOnly: edit.kind === "bridge",
        ...(edit.name === undefined ? {} : { name: edit.name }),
      });
    } else if (edit.do === "close-street") {
      for (const edge of edgesToClose(network, edit, i)) closed.add(edge);
    } else list = withFacility(list, edit, i);
  });
  const overlay = overlayNetwork(network, { add, close: [...closed].sort((a, b) => a - b) });
  return {
    network: overlay.network,
    facilities: { ...facilities, facilities: list },
    link: overlayLinker(overlay),
    closedEdges: [...overlay.closed],
  };
}

type FacilityEdit = Exclude<ScenarioEdit, { do: "add-street" | "close-street" }>;

function withFacility(list: readonly Facility[], edit: FacilityEdit, i: number): Facility[] {
  const at = list.findIndex(({ id }) => id === edit.id);
  if (edit.do === "add-facility") {
    if (at >= 0) throw new InvalidInputError(`Edit ${i}: there is a facility "${edit.id}" already`);
    const { id, name = "", services, lon, lat, areaM2 = null, places = null } = edit;
    const facility = {
      id,
      name,
      names: {},
      services,
      lon,
      lat,
      entrances: [],
      openToAll: null,
      areaM2,
      places,
    };
    return [...list, { ...facility, source: "scenario" }];
  }
  if (at < 0) throw new InvalidInputError(`Edit ${i}: there is no facility "${edit.id}"`);
  const old = list[at]!;
  switch (edit.do) {
    case "close-facility":
      return list.filter((_, k) => k !== at);
    case "move-facility":
      return list.with(at, { ...old, lon: edit.lon, lat: edit.lat, entrances: [] });
    case "enlarge-facility":
      return list.with(at, {
        ...old,
        areaM2: edit.areaM2 ?? old.areaM2,
        places: edit.places ?? old.places,
      });
  }
}

function edgesToClose(
  network: WalkNetwork,
  {
    wayId,
    line,
  }: { readonly wayId?: number | undefined; readonly line?: readonly [number, number][] | undefined },
  i: number,
): number[] {
  if ((wayId === undefined) === (line === undefined)) {
    throw new InvalidInputError(`Edit ${i}: close-street needs either a wayId or a line`);
  }
  const found: number[] = [];
  for (let e = 0; e < network.edgeCount; e++) {
    if (wayId !== undefined ? network.edgeWayId[e] === wayId : crosses(network, e, line!)) found.push(e);
  }
  if (found.length > 0) return found;
  const said = wayId === undefined ? "the line crosses no street" : `no street has the way number ${wayId}`;
  throw new InvalidInputError(`Edit ${i}: ${said}`);
}

/** Whether a line crosses an edge. */
function crosses(network: WalkNetwork, edge: number, line: readonly (readonly [number, number])[]): boolean {
  const { firstShape, shapeLonE7, shapeLatE7 } = network;
  for (let s = firstShape[edge]! + 1; s < firstShape[edge + 1]!; s++) {
    const a = [shapeLonE7[s - 1]! / 1e7, shapeLatE7[s - 1]! / 1e7] as const;
    const b = [shapeLonE7[s]! / 1e7, shapeLatE7[s]! / 1e7] as const;
    for (let k = 1; k < line.length; k++) if (meet(a, b, line[k - 1]!, line[k]!)) return true;
  }
  return false;
}

type Place = readonly [number, number];

function meet(a: Place, b: Place, c: Place, d: Place): boolean {
  const side = (p: Place, q: Place, r: Place) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}
