/**
 * Services of a city's own: declared under `services` among the ids that are judged, and used like those of the list.
 */
import { form, oneOf, z } from "../../base/data-check.js";
import { meantPerhaps } from "../../base/near-word.js";
import type { OwnService } from "../../places/own-service.js";
import { SERVICES } from "../../places/services.js";
import type { CityConfig } from "./load-config.js";

const SHIPPED = SERVICES.map(({ id }) => id);
const OWN_ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const text = z.string().min(1);

/** Id of a service: one of the list, or one of the city's own, which is checked when the whole file is read. */
export const serviceId = z.union([z.enum(SHIPPED), text]).describe("Id of a service");

/** How a service of a city's own is declared. */
export const ownServiceForm = form({
  id: z
    .string()
    .regex(OWN_ID, "an id has small letters, digits and hyphens, e.g. recycling")
    .refine((id) => id !== "all" && !SHIPPED.includes(id), {
      error: ({ input }) =>
        `"${input}" is a service already; its walk is given by a rule set under standards, expected another id`,
    })
    .describe("Small letters, digits and hyphens"),
  names: form({ en: text.describe("In English"), zh: text.describe("In Chinese") }).describe(
    "Names for readers; registers that use them are understood",
  ),
  group: z
    .string()
    .regex(/^(all|\d+\+|\d+-\d+)$/, "a group is all, or ages as 60+ or 0-2")
    .optional()
    .describe("Whom it is for: ages as the blocks give them, e.g. 60+; default all"),
  rule: form({
    metres: z.number().positive().optional().describe("Longest walk, metres"),
    minutes: z.number().positive().max(600).optional().describe("Longest walk, minutes; one of both"),
    need: oneOf(["need", "wish"]).optional().describe("Required or recommended; default need"),
    source: text.optional().describe("Document, number, year and clause"),
  })
    .refine(({ metres, minutes }) => (metres === undefined) !== (minutes === undefined), {
      error: "a rule gives one of metres and minutes",
    })
    .optional()
    .describe("Without a rule the service is walked and counted, and has no verdict"),
});

/** Services that a list names, and those that it declares. */
export interface NamedServices {
  /** Ids to judge, or `all`; undefined where the list only declares, or there is none. */
  readonly services: readonly string[] | undefined;
  readonly ownServices: readonly OwnService[];
}

/** Takes a list of services apart: what it declares is judged too, whatever else it names. */
export function namedServices(
  list: readonly (string | OwnService)[] | undefined,
  before: readonly OwnService[] = [],
): NamedServices {
  const declared = (list ?? []).filter((one) => typeof one !== "string");
  const ids = (list ?? []).filter((one) => typeof one === "string");
  const ownServices = [...before, ...declared];
  if (ids.length === 0) return { services: undefined, ownServices };
  return { services: [...ids, ...declared.map(({ id }) => id)], ownServices };
}

/** Ids of the services that a city knows: those of the list, and its own. */
export function knownServices({ ownServices = [] }: Pick<CityConfig, "ownServices">): string[] {
  return [...SHIPPED, ...ownServices.map(({ id }) => id)];
}

/** Where a configuration names a service, with the word of a register that it stands for, if any. */
interface NamedAt {
  readonly id: string;
  readonly at: readonly (string | number)[];
  readonly word?: string | undefined;
}

function* servicesNamed(config: Omit<CityConfig, "file" | "guesses">): Generator<NamedAt> {
  const { facilities = [], complete = [], services = [], demandPer1000 = {}, plan = {}, outputs } = config;
  for (const [i, layer] of facilities.entries()) {
    const at = ["facilities", i];
    if (layer.service !== undefined) yield { id: layer.service, at: [...at, "service"] };
    for (const [word, ids] of Object.entries(layer.services ?? {}))
      for (const id of [ids ?? []].flat()) yield { id, at: [...at, "services", word], word };
    for (const [column, id] of Object.entries(layer.counts ?? {}))
      yield { id, at: [...at, "counts", column] };
    if (typeof layer.completeness === "object")
      for (const id of Object.keys(layer.completeness)) yield { id, at: [...at, "completeness", id] };
  }
  for (const [i, id] of services.entries()) if (id !== "all") yield { id, at: ["services", i] };
  for (const [i, id] of complete.entries()) if (id !== "all") yield { id, at: ["complete", i] };
  for (const id of Object.keys(demandPer1000)) yield { id, at: ["demandPer1000", id] };
  for (const id of Object.keys(plan.worth ?? {})) yield { id, at: ["plan", "worth", id] };
  for (const [i, id] of (plan.first ?? []).entries()) yield { id, at: ["plan", "first", i] };
  if (outputs?.map !== undefined) yield { id: outputs.map, at: ["outputs", "map"] };
}

/** What is wrong with the services that a configuration names: declared twice, or nowhere. */
export function serviceProblems(
  config: Omit<CityConfig, "file" | "guesses">,
): { readonly at: readonly (string | number)[]; readonly message: string }[] {
  const known = knownServices(config);
  const twice = (config.ownServices ?? []).flatMap(({ id }, i, all) =>
    all.findIndex((one) => one.id === id) === i
      ? []
      : [{ at: ["services"], message: `"${id}" is declared twice` }],
  );
  const strangers = [...servicesNamed(config)].filter(({ id }) => !known.includes(id));
  return [
    ...twice,
    ...strangers.map(({ id, at, word }, i) => {
      const isFirst = strangers.findIndex((one) => one.id === id) === i;
      const perhaps = meantPerhaps(id, known);
      const message = `"${id}" is given${perhaps}; expected one of ${known.join(", ")}`;
      return {
        at,
        message: isFirst
          ? `${message}, or a service of your own:\n${declaration(id, word, config)}`
          : message,
      };
    }),
  ];
}

/** The lines of a configuration that declare a service. */
function declaration(
  id: string,
  word: string | undefined,
  { services }: Pick<CityConfig, "services">,
): string {
  const own = OWN_ID.test(id) ? id : "my-service";
  const named = services?.filter((one) => one !== id) ?? [];
  const lines = [
    named.length === 0 ? "services:" : "services:   # in place of the list that stands there",
    ...named.map((one) => `  - ${one}`),
    `  - id: ${own}`,
    `    names: { en: ${JSON.stringify(own)}, zh: ${JSON.stringify(word ?? id)} }`,
    "    group: all   # or the ages that it is for, as the blocks give them: 60+, 0-2",
    "    rule: { minutes: 15 }   # or { metres: 500 }; without a rule it is walked and counted, not judged",
  ];
  return lines.map((line) => `      ${line}`).join("\n");
}
