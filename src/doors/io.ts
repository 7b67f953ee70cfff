/**
 * Tables, layers and rasters of places, and files written whole.
 *
 * @module living-circle/io
 */

// Read places and people.
export { COLUMN_NAMES, type ColumnMeaning } from "../read/tables/column-names.js";
export type { UserColumns } from "../read/tables/columns.js";
export {
  readFacilities,
  combineFacilities,
  type ReadFacilitiesOptions,
} from "../read/places/read-facilities.js";
export { joinRegisters } from "../places/join-registers.js";
export { readBlocks, type ReadBlocksOptions } from "../read/places/read-blocks.js";
export { readPopulationRaster } from "../read/rasters/read-population-raster.js";
export { sumRaster } from "../read/rasters/sum-raster.js";
export { readPremises, type PremisesSet, type ReadPremisesOptions } from "../read/places/read-premises.js";
export type { PremisesMeaning } from "../read/places/premises-words.js";
export type { OwnRule, OwnService } from "../places/own-service.js";
export { openingHoursAt, type OpeningHoursOptions } from "../read/places/opening-hours.js";
export { parseStudyTime, type StudyTime } from "../places/study-time.js";
export { parseCrs } from "../crs/parse-crs.js";
export type {
  Block,
  BlockSet,
  Completeness,
  Facility,
  FacilitySet,
  LayerSystem,
  SuspectedDuplicate,
} from "../places/places.js";
export type { ReadNote, ReadOutcome } from "../base/notes.js";
export type { Cell, TableRules } from "../read/tables/table-rules.js";
export type { ServiceRules } from "../read/places/register-services.js";
export type { LayerOptions, PlaceColumns } from "../read/tables/raw-layer.js";
export type { Area } from "../geo/area.js";
export type { LonLat } from "../geo/polygon-point.js";
export type { RasterOptions } from "../read/rasters/open-raster.js";
export type { Means, Mode, Owner, Premises } from "../siting/premises/premises.js";
export type { OpenState } from "../coverage/apply-opening-hours.js";
export type { Crs } from "../crs/crs.js";

// Read plain tables.
export { readCsv, type CsvTable } from "../read/tables/read-csv.js";
export {
  readTable,
  type PlainTable,
  type PlainTableOptions,
  type TableSource,
} from "../read/tables/plain-table.js";
export { readIdTable, type IdTable } from "../read/tables/read-id-table.js";
export {
  readMatrix,
  readAmounts,
  readLabels,
  type NamedAmounts,
  type NamedLabels,
  type NamedMatrix,
} from "../read/tables/read-matrix.js";
export { readOrLibrary, type OrLibraryFile } from "../read/tables/read-or-library.js";
export { readLedgerRun } from "../read/tables/read-ledger-run.js";
export type { TravelMatrix } from "../measures/travel-matrix.js";
export type { LedgerEntry, LedgerRun } from "../coverage/compare-ledgers.js";

// Write.
export { LAYER_FORMATS, type LayerFormat, type ResultLayer } from "../write/layer-columns.js";
export { writeLayers } from "../write/write-layers.js";
export { writeFileWhole } from "../base/write-file.js";
