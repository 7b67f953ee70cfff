/**
 * The form of a rule set, and the check of a file against it.
 *
 * Layer: standards. Imports data-check, errors.
 */
import { checkData, z } from "../data-check.js";
import { InputFileError } from "../errors.js";

const basis = z.strictObject({
  doc: z.string().min(1),
  no: z.string(),
  year: z.int().min(1900).max(2200),
  clause: z.string(),
});
const unit = z.enum(["m", "min"]);
const status = z.enum(["V", "H", "local", "assumption"]);

const tier = z.strictObject({
  id: z.string().min(1),
  value: z.number().positive(),
  unit,
  alternative: z.number().positive().optional(),
  status,
  basis,
});

const record = z.strictObject({
  id: z.string().min(1),
  value: z.number().positive(),
  unit,
  comparator: z.literal("<="),
  tier: z.string().min(1),
  service: z.string().min(1),
  group: z.string().min(1),
  need: z.enum(["need", "wish"]),
  scope: z.string(),
  basis,
  status,
  note: z.string().optional(),
});

const standard = z.strictObject({
  id: z.string().regex(/^[a-z0-9.-]+$/, "letters, digits, dots and hyphens are due"),
  version: z.string().min(1),
  title: z.strictObject({ en: z.string().min(1), zh: z.string().min(1) }),
  basis: z.enum(["distance", "time"]),
  notes: z.array(z.string()),
  tiers: z.array(tier),
  records: z.array(record).min(1),
});

/** One published figure: how far, for which service, and where it is written. */
export type StandardRecord = z.infer<typeof record>;
/** A named, versioned set of records. */
export type Standard = z.infer<typeof standard>;

/**
 * Checks parsed JSON against the form of a rule set.
 *
 * @throws {InputFileError} naming the place inside the file, what came and what was due
 */
export function checkStandard(path: string, value: unknown): Standard {
  const checked = checkData(path, standard, value);
  checkReferences(path, checked);
  return checked;
}

/** What the form alone cannot say: ids are unique, units fit the basis, records stand on tiers that exist. */
function checkReferences(path: string, { basis: onBasis, tiers, records }: Standard): void {
  const due = onBasis === "distance" ? "m" : "min";
  const tierIds = tiers.map(({ id }) => id);
  tiers.forEach((one, i) => {
    if (tierIds.indexOf(one.id) !== i)
      throw new InputFileError({ path }, `tiers.${i}.id: "${one.id}" comes twice`);
    requireUnit(path, `tiers.${i}`, one.unit, due, onBasis);
  });
  const seen = new Set<string>();
  records.forEach(({ id, unit: recordUnit, tier: tierId }, i) => {
    if (seen.has(id)) throw new InputFileError({ path }, `records.${i}.id: "${id}" comes twice`);
    seen.add(id);
    requireUnit(path, `records.${i}`, recordUnit, due, onBasis);
    if (!tierIds.includes(tierId)) {
      const known = tierIds.join(", ") || "none";
      throw new InputFileError(
        { path },
        `records.${i}.tier: there is no tier "${tierId}"; there are ${known}`,
      );
    }
  });
}

function requireUnit(path: string, at: string, came: string, due: string, onBasis: string): void {
  if (came === due) return;
  const problem = `${at}.unit: "${came}" in a rule set on the ${onBasis} basis, due is "${due}"`;
  throw new InputFileError({ path }, problem);
}
