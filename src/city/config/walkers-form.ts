/**
 * The part of a configuration that gives profiles their figures.
 */
import { form, oneOf, z } from "../../base/data-check.js";
import { PROFILES } from "../../network/profiles.js";
import { SMOOTHNESS } from "../../network/street-traits.js";

const seconds = z.number().nonnegative();

/** Figures of one profile, in place of its defaults. */
const walker = form({
  speedMps: z.number().positive().optional().describe("Metres a second on the flat"),
  stepsFactor: z
    .number()
    .positive()
    .nullable()
    .optional()
    .describe("How many times longer steps take than flat street; null: steps are not walked"),
  maxSlope: z
    .number()
    .positive()
    .nullable()
    .optional()
    .describe("Steepest street, rise over run, where heights are given or an incline is mapped; null: any"),
  crossings: form({
    signalS: seconds.describe("Seconds at a mapped crossing with signals"),
    majorS: seconds.describe("Without signals, over a trunk, primary or secondary road"),
    minorS: seconds.describe("Without signals, over any other"),
  })
    .nullable()
    .optional()
    .describe("What is waited at mapped crossings; default nothing"),
  raisedKerb: z
    .union([z.literal("closed"), seconds])
    .nullable()
    .optional()
    .describe("Raised kerbs: closed, or passed with so many seconds; null: as if they were not there"),
  liftS: seconds
    .nullable()
    .optional()
    .describe("What a lift takes, seconds; null: nothing beyond its length"),
  minWidthM: z
    .number()
    .positive()
    .nullable()
    .optional()
    .describe("Narrowest place that can be passed, metres, where widths are mapped; null: any"),
  worstSmoothness: oneOf(SMOOTHNESS)
    .nullable()
    .optional()
    .describe("Roughest surface that can be passed, where smoothness is mapped; null: any"),
});

/** One optional entry a profile, and one for all. */
function byProfile<Value extends z.ZodType>(value: Value) {
  const entries = ["all", ...Object.keys(PROFILES)].map((id) => [id, value.optional()] as const);
  return Object.fromEntries(entries) as Record<keyof typeof PROFILES | "all", z.ZodOptional<Value>>;
}

/** Figures of profiles, and of all. */
export const walkersForm = form(byProfile(walker));
