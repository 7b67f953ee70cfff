/**
 * The form of a file of report data: which parts it has, and of what kind each is.
 *
 * Parts that are not known are passed over, so that data of a later version can be read.
 */
import { z } from "../../base/data-check.js";

const text = z.string();
const number = z.number();
const amount = number.nullable();
const words = z.looseObject({ en: text, zh: text });
const record = z.record(z.string(), z.unknown());
const split = z.looseObject({ met: number, gap: number, unknown: number });
const share = z.looseObject({ numerator: number, denominator: number, leftOut: number, value: amount });
const degrees = z.tuple([number, number]);

/** A packed column of at most `most` numbers. */
function columnForm(most: number) {
  const n = number.int().min(0).max(most);
  return z.union([
    z.looseObject({ n, all: number.int() }),
    z.looseObject({
      n,
      as: z.enum(["plain", "delta", "runs"]),
      bytes: text.regex(/^(?:[A-Za-z0-9+/]{4})*$/),
    }),
  ]);
}

function partsForm(most: number) {
  const column = columnForm(most);
  const lines = z.looseObject({ points: column, lon: column, lat: column });
  const texts = z.looseObject({ heads: z.array(text), head: column, tail: column });
  return { column, lines, texts };
}

const requirement = z.looseObject({
  service: text,
  basis: z.enum(["distance", "time"]),
  limit: number,
  profile: text,
  ruleSet: text,
  recordId: text,
  status: text,
  source: text,
});

const summary = z.looseObject({
  blocks: split,
  residents: split,
  blocksWithoutResidents: number,
  blockShare: share,
  residentShare: share,
  share,
  shareBy: text,
  circleShare: share,
  medianWalkM: amount,
  p90WalkM: amount,
  medianWalkMin: amount,
  p90WalkMin: amount,
});

const note = z.looseObject({ code: text, count: number, message: text, zh: text.optional() });
const plan = z.looseObject({
  service: text,
  sites: z.array(
    z.looseObject({ name: text, lon: number, lat: number, services: z.array(text), gain: amount }),
  ),
  covered: z.array(number),
  people: number,
  of: z.literal("dwellings").optional(),
  note: words,
});
const total = z.looseObject({ met: number, gap: number, unknown: number, outside: number }).nullable();
const totals = z.looseObject({
  service: text,
  completeness: text,
  blocks: total.unwrap(),
  residents: total,
  households: total,
});
const unitVerdict = z.looseObject({
  level: text,
  name: text,
  subdistrict: text.nullable(),
  district: text.nullable(),
  blocks: number,
  residents: amount,
  households: amount,
  services: z.array(z.looseObject({ service: text, group: text, need: split, share: amount, verdict: text })),
});
const capacity = z.looseObject({
  service: text,
  group: text,
  groupPeople: number,
  asking: number,
  places: number,
  withoutPlaces: number,
  served: number,
  leftOver: number,
  outOfReach: number,
  queues: z.array(z.looseObject({ facility: number, served: number, queue: number })),
});
const change = z.looseObject({
  kind: text,
  from: degrees,
  to: degrees,
  lengthM: number,
  cost: number,
  unit: z.enum(["m", "min"]),
  gained: z.looseObject({ group: text, amount: number, blocks: number }),
});
const named = z.looseObject({ kind: text, name: text });
const explanation = z.looseObject({
  service: text,
  block: number,
  facility: z.looseObject({ id: text, name: text }).nullable(),
  straightM: amount,
  walkM: amount,
  barriers: z.array(named),
  bottleneck: named.extend({ class: text }).nullable(),
  change: change.nullable(),
  streetsEstimated: z.boolean().optional(),
});
const outside = z.looseObject({
  blocks: number,
  residents: number,
  blocksWithoutResidents: number,
  households: number,
  facilities: number,
});
const lineage = z.looseObject({
  library: text,
  inputs: z.array(z.looseObject({ role: text, path: text, sha256: text })),
  ruleSets: z.array(z.looseObject({ id: text, version: text })),
  profile: text,
  speedMps: number,
  options: record,
});

/** @param most - longest that a column can be */
export function reportForm(most: number) {
  const { column, lines, texts } = partsForm(most);
  const service = z.looseObject({
    service: text,
    name: words,
    core: z.boolean(),
    requirement,
    completeness: text,
    facilityCount: number,
    linkedFacilityCount: number,
    summary,
    verdict: column,
    reason: column,
    nearest: column,
    walkM: column,
    walkTenths: column,
    straightM: column.optional(),
    shortestTenths: column.nullish(),
    barrier: column.nullish(),
    barriers: z.array(named).optional(),
    notOpen: column.nullish(),
    notOpenM: column.nullish(),
    circle: lines.nullable(),
  });
  const place = { id: texts, name: texts, lon: column, lat: column };
  const rangeService = z.looseObject({
    service: text,
    group: text,
    met: number,
    gap: number,
    unknown: number,
    depends: z.record(z.string(), number),
    verdict: column,
    decides: column,
  });
  return z.looseObject({
    format: z.literal("living-circle report 1"),
    title: text,
    dataDate: text.nullable(),
    attribution: text,
    verdicts: z.array(text),
    reasons: z.array(text),
    blocks: z.looseObject({
      count: number,
      ...place,
      unit: column,
      units: z.array(text),
      levels: z.array(z.looseObject({ level: text, unit: column, units: z.array(text) })).optional(),
      residents: column,
      households: column.optional(),
      estimated: z.boolean(),
      ages: z.array(z.looseObject({ group: text, people: column })),
    }),
    facilities: z.looseObject({ count: number, ...place, offer: column, offers: z.array(z.array(text)) }),
    services: z.array(service),
    streets: z
      .looseObject({
        kind: column,
        name: column,
        names: z.array(text),
        lines,
        barrierKind: column,
        barriers: lines,
      })
      .nullable(),
    lineage,
    notes: z.array(note),
    links: z.record(z.string(), number),
    plans: z.array(plan),
    area: z.looseObject({ name: text, bufferM: number, outside, outline: lines }).nullish(),
    boundary: z.array(z.looseObject({ service: text, verdicts: number, blocks: number })).optional(),
    coverage: z.array(totals).optional(),
    unitVerdicts: z.array(unitVerdict).optional(),
    capacities: z.array(capacity).optional(),
    ranges: z
      .looseObject({
        speedMps: degrees,
        positionM: number,
        capacity: degrees,
        verdicts: z.array(text),
        deciding: z.array(text),
        services: z.array(rangeService),
      })
      .nullish(),
    explanations: z.array(explanation).optional(),
    standards: z.record(z.string(), words).optional(),
    earlier: z
      .looseObject({
        label: text,
        shares: z.array(z.looseObject({ service: text, by: text, numerator: number, denominator: number })),
      })
      .optional(),
  });
}
