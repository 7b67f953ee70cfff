/**
 * Places and people: facilities and residential blocks, whatever file they came from.
 */
import type { ReadNote } from "../base/notes.js";
import type { Area } from "../geo/area.js";

/** How far a source can be trusted to hold every facility of a service. */
export type Completeness = "complete" | "screening" | "incomplete";

/** A place that offers one or more services. */
export interface Facility {
  /** Unique in its set; `node/1`, `way/2` or `relation/3` from OpenStreetMap. */
  readonly id: string;
  /** Empty where unnamed. */
  readonly name: string;
  /** Names by language tag, where given. */
  readonly names: Readonly<Record<string, string>>;
  /** Service ids, at least one. */
  readonly services: readonly string[];
  /** Degrees. */
  readonly lon: number;
  readonly lat: number;
  /** `[lon, lat]` of entrances, main first; empty where none is known. */
  readonly entrances: readonly (readonly [number, number])[];
  /** Whether outsiders may use it; null where the data do not say. */
  readonly openToAll: boolean | null;
  /** Of a place that is not open to all: ids or names of blocks, or names of units, that it serves; absent where no list is given. */
  readonly serves?: readonly string[] | undefined;
  /** Estate and unit that it belongs to; absent where unknown. What is not open to all serves its estate, else its unit. */
  readonly estate?: string | undefined;
  readonly unit?: string | undefined;
  readonly areaM2: number | null;
  /** Places, beds or seats. */
  readonly capacity: number | null;
  /** Opening hours word for word as the source gives them, best in OpenStreetMap's syntax; absent where it gives none. */
  readonly openingHours?: string | undefined;
  /** Floors that it lies on, 0 the ground; absent where they are not known. It joins corridors of the same floor. */
  readonly levels?: readonly number[] | undefined;
  /** `osm`, `register`, or the name of the user's file. */
  readonly source: string;
  /** What it is by OpenStreetMap's main tags, as `amenity=library`; absent where the source has none. */
  readonly kinds?: readonly string[] | undefined;
  /** What its services were inferred from; absent where the source itself names them. */
  readonly evidence?: "name" | "type" | undefined;
}

/** The coordinate system a layer came in, and where that is stated; `nobody`: WGS 84 was assumed. */
export interface LayerSystem {
  readonly id: string;
  readonly word: "user" | "file" | "format" | "nobody";
}

/** Two facilities that may be one; both are kept. */
export interface SuspectedDuplicate {
  /** Ids of the two facilities. */
  readonly a: string;
  readonly b: string;
  readonly distanceM: number;
  readonly reason: string;
}

/**
 * All facilities of a study, how far their source can be trusted, and what their reader merged, left out or
 * assumed.
 */
export interface FacilitySet {
  readonly facilities: readonly Facility[];
  /** Per service id, how complete the source is for it. */
  readonly completeness: Readonly<Record<string, Completeness>>;
  readonly suspectedDuplicates: readonly SuspectedDuplicate[];
  /** How many records were merged into others. */
  readonly merged: number;
  /** Of the register, where there is one, or of all that were joined if they agree. */
  readonly system?: LayerSystem | undefined;
  /** Of each register by its source, where several that do not agree were joined. */
  readonly systems?: Readonly<Record<string, LayerSystem>> | undefined;
  readonly notes: readonly ReadNote[];
}

/** A residential block: a building, an estate, or any place where people live. */
export interface Block {
  /** Unique in its set. */
  readonly id: string;
  readonly name: string;
  /** Degrees. */
  readonly lon: number;
  readonly lat: number;
  /** `[lon, lat]` of entrances or gates, main first; empty where none is known. */
  readonly entrances: readonly (readonly [number, number])[];
  /** Null where unknown. */
  readonly residents: number | null;
  /** Whether `residents` was estimated from floor area. */
  readonly estimated: boolean;
  readonly households: number | null;
  /** People by age group, keys as the user gave them (e.g. `60+`, `0-2`); null where unknown. */
  readonly ages: Readonly<Record<string, number>> | null;
  /** Estate, community or place it belongs to; null where unknown. */
  readonly unit: string | null;
  /** Units it belongs to by level, where the source gives them. */
  readonly units?:
    | Readonly<Partial<Record<"estate" | "community" | "subdistrict" | "district" | "city", string>>>
    | undefined;
  /** Residential land; absent or null where unknown. */
  readonly areaM2?: number | null | undefined;
  /** What it covers on the map, where the source gives polygons. */
  readonly extent?: Area | undefined;
  /** Of which larger block this is a part, by a share of its people; see `disaggregateBlocks`. */
  readonly part?: { readonly of: string; readonly name: string; readonly share: number } | undefined;
}

/** All residential blocks of a study, with what their reader left out, mended or assumed. */
export interface BlockSet {
  /** Whom to name as the source, where somebody has to be named. */
  readonly attribution?: string | undefined;
  readonly blocks: readonly Block[];
  /** Of the user's table, where there is one. */
  readonly system?: LayerSystem | undefined;
  readonly notes: readonly ReadNote[];
}
