/**
 * How much a file may unfold to.
 *
 * Packed files hold far more than their bytes: an archive of 300 kB may ask for 300 MB, and a damaged number in a head for
 * more than there is. So readers add up what a file announces before they take memory for it, and refuse what passes a
 * bound; their time grows with the same sum. The bound is for a file, and whoever knows better raises it.
 */
import { statSync } from "node:fs";
import { InputFileError } from "./errors.js";
import { unreadable } from "./read-file.js";

/** What a caller may say of it. */
export interface ExpandedBytesOption {
  /**
   * Most bytes that the file may unfold to. Default: 1,000,000,000 for the cells of a raster; for all else 100 times the
   * file's size, and at least 32,000,000.
   */
  readonly maxExpandedBytes?: number | undefined;
}

/** Tables are packed to a tenth, now and then to a fiftieth. */
const RATIO = 100;
const LEAST = 32_000_000;
/** 10,000 × 10,000 cells of eight bytes, and what lies beside them in tiles. */
const RASTER = 1_000_000_000;

/** The bound for what `path` unfolds to. @throws {FileAccessError} if there is no such file */
export function expandedBound(path: string, { maxExpandedBytes }: ExpandedBytesOption): number {
  return maxExpandedBytes ?? Math.max(LEAST, RATIO * sizeOf(path));
}

/** The bound for the cells that are read of a raster. */
export function rasterBound({ maxExpandedBytes }: ExpandedBytesOption): number {
  return maxExpandedBytes ?? RASTER;
}

/** @throws {InputFileError} if `bytes` is more than `bound` */
export function requireExpanded(path: string, bytes: number, bound: number): void {
  if (bytes <= bound) return;
  throw new InputFileError(
    { path },
    `it unfolds to ${wholeText(bytes)} bytes or more, expected at most ${wholeText(bound)}: raise maxExpandedBytes if that is right`,
  );
}

function wholeText(bytes: number): string {
  return Math.round(bytes).toLocaleString("en-US");
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch (cause) {
    throw unreadable(path, cause);
  }
}
