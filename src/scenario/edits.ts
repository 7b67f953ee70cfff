/**
 * What if: edits of streets and facilities, as plain data.
 *
 * Layer: scenario. Imports data-check.
 */
import { z } from "../data-check.js";

const lon = z.number().min(-180).max(180);
const lat = z.number().min(-90).max(90);
const line = z.array(z.tuple([lon, lat])).min(2);
const id = z.string().min(1);
const amount = z.number().min(0);

/** One edit; a list of them is a scenario. Lines are `[lon, lat]` in degrees. */
export const EDIT_SCHEMA = z.discriminatedUnion("do", [
  z.strictObject({
    do: z.literal("add-street"),
    line,
    /** A bridge meets streets at its ends alone; the others wherever a point of the line lies on one. */
    kind: z.enum(["street", "bridge", "crossing", "gate"]).optional(),
    name: z.string().optional(),
  }),
  /** By OpenStreetMap's number of the way, or by a line that crosses what is closed. */
  z.strictObject({ do: z.literal("close-street"), wayId: z.number().optional(), line: line.optional() }),
  z.strictObject({
    do: z.literal("add-facility"),
    id,
    name: z.string().optional(),
    services: z.array(id).min(1),
    lon,
    lat,
    areaM2: amount.optional(),
    places: amount.optional(),
  }),
  z.strictObject({ do: z.literal("close-facility"), id }),
  z.strictObject({ do: z.literal("move-facility"), id, lon, lat }),
  z.strictObject({
    do: z.literal("enlarge-facility"),
    id,
    areaM2: amount.optional(),
    places: amount.optional(),
  }),
]);

export const SCENARIO_SCHEMA = z.array(EDIT_SCHEMA);

/**
 * One edit: `add-street`, `close-street`, `add-facility`, `close-facility`, `move-facility` or `enlarge-
 * facility`.
 */
export type ScenarioEdit = z.infer<typeof EDIT_SCHEMA>;
