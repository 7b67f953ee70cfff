/**
 * The form of a rule set, and the check of a file against it.
 */
import { checkData, z } from "../base/data-check.js";
import { InputFileError } from "../base/errors.js";

const basis = z.strictObject({
  doc: z.string().min(1),
  no: z.string(),
  year: z.int().min(1900).max(2200),
  clause: z.string(),
});
const status = z.enum(["V", "H", "local", "assumption"]);

/** What a figure is a figure of; `walk` is how far, all others how much. */
const quantity = z.enum([
  "walk",
  "floorArea",
  "landArea",
  "width",
  "areaPer100Households",
  "landPer1000",
  "floorPer1000",
  "landPerPerson",
  "floorPerPerson",
  "floorPerBed",
  "landPerBed",
  "beds",
  "bedsPer1000",
  "placesPer1000",
  "count",
  "functions",
  "coreFunctions",
  "elderlyOrChildcare",
  "share",
  "speed",
  "stepsFactor",
  "slopeFactor",
  "maxSlope",
  "delay",
]);

const unit = z.enum([
  "m",
  "min",
  "m2",
  "m2/100hh",
  "m2/1000p",
  "m2/p",
  "m2/bed",
  "beds",
  "beds/1000",
  "places/1000",
  "count",
  "share",
  "m/s",
  "factor",
  "rise/run",
  "s",
]);

/** Lower and upper figure. */
const range = z.tuple([z.number().positive(), z.number().positive()]);

const tier = z.strictObject({
  id: z.string().min(1),
  /** Walk of the tier; null where it has none. */
  value: z.number().positive().nullable(),
  unit: z.enum(["m", "min"]),
  /** The lower of two published figures. */
  alternative: z.number().positive().optional(),
  population: range.optional(),
  dwellings: range.optional(),
  status,
  basis,
});

const record = z.strictObject({
  id: z.string().min(1),
  value: z.number().positive(),
  unit,
  comparator: z.enum(["<=", ">=", "="]),
  quantity: quantity.default("walk"),
  tier: z.string().min(1),
  /** A service; `complex`, `walk`, or `all` where the figure belongs to none. */
  service: z.string().min(1),
  group: z.string().min(1),
  need: z.enum(["need", "wish"]),
  scope: z.string(),
  /** Upper figure of a published range. */
  upTo: z.number().positive().optional(),
  /** In a local rule set: may be looser than the national figure. */
  relaxed: z.boolean().optional(),
  basis,
  status,
  note: z.string().optional(),
});

const indicator = z.strictObject({
  id: z.string().min(1),
  en: z.string().min(1),
  zh: z.string().min(1),
  level: z.enum(["estate", "community", "subdistrict", "district", "city"]),
  service: z.string().min(1),
  kind: z.enum(["failing-units", "share-of-units", "coverage"]),
  weight: z.enum(["population", "residentialArea", "dwellings", "units"]),
  basis,
  status,
});

const standard = z.strictObject({
  id: z.string().regex(/^[a-z0-9.-]+$/, "expected letters, digits, dots and hyphens"),
  version: z.string().min(1),
  /** Local figures count beside national ones only where they are stricter, or relaxation is allowed. */
  level: z.enum(["national", "local", "profile", "other"]).default("national"),
  title: z.strictObject({ en: z.string().min(1), zh: z.string().min(1) }),
  /** In what walks are measured; `none` where the rule set gives none. */
  basis: z.enum(["distance", "time", "none"]),
  notes: z.array(z.string()),
  /** Ascending. */
  tiers: z.array(tier),
  records: z.array(record).min(1),
  /** What a check-up reports by unit. */
  indicators: z.array(indicator).optional(),
});

/** One published figure: how far, for which service, and where it is written. */
export type StandardRecord = z.infer<typeof record>;
/** What a check-up counts or shares by unit. */
export type Indicator = z.infer<typeof indicator>;
/** A named, versioned set of records. */
export type Standard = z.infer<typeof standard>;

/**
 * Checks parsed JSON against the form of a rule set.
 *
 * @throws {InputFileError} naming the place inside the file, what came and what was expected
 */
export function checkStandard(path: string, value: unknown): Standard {
  const checked = checkData(path, standard, value);
  checkReferences(path, checked);
  return checked;
}

/** The form of rule files as JSON Schema, for editors and other tools. */
export function standardJsonSchema(): object {
  return { title: "living-circle rule set", ...z.toJSONSchema(standard, { io: "input" }) };
}

/** What the form alone cannot say: ids are unique, units fit the basis, records stand on tiers that exist. */
function checkReferences(path: string, { basis: onBasis, tiers, records }: Standard): void {
  const tierIds = tiers.map(({ id }) => id);
  tiers.forEach((one, i) => {
    if (tierIds.indexOf(one.id) !== i)
      throw new InputFileError({ path }, `tiers.${i}.id: "${one.id}" comes twice`);
    if (one.value !== null) requireUnit(path, `tiers.${i}`, one.unit, onBasis);
  });
  const seen = new Set<string>();
  records.forEach((one, i) => {
    if (seen.has(one.id)) throw new InputFileError({ path }, `records.${i}.id: "${one.id}" comes twice`);
    seen.add(one.id);
    if (one.quantity === "walk") requireWalk(path, `records.${i}`, one, onBasis);
    if (one.upTo !== undefined && one.upTo < one.value)
      throw new InputFileError({ path }, `records.${i}.upTo: ${one.upTo} lies below the value ${one.value}`);
    if (!tierIds.includes(one.tier)) {
      const tierList = tierIds.join(", ") || "none";
      throw new InputFileError(
        { path },
        `records.${i}.tier: there is no tier "${one.tier}"; there are ${tierList}`,
      );
    }
  });
}

function requireWalk(
  path: string,
  at: string,
  { unit: came, comparator }: StandardRecord,
  onBasis: string,
): void {
  requireUnit(path, at, came, onBasis);
  if (comparator !== "<=")
    throw new InputFileError({ path }, `${at}.comparator: "${comparator}" for a walk, expected "<="`);
}

function requireUnit(path: string, at: string, came: string, onBasis: string): void {
  const due = onBasis === "distance" ? "m" : onBasis === "time" ? "min" : "no walk";
  if (came === due) return;
  const problem = `${at}.unit: "${came}" in a rule set on the ${onBasis} basis, expected "${due}"`;
  throw new InputFileError({ path }, problem);
}
