/**
 * What the reader of registers takes, against which its arguments are checked.
 */
import {
  aList,
  anObject,
  anything,
  aRecord,
  aText,
  checkCall,
  either,
  orNull,
} from "../../base/check-call.js";
import { FACILITY_SET } from "../../places/place-forms.js";
import { FILE, LAYER_FORMS, LAYER_KEYS, type LayerKeys, TABLE_FORMS } from "../tables/reader-forms.js";
import type { ReadFacilitiesOptions } from "./read-facilities.js";
import { checkServiceRules } from "./register-services.js";

const FACILITIES_OPTIONS = anObject<ReadFacilitiesOptions & LayerKeys>({
  ...LAYER_FORMS,
  ...LAYER_KEYS,
  ...TABLE_FORMS,
  service: aText,
  services: aRecord(orNull(either(aText, aList(aText)))),
  own: aList(anything),
  counts: aRecord(aText),
  completeness: either(aText, aRecord(aText)),
});

/** @throws {InvalidInputError} if an argument of `combineFacilities` is of another type */
export function checkCombined(osm: unknown, register: unknown, complete: unknown, own: unknown): void {
  checkCall(
    "combineFacilities",
    ["osm", osm, FACILITY_SET],
    ["register", register, orNull(FACILITY_SET)],
    ["complete", complete, aList(aText)],
    ["own", own, aList(anything)],
  );
}

/** @throws {InvalidInputError} if an argument of `readFacilities` is of another type, or a service does not exist */
export function checkRegister(path: unknown, options: ReadFacilitiesOptions): void {
  checkCall("readFacilities", ["path", path, FILE], ["options", options, FACILITIES_OPTIONS]);
  checkServiceRules(options);
}
