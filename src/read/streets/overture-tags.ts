/**
 * What Overture's segments say of walkers, as OpenStreetMap's tags: `road_flags`, `rail_flags`, `access_restrictions`, `names`.
 *
 * Source: Overture Maps schema, transportation segment, and its guide on scoping rules. What holds for part of a segment
 * (`between`) holds for all of it where it closes: nobody says which part is walked. A restriction with a heading and without
 * a mode is the one-way rule of vehicles.
 */

/** A tag with all values that parts of a segment have. */
type ManyTags = Readonly<Record<string, readonly string[]>>;

interface Restriction {
  readonly access_type?: unknown;
  readonly between?: unknown;
  readonly when?: {
    readonly during?: unknown;
    readonly heading?: unknown;
    readonly mode?: unknown;
    readonly using?: unknown;
    readonly recognized?: unknown;
    readonly vehicle?: unknown;
  } | null;
}

/** The tag for a flag. */
const FLAGS: Readonly<Record<string, string>> = {
  is_bridge: "bridge",
  is_tunnel: "tunnel",
  is_covered: "covered",
  is_indoor: "indoor",
  is_under_construction: "construction",
  is_abandoned: "abandoned",
};

/** Access words for whom a segment is open: by what they do there, and by who they are. */
const PURPOSES: Readonly<Record<string, string>> = {
  as_customer: "customers",
  at_destination: "destination",
  to_deliver: "delivery",
  to_farm: "agricultural",
  for_forestry: "forestry",
  as_permitted: "permit",
  as_private: "private",
  as_disabled: "private",
  as_employee: "employees",
  as_student: "private",
};

/** The tags of a segment; none where its values are not of an Overture segment. */
export function overtureTags(values: Readonly<Record<string, unknown>>): ManyTags {
  const flags = [...listOf(values.road_flags), ...listOf(values.rail_flags)] as {
    values?: unknown;
    between?: unknown;
  }[];
  const ofFlags = flags.flatMap(({ values: words, between }) =>
    listOf(words).flatMap((word): [string, readonly string[]][] => {
      const key = FLAGS[String(word)];
      return key === undefined ? [] : [[key, isSet(between) ? ["no", "yes"] : ["yes"]]];
    }),
  );
  const { primary } = objectOf(values.names) as { primary?: unknown };
  return {
    ...Object.fromEntries(ofFlags),
    ...accessTags(listOf(values.access_restrictions) as Restriction[]),
    ...(typeof primary === "string" ? { name: [primary] } : {}),
  };
}

function accessTags(restrictions: readonly Restriction[]): ManyTags {
  const tags: Record<string, readonly string[]> = {};
  for (const { access_type: type, when, between } of restrictions) {
    const { mode, heading, during, using, recognized, vehicle } = when ?? {};
    const modes = listOf(mode);
    const isOfWalkers = modes.includes("foot");
    if ((modes.length > 0 && !isOfWalkers) || isSet(vehicle)) continue;
    if (isSet(heading)) {
      if (isOfWalkers && type === "denied") tags["oneway:foot"] = [heading === "backward" ? "yes" : "-1"];
      continue;
    }
    const key = isOfWalkers ? "foot" : "access";
    const purpose = [...listOf(using), ...listOf(recognized)].map(
      (word) => PURPOSES[String(word)] ?? "private",
    );
    const word = type === "denied" ? "no" : (purpose[0] ?? (type === "designated" ? "designated" : "yes"));
    // What is denied to some is open to others.
    if (type === "denied" && purpose.length > 0) continue;
    if (typeof during === "string") {
      const earlier = tags[`${key}:conditional`]?.map((text) => `${text}; `).join("") ?? "";
      tags[`${key}:conditional`] = [`${earlier}${word} @ (${during})`];
    } else tags[key] = isSet(between) && type === "denied" ? ["yes", word] : [word];
  }
  return tags;
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** A list, also where a format without lists has written it as JSON. */
function listOf(value: unknown): readonly unknown[] {
  const parsed = typeof value === "string" ? parsedJson(value) : value;
  return Array.isArray(parsed) ? parsed : [];
}

function objectOf(value: unknown): object {
  const parsed = typeof value === "string" ? parsedJson(value) : value;
  return typeof parsed === "object" && parsed !== null ? parsed : {};
}

function parsedJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
