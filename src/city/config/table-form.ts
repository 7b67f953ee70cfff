/**
 * What the configuration of a city says of any file, of a raster and of a table of places.
 */
import { form, z } from "../../base/data-check.js";
import { COLUMN_NAMES, type ColumnMeaning } from "../../read/tables/column-names.js";

const text = z.string().min(1);
const cell = z.union([z.string(), z.number(), z.boolean()]);
const meanings = Object.keys(COLUMN_NAMES) as ColumnMeaning[];

/** One optional entry a meaning. */
function byMeaning<Value extends z.ZodType>(value: Value) {
  const entries = meanings.map((meaning) => [meaning, value.optional()] as const);
  return Object.fromEntries(entries) as Record<ColumnMeaning, z.ZodOptional<Value>>;
}

/** What any file says of itself. */
export const fileShape = {
  file: text.describe("Path, relative to `data`, else to the folder of this file"),
  layer: text.optional().describe("Layer or sheet, where the file holds several"),
  encoding: text
    .optional()
    .describe("Encoding of a table or shapefile, e.g. gbk or big5; default UTF-8, else as it looks"),
  crs: text
    .optional()
    .describe("Coordinate system, e.g. EPSG:4547, GCJ-02; must be given for a table in China"),
  maxExpandedBytes: z
    .number()
    .int()
    .positive()
    .optional()
    .describe(
      "Most bytes that a packed file may unfold to; default 100 times its size and at least 32,000,000, for the cells of a raster 1,000,000,000",
    ),
  source: text.optional().describe("Who published the data"),
  licence: text.optional().describe("Licence or attribution; printed with every result"),
  date: text.optional().describe("Of when the data are"),
};

/** A GeoTIFF. */
export const rasterShape = (says: string) => ({
  file: text.describe(says),
  crs: fileShape.crs,
  maxExpandedBytes: fileShape.maxExpandedBytes,
  source: fileShape.source,
  licence: fileShape.licence,
  date: fileShape.date,
});

const ages = z
  .record(z.string(), z.union([text, z.array(text).min(1)]))
  .describe("Age groups, each with its column or the columns summed for it");

/** Columns of the places of a table. */
export const placeShape = {
  lon: text.optional().describe("Longitude or easting; default a column called lon, x and the like"),
  lat: text.optional().describe("Latitude or northing; default a column called lat, y and the like"),
  lonLat: text.optional().describe("Both in one text, longitude first, as 114.3,30.6"),
  latLon: text.optional().describe("Both in one text, latitude first"),
  wkt: text.optional().describe("Well-known text; default a column called wkt, geometry and the like"),
};

/** How a table of text, or a sheet, is written. */
export const textShape = {
  decimal: z
    .enum([",", "."])
    .optional()
    .describe(
      "Sign before the decimals in a table of text; default a point, and asked about where it may be a comma",
    ),
  headerRow: z
    .number()
    .int()
    .positive()
    .optional()
    .describe("Row in which the head of the table stands, from 1; default the first that looks like one"),
};

/** What a table of places says besides. */
export const tableShape = {
  ...fileShape,
  columns: form({ ...byMeaning(text.nullable()), ages: ages.optional(), ...placeShape })
    .optional()
    .describe("Which column means what, where its name does not say so; null where none does"),
  ...textShape,
  ignore: z
    .array(text)
    .optional()
    .describe("Columns that are passed over on purpose, whatever their names say"),
  constants: form(byMeaning(cell)).optional().describe("What holds where a row itself says nothing"),
  numbers: z
    .record(z.string(), z.number().nonnegative().nullable())
    .optional()
    .describe("Words where a number is expected, each with the number meant; null for none"),
  where: z
    .record(z.string(), z.union([cell, z.array(cell).min(1)]))
    .optional()
    .describe("Only rows with one of these values in each of these columns"),
};
