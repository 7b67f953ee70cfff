/**
 * Formats in and out besides OpenStreetMap: tables and layers of places, and files written whole.
 *
 * @module living-circle/io
 */

export { watchParts, writeFileWhole } from "../base/write-file.js";
export { joinRegisters } from "../places/join-registers.js";
export type { ReadBlocksOptions } from "../read/places/read-blocks.js";
export { readBlocks } from "../read/places/read-blocks.js";
export type { ReadFacilitiesOptions } from "../read/places/read-facilities.js";
export { combineFacilities, readFacilities } from "../read/places/read-facilities.js";
export { readPremises } from "../read/places/read-premises.js";
export type { ServiceRules } from "../read/places/register-services.js";
export { requireService } from "../read/places/service-words.js";
export { COLUMN_NAMES, type UserColumns } from "../read/tables/columns.js";
export { readCsv } from "../read/tables/read-csv.js";
export type { IdTable } from "../read/tables/read-id-table.js";
export { readIdTable } from "../read/tables/read-id-table.js";
export { readLedgerRun } from "../read/tables/read-ledger-run.js";
export type { NamedAmounts, NamedLabels, NamedMatrix } from "../read/tables/read-matrix.js";
export { readAmounts, readLabels, readMatrix } from "../read/tables/read-matrix.js";
export type { OrLibraryFile } from "../read/tables/read-or-library.js";
export { readOrLibrary } from "../read/tables/read-or-library.js";
export type { TableRules } from "../read/tables/table-rules.js";
export { LAYER_FORMATS, type LayerFormat, type ResultLayer } from "../write/layer-columns.js";
export { writeLayers } from "../write/write-layers.js";
