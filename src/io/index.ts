/**
 * Formats in and out besides OpenStreetMap: tables and layers of places, and files written whole.
 *
 * @module living-circle/io
 */
export { COLUMN_NAMES, type UserColumns } from "./columns.js";
export { joinRegisters } from "./join-registers.js";
export { LAYER_FORMATS, type LayerFormat, type ResultLayer } from "./layer-columns.js";
export type { ReadBlocksOptions } from "./read-blocks.js";
export { readBlocks } from "./read-blocks.js";
export { readCsv } from "./read-csv.js";
export type { ReadFacilitiesOptions } from "./read-facilities.js";
export { combineFacilities, readFacilities } from "./read-facilities.js";
export type { IdTable } from "./read-id-table.js";
export { readIdTable } from "./read-id-table.js";
export { readLedgerRun } from "./read-ledger-run.js";
export type { NamedAmounts, NamedLabels, NamedMatrix } from "./read-matrix.js";
export { readAmounts, readLabels, readMatrix } from "./read-matrix.js";
export type { OrLibraryFile } from "./read-or-library.js";
export { readOrLibrary } from "./read-or-library.js";
export { readPremises } from "./read-premises.js";
export type { ServiceRules } from "./register-services.js";
export { requireService } from "./service-words.js";
export type { TableRules } from "./table-rules.js";
export { watchParts, writeFileWhole } from "./write-file.js";
export { writeLayers } from "./write-layers.js";
