/**
 * What sets of blocks and facilities are known by, where public calls check their arguments.
 */
import { type Expected, that } from "../base/check-call.js";

export const FACILITY_SET = setOf("facilities", "readFacilities");

export const BLOCK_SET = setOf("blocks", "readBlocks");

function setOf(list: "facilities" | "blocks", maker: string): Expected {
  return that(`${list}, as ${maker} gives them`, (value) => {
    const isObject = typeof value === "object" && value !== null;
    const places = isObject && list in value ? (value as Readonly<Record<string, unknown>>)[list] : null;
    return Array.isArray(places) && places.every((one) => typeof one === "object" && one !== null);
  });
}
