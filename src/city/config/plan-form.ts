/**
 * The form of what a configuration asks of a plan for premises: money, years, quotas and what comes first.
 */
import { form, z } from "../../base/data-check.js";
import { NEVER_KINDS } from "../../siting/candidate-kinds.js";
import { MODES } from "../../siting/premises/premises.js";
import { serviceId } from "./own-services.js";

const quota = form({
  min: z.number().int().nonnegative().optional().describe("Least premises of the mode"),
  max: z.number().int().nonnegative().optional().describe("Most premises of the mode"),
});

/** Which kinds of places may be proposed for a new service. */
export const candidatesForm = form({
  hosts: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe(
      "Services whose places may take in another one; default those of data/tags/candidate-kinds.json",
    ),
  allow: z
    .union([z.literal("all"), z.array(z.enum(NEVER_KINDS as [string, ...string[]]))])
    .optional()
    .describe("Kinds of that file that may be proposed all the same, or all"),
  never: z
    .array(z.string().min(1))
    .optional()
    .describe("Further words of names, or tags as amenity=theatre, that are never proposed"),
});

/** What `plan` asks of premises, beside the table and the rooms. */
export const planForm = form({
  budget: z.number().nonnegative().optional().describe("Most that may be spent; every price must be known"),
  rentYears: z
    .number()
    .nonnegative()
    .optional()
    .describe("Years of rent within the budget, at most those of use; default 0"),
  maxPremises: z.number().int().nonnegative().optional().describe("Most premises taken; default no limit"),
  open: z
    .union([z.literal("all"), z.array(z.string().min(1))])
    .optional()
    .describe(
      "Facilities that open to outsiders before premises are chosen: ids, or all that are not open; default none",
    ),
  until: z.number().int().optional().describe("Rooms that are not ready by this year are out"),
  leastYears: z.number().nonnegative().optional().describe("Years that a room must serve; default 1"),
  modes: z
    .partialRecord(z.enum(MODES), quota)
    .optional()
    .describe("Least and most premises by mode: infill 补改, convert 转型, transfer 划转, allocate 配建"),
  worth: z
    .record(z.string(), z.number().nonnegative())
    .optional()
    .describe("What one person covered counts, by service; default the share of people who lack it"),
  first: z
    .array(serviceId)
    .optional()
    .describe(
      "Services that come first: a room that could serve people with one is not given to others alone",
    ),
});
