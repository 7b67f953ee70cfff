/**
 * The study area: which blocks are judged, which facilities count, and what lies outside.
 */
import { type Area, distanceToEdgeM, liesInArea } from "../geo/area.js";
import type { Block, BlockSet, FacilitySet } from "./places.js";

/** Facilities up to a kilometre outside may serve people inside; an assumption. */
export const DEFAULT_BUFFER_M = 1000;

/** The area whose blocks are judged. */
export interface StudyArea {
  /** As a reader would call it. */
  readonly name: string;
  readonly polygons: Area;
  /** Facilities this far outside still count, metres; default 1000, or the longest walk of the rules if that is more. */
  readonly bufferM?: number | undefined;
}

/** What a study area left out; counted, not judged. */
export interface Outside {
  /** Blocks as they were given: one that was spread counts once, and not at all if a part of it lies inside. */
  readonly blocks: number;
  /** Residents out there as far as they are known, those of blocks partly inside too. */
  readonly residents: number;
  readonly blocksWithoutResidents: number;
  /** Households likewise. */
  readonly households: number;
  readonly facilities: number;
}

/** A study area as it was used. */
export interface ReportArea extends StudyArea {
  readonly bufferM: number;
  readonly outside: Outside;
}

/**
 * Keeps the blocks inside the area, and the facilities inside it or its buffer.
 *
 * A block lies where its point lies, however large it is. Streets are not cut: those outside can only shorten walks.
 */
export function cutToArea(
  { blocks, facilities }: { readonly blocks: BlockSet; readonly facilities: FacilitySet },
  { polygons, bufferM }: { readonly polygons: Area; readonly bufferM: number },
): { blocks: BlockSet; facilities: FacilitySet; outside: Outside } {
  const inside = blocks.blocks.filter(({ lon, lat }) => liesInArea(polygons, [lon, lat]));
  const nearFacilities = facilities.facilities.filter(
    ({ lon, lat }) => liesInArea(polygons, [lon, lat]) || distanceToEdgeM(polygons, [lon, lat]) <= bufferM,
  );
  const insideIds = new Set(inside.map(({ id }) => id));
  const left = blocks.blocks.filter(({ id }) => !insideIds.has(id));
  const judged = new Set(inside.map(wholeId));
  const wholly = left.filter((block) => !judged.has(wholeId(block)));
  const countOf = (blocks: readonly Block[]) => new Set(blocks.map(wholeId)).size;
  const nearIds = new Set(nearFacilities.map(({ id }) => id));
  return {
    blocks: { ...blocks, blocks: inside },
    facilities: {
      ...facilities,
      facilities: nearFacilities,
      suspectedDuplicates: facilities.suspectedDuplicates.filter(
        ({ a, b }) => nearIds.has(a) && nearIds.has(b),
      ),
    },
    outside: {
      blocks: countOf(wholly),
      residents: left.reduce((sum, { residents }) => sum + (residents ?? 0), 0),
      blocksWithoutResidents: countOf(wholly.filter(({ residents }) => residents === null)),
      households: left.reduce((sum, { households }) => sum + (households ?? 0), 0),
      facilities: facilities.facilities.length - nearFacilities.length,
    },
  };
}

/** The block that a part stands for, or the block itself. */
function wholeId({ id, part }: Block): string {
  return part?.of ?? id;
}
