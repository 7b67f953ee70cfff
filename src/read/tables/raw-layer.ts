/**
 * What a reader of one format gives: features as they stand in the file, not yet checked.
 */
import type { ExpandedBytesOption } from "../../base/expanded-bytes.js";
import type { ReadNote } from "../../base/notes.js";
import type { ChosenSource } from "./place-sources.js";

/** One row of a table or feature of a layer. */
export interface RawFeature {
  /** From 1, the header not counted. */
  readonly row: number;
  /** A geometry in the form of GeoJSON, in the coordinate system of the layer; null where there is none. */
  readonly geometry: unknown;
  /** Values by column name as it stands in the file. */
  readonly values: Readonly<Record<string, unknown>>;
}

export interface RawLayer {
  readonly features: readonly RawFeature[];
  /** The coordinate system as the file declares it: a name, well-known text or PROJJSON; null where it is silent. */
  readonly crs: string | null;
  /** How text was read, where its encoding was told by its look and is not UTF-8. */
  readonly guessedEncoding?: string | undefined;
  /** What the reader of the format passed over or supposed. */
  readonly notes?: readonly ReadNote[] | undefined;
  /** Of a table: the columns of its places, and others that hold coordinates too. */
  readonly places?: ChosenSource | undefined;
  /** Whether the format itself fixes WGS 84, as GeoJSON does. */
  readonly isWgs84?: boolean | undefined;
}

/** Columns of a table that hold the place of a row, where they have unusual names. */
export interface PlaceColumns {
  /** Longitude or easting, and latitude or northing, in the coordinate system of the layer. */
  readonly lon?: string | undefined;
  readonly lat?: string | undefined;
  /** Well-known text. */
  readonly wkt?: string | undefined;
  /** Both numbers in one text (`114.3,30.6`), longitude first, or latitude first. */
  readonly lonLat?: string | undefined;
  readonly latLon?: string | undefined;
}

/** What a file does not state itself: layer, coordinate system, encoding, columns. */
export interface LayerOptions extends ExpandedBytesOption {
  /** Layer or sheet, where a file holds several. */
  readonly layer?: string | undefined;
  /** Encoding of a table or shapefile, as `TextDecoder` calls it (`gbk`, `big5`); by default UTF-8, else as it looks. */
  readonly encoding?: string | undefined;
  /** Sign before the decimals in the numbers of a table of text; default a point, and asked about where a comma may be one. */
  readonly decimal?: "," | "." | undefined;
  /** Row of a table or sheet in which its head stands, from 1; default the first that looks like one. */
  readonly headerRow?: number | undefined;
  /** Texts of more bytes are streamed; default 500,000,000, since Node's strings end a little above. */
  readonly streamAboveBytes?: number | undefined;
  /** Coordinate system, in any way that `parseCrs` understands; overrides the file's own. */
  readonly crs?: string | undefined;
  /** Where the places of a table stand; by default in columns called `lon`, `lat`, `x`, `y`, `wkt` and the like. */
  readonly place?: PlaceColumns | undefined;
}
