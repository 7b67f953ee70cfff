/**
 * Which answers could change with data from beyond the edge of what is known.
 *
 * A facility beyond the edge is at least as far as the edge in a straight line, so it cannot matter to a block whose
 * edge is farther than its nearest facility and than the limit. Known is what lies in the hull of the streets and, where
 * a study area is given, in the area and its buffer.
 *
 * Layer: access. Imports geo, units.
 */
import { type Area, distanceToEdgeM, liesInArea } from "../geo/area.js";
import { UNREACHED } from "../units.js";
import { type ServiceGaps, VERDICTS } from "./gap-report.js";
import type { Block } from "./places.js";

/** One service at the edge. */
export interface ServiceEdge {
  readonly service: string;
  /** 1 where the walk or the verdict could change, one entry a block. */
  readonly flagged: Uint8Array;
  /** Blocks so flagged, and those of them whose verdict could change: they are not met. */
  readonly blocks: number;
  readonly verdicts: number;
}

/** How near each block is to the edge of the data, and how many verdicts data from beyond it could change. */
export interface ReportEdge {
  /** Per block the straight line to the edge of what is known, metres; 0 beyond it. */
  readonly toEdgeM: Float64Array;
  /** In the order of the report. */
  readonly services: readonly ServiceEdge[];
}

/**
 * Straight line from each block to the edge of what is known.
 *
 * @param streets - hull of the streets
 * @param area - study area and buffer, or null where facilities are known as far as the streets
 */
export function distancesToEdgeM(
  blocks: readonly Block[],
  streets: Area,
  area: { readonly polygons: Area; readonly bufferM: number } | null,
): Float64Array {
  return Float64Array.from(blocks, ({ lon, lat }) => {
    const place = [lon, lat] as const;
    const ofStreets = liesInArea(streets, place) ? distanceToEdgeM(streets, place) : 0;
    // A straight line that leaves the area inside and the buffer outside is at least as long as both together.
    return area === null
      ? ofStreets
      : Math.min(ofStreets, distanceToEdgeM(area.polygons, place) + area.bufferM);
  });
}

/** Flags the blocks whose edge is nearer than both their nearest facility and the limit. */
export function edgeOf(
  services: readonly ServiceGaps[],
  toEdgeM: Float64Array,
  speedMps: number,
): ReportEdge {
  const met = VERDICTS.indexOf("met");
  return {
    toEdgeM,
    services: services.map(({ service, requirement, walkMm, verdict }) => {
      const limitM = requirement.basis === "distance" ? requirement.limit : requirement.limit * 60 * speedMps;
      const flagged = Uint8Array.from(toEdgeM, (edgeM, b) => {
        const walkM = walkMm[b] === UNREACHED ? Number.POSITIVE_INFINITY : walkMm[b]! / 1000;
        return edgeM < Math.min(limitM, walkM) ? 1 : 0;
      });
      const count = (counts: (block: number) => boolean) =>
        flagged.reduce((sum, flag, b) => sum + (flag === 1 && counts(b) ? 1 : 0), 0);
      return {
        service,
        flagged,
        blocks: count(() => true),
        verdicts: count((b) => verdict[b] !== met),
      };
    }),
  };
}
