/**
 * What if: edits of streets and facilities, as plain data.
 */
import { shown } from "../base/check-call.js";
import { form, oneOf, z } from "../base/data-check.js";
import { meantPerhaps } from "../base/near-word.js";
import { SERVICES } from "../places/services.js";

// In whatever system the edits are; in degrees they are checked once they are brought into WGS 84.
const lon = z.number();
const lat = z.number();
const line = z
  .array(z.tuple([lon, lat]).readonly())
  .min(2)
  .readonly();
const id = z.string().min(1);
const amount = z.number().min(0);

/** One edit; a list of them is a scenario. Lines are `[lon, lat]` in degrees, or in the system that the scenario names. */
const EDIT_FORMS = [
  form({
    do: z.literal("add-street"),
    line,
    /** A bridge meets streets at its ends alone; the others wherever a point of the line lies on one. */
    kind: oneOf(["street", "bridge", "crossing", "gate"]).optional(),
    name: z.string().optional(),
  }),
  /**
   * By OpenStreetMap's number of the way, by a line that crosses what is closed, or by the node at which it ends; with a
   * kind only what is mapped as such is closed.
   */
  form({
    do: z.literal("close-street"),
    kind: oneOf(["street", "bridge", "crossing"]).optional(),
    wayId: z.number().optional(),
    line: line.optional(),
    nodeId: z.number().optional(),
  }),
  /** By OpenStreetMap's number of the node: a closed gate lets everybody pass, an open one nobody. */
  form({ do: z.literal("open-gate"), nodeId: z.number() }),
  form({ do: z.literal("close-gate"), nodeId: z.number() }),
  form({
    do: z.literal("add-facility"),
    id,
    name: z.string().optional(),
    /** Ids; those that a city declares are known to that city. */
    services: z
      .array(z.union([z.enum(SERVICES.map((service) => service.id)), z.string().min(1)]))
      .min(1)
      .readonly(),
    lon,
    lat,
    areaM2: amount.optional(),
    capacity: amount.optional(),
    /** Older name of `capacity`. */
    places: amount.optional(),
    openingHours: z.string().optional(),
  }),
  form({ do: z.literal("close-facility"), id }),
  /** Opens a place that serves its own people alone to everybody; with `serves`, to the blocks and units of that list. */
  form({
    do: z.literal("open-facility"),
    id,
    serves: z.array(z.string().min(1)).min(1).readonly().optional(),
  }),
  form({ do: z.literal("move-facility"), id, lon, lat }),
  form({
    do: z.literal("enlarge-facility"),
    id,
    areaM2: amount.optional(),
    capacity: amount.optional(),
    /** Older name of `capacity`. */
    places: amount.optional(),
  }),
  /** Opening hours as OpenStreetMap writes them, e.g. `Mo-Fr 11:30-13:00`; null: not known. */
  form({ do: z.literal("change-hours"), id, openingHours: z.string().min(1).nullable() }),
] as const;

const EDIT_SCHEMA = z.discriminatedUnion("do", EDIT_FORMS, {
  error: ({ input }) => {
    if (typeof input !== "object" || input === null) return `${shown(input)} is given; expected an object`;
    const given = "do" in input ? input.do : undefined;
    const known = EDIT_FORMS.map(({ shape }) => shape.do.value);
    return `${given === undefined ? "nothing" : shown(given)} is given${meantPerhaps(String(given), known)}; expected one of ${known.join(", ")}`;
  },
});

/** A list of edits, alone or with the coordinate system of its places. */
export const SCENARIO_SCHEMA = z.union([
  z.array(EDIT_SCHEMA),
  form({
    crs: z.string().min(1).optional().describe("Coordinate system of the places; must be given in China"),
    edits: z.array(EDIT_SCHEMA),
  }),
]);

/**
 * One edit: of streets `add-street`, `close-street`, `open-gate`, `close-gate`; of facilities `add-facility`,
 * `close-facility`, `open-facility`, `move-facility`, `enlarge-facility`, `change-hours`.
 */
export type ScenarioEdit = z.infer<typeof EDIT_SCHEMA>;

/** The edits of streets; all others are of facilities. */
export type StreetEdit = Extract<
  ScenarioEdit,
  { do: "add-street" | "close-street" | "open-gate" | "close-gate" }
>;

export type FacilityEdit = Exclude<ScenarioEdit, StreetEdit>;

/** JSON Schema (draft 2020-12) of a scenario file, as shipped in data/schema/scenario.schema.json. */
export function scenarioJsonSchema(): object {
  return { title: "living-circle scenario", ...z.toJSONSchema(SCENARIO_SCHEMA, { io: "input" }) };
}
