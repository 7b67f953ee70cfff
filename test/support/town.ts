/**
 * Small made-up towns for tests, laid out in metres around 0° E, 0° N.
 *
 * Lengths are given exactly in millimetres, so expected walks can be worked out by hand; coordinates are placed to
 * match within a centimetre.
 */
import { degreeLengths } from "../../src/geo/earth.js";
import type { PointSet } from "../../src/geo/point-set.js";
import { type AssembleOptions, assembleNetwork } from "../../src/network/assemble-network.js";
import { withSlope } from "../../src/network/slope.js";
import {
  BARRIER_KINDS,
  type BarrierKind,
  NO_BARRIERS,
  type StreetDraft,
} from "../../src/network/street-draft.js";
import type { WalkNetwork } from "../../src/network/walk-network.js";

const PER_DEGREE = degreeLengths(0);

/** Metres east and north of the origin → degrees, to 1e-7 as everywhere, so that equal places are equal. */
export function place(eastM: number, northM: number): [lon: number, lat: number] {
  return [
    Math.round((eastM / PER_DEGREE.lonM) * 1e7) / 1e7,
    Math.round((northM / PER_DEGREE.latM) * 1e7) / 1e7,
  ];
}

export interface TownStreet {
  /** Names of points, in walking order. */
  readonly over: readonly string[];
  readonly attributes?: number;
  readonly streetClass?: string;
  readonly name?: string;
  readonly wayId?: number;
}

export interface TownPlan {
  /** Metres east and north. */
  readonly points: Readonly<Record<string, readonly [number, number]>>;
  readonly streets: readonly TownStreet[];
  /** Bits of `NodeRole` by point name. */
  readonly roles?: Readonly<Record<string, number>>;
  readonly barriers?: readonly {
    kind: BarrierKind;
    line: readonly (readonly [number, number])[];
    name?: string;
  }[];
}

/** A street draft from a plan; pieces have their length in the plane, rounded to whole millimetres. */
export function townDraft(plan: TownPlan): StreetDraft {
  const pointNames = Object.keys(plan.points);
  const xy = pointNames.map((n) => plan.points[n]!);
  const indexOf = new Map(pointNames.map((n, i) => [n, i]));
  const classes = [...new Set(plan.streets.map((s) => s.streetClass ?? "residential"))].sort();
  const names = [
    "",
    ...new Set([...plan.streets, ...(plan.barriers ?? [])].map((s) => s.name ?? "").filter(Boolean)),
  ];
  const first = [0];
  const point: number[] = [];
  const lengthMm: number[] = [];
  for (const { over } of plan.streets) {
    for (let k = 0; k < over.length; k++) {
      const at = indexOf.get(over[k]!);
      if (at === undefined) throw new Error(`No point ${over[k]}`);
      const before = k === 0 ? undefined : xy[point[point.length - 1]!]!;
      lengthMm.push(
        before ? Math.round(1000 * Math.hypot(xy[at]![0] - before[0], xy[at]![1] - before[1])) : 0,
      );
      point.push(at);
    }
    first.push(point.length);
  }
  const lonLat = xy.map(([e, n]) => place(e, n));
  return {
    points: {
      count: pointNames.length,
      id: Float64Array.from(pointNames, (_, i) => i + 1),
      lonE7: Int32Array.from(lonLat, ([lon]) => Math.round(lon * 1e7)),
      latE7: Int32Array.from(lonLat, ([, lat]) => Math.round(lat * 1e7)),
      role: Uint8Array.from(pointNames, (n) => plan.roles?.[n] ?? 0),
    },
    lines: {
      count: plan.streets.length,
      first: Uint32Array.from(first),
      point: Uint32Array.from(point),
      wayId: Float64Array.from(plan.streets, (s, i) => s.wayId ?? i + 1),
      attributes: Uint16Array.from(plan.streets, (s) => s.attributes ?? 0),
      streetClass: Uint8Array.from(plan.streets, (s) => classes.indexOf(s.streetClass ?? "residential")),
      name: Uint32Array.from(plan.streets, (s) => names.indexOf(s.name ?? "")),
      lengthMm: Uint32Array.from(lengthMm),
    },
    classes,
    names,
    barriers: townBarriers(plan, names),
  };
}

/** The walking network of a plan. */
export function town(plan: TownPlan, options: AssembleOptions = {}): WalkNetwork {
  return assembleNetwork(townDraft(plan), options);
}

/** The same network over hills of some 20 m, so that walks cost differently there and back. */
export function onHills(network: WalkNetwork): WalkNetwork {
  if (network.edgeCount === 0) return network;
  return withSlope(network, (lon, lat) => {
    const [eastM, northM] = [lon * PER_DEGREE.lonM, lat * PER_DEGREE.latM];
    return 12 * Math.sin(eastM / 60) + 9 * Math.cos(northM / 45);
  });
}

/** Streets on a square grid; point "c,r" stands `c` columns east and `r` rows north. */
export function gridPlan({
  columns,
  rows,
  spacingM,
}: {
  columns: number;
  rows: number;
  spacingM: number;
}): TownPlan {
  const points: Record<string, [number, number]> = {};
  const streets: TownStreet[] = [];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) points[`${c},${r}`] = [c * spacingM, r * spacingM];
  }
  for (let r = 0; r < rows; r++) {
    streets.push({ over: Array.from({ length: columns }, (_, c) => `${c},${r}`), name: `Row ${r}` });
  }
  for (let c = 0; c < columns; c++) {
    streets.push({ over: Array.from({ length: rows }, (_, r) => `${c},${r}`), name: `Column ${c}` });
  }
  return { points, streets };
}

/** Points at metres east and north. */
export function pointsAt(places: readonly (readonly [number, number])[]): PointSet {
  const lonLat = places.map(([e, n]) => place(e, n));
  return {
    lon: Float64Array.from(lonLat, ([lon]) => lon),
    lat: Float64Array.from(lonLat, ([, lat]) => lat),
    entrances: null,
    residentsOnly: null,
  };
}

function townBarriers({ barriers = [] }: TownPlan, names: readonly string[]) {
  if (barriers.length === 0) return NO_BARRIERS;
  const first = [0];
  const lonLat: [number, number][] = [];
  for (const { line } of barriers) {
    for (const [e, n] of line) lonLat.push(place(e, n));
    first.push(lonLat.length);
  }
  return {
    count: barriers.length,
    first: Uint32Array.from(first),
    lonE7: Int32Array.from(lonLat, ([lon]) => Math.round(lon * 1e7)),
    latE7: Int32Array.from(lonLat, ([, lat]) => Math.round(lat * 1e7)),
    kind: Uint8Array.from(barriers, (b) => BARRIER_KINDS.indexOf(b.kind)),
    name: Uint32Array.from(barriers, (b) => names.indexOf(b.name ?? "")),
  };
}
