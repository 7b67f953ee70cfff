/**
 * What-ifs that compute only what can change: the same report as the whole analysis gives, to the last bit, over random
 * towns and edits; and what is added lengthens no walk and uncovers no block.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { analyzeLivingCircle } from "../../src/city/ask/analyze.js";
import type { GapReport } from "../../src/coverage/gap-report.js";
import type { Block, BlockSet, Facility, FacilitySet } from "../../src/places/places.js";
import type { ScenarioEdit } from "../../src/scenario/edits.js";
import type { Requirement } from "../../src/standards/requirement.js";
import { block, facility } from "../support/gap-input.js";
import { openWhatIf } from "../support/questions.js";
import { randomTown, SEED } from "../support/random-town.js";
import { place, town } from "../support/town.js";

const SERVICES = ["meals", "childcare", "elderly"] as const;

/** Towns are drawn three times as large, so that a good part of the blocks lies away from an edit. */
const SCALE = 3;

/** A place within 1,200 m of the town's corner, on a grid of 60 m so that equal walks are common. */
const somewhere = fc
  .tuple(fc.integer({ min: -2, max: 22 }), fc.integer({ min: -2, max: 22 }))
  .map(([x, y]) => place(20 * SCALE * x, 20 * SCALE * y));

const towns = randomTown().map(({ points, ...plan }) => ({
  ...plan,
  points: Object.fromEntries(
    Object.entries(points).map(([name, [x, y]]) => [name, [SCALE * x, SCALE * y] as [number, number]]),
  ),
}));

const offered = fc.uniqueArray(fc.constantFrom(...SERVICES), { minLength: 1, maxLength: 2 });

const facilities = fc
  .array(
    fc.record({ at: somewhere, services: offered, openToAll: fc.constantFrom(null, null, true, false) }),
    {
      minLength: 2,
      maxLength: 12,
    },
  )
  .map((list): FacilitySet => {
    const all = list.map(({ at: [lon, lat], services, openToAll }, i) =>
      facility(`f${i}`, services, { lon, lat, openToAll }),
    );
    return set(all);
  });

function set(all: readonly Facility[]): FacilitySet {
  const completeness = { meals: "complete", childcare: "screening", elderly: "incomplete" } as const;
  return { facilities: all, completeness, suspectedDuplicates: [], merged: 0, notes: [] };
}

const blocks = fc
  .array(fc.record({ at: somewhere, people: fc.integer({ min: 0, max: 50 }), door: fc.option(somewhere) }), {
    minLength: 8,
    maxLength: 25,
  })
  .map((list): BlockSet => {
    const all = list.map(({ at: [lon, lat], people, door }, i): Block => {
      return block(`b${i}`, people, { lon, lat, entrances: door === null ? [] : [door] });
    });
    return { blocks: all, notes: [] } as unknown as BlockSet;
  });

const REQUIREMENTS: readonly Requirement[] = [
  { service: "meals", basis: "distance", limit: 450, profile: "distance" },
  { service: "childcare", basis: "time", limit: 9, profile: "adult" },
  { service: "elderly", basis: "distance", limit: 900, profile: "distance" },
].map((r) => ({ ...r, ruleSet: "t", recordId: "t", status: "assumption", source: "t" }) as Requirement);

const addFacility = fc
  .record({ at: somewhere, services: offered, id: fc.constantFrom("n0", "n1", "n2") })
  .map(({ at: [lon, lat], services, id }): ScenarioEdit => ({ do: "add-facility", id, services, lon, lat }));
const addStreet = fc
  .record({
    line: fc.array(somewhere, { minLength: 2, maxLength: 3 }),
    kind: fc.constantFrom("street", "bridge", "crossing", "gate"),
  })
  .map(({ line, kind }) => ({ do: "add-street", line, kind }) as ScenarioEdit);
/** Facilities, edges and nodes are chosen by a number, since the town is not known yet. */
const other = fc.oneof(
  fc.nat(20).map((n) => ({ n, do: "close-facility" }) as const),
  fc.record({ n: fc.nat(20), do: fc.constant("move-facility" as const), at: somewhere }),
  fc.nat(20).map((n) => ({ n, do: "enlarge-facility" }) as const),
  fc.nat(20).map((n) => ({ n, do: "change-hours" }) as const),
  fc.record({ do: fc.constant("close-street" as const), line: fc.tuple(somewhere, somewhere) }),
  fc.nat(20).map((n) => ({ n, do: "close-gate" }) as const),
);

type Other = typeof other extends fc.Arbitrary<infer T> ? T : never;

function editOf(edit: Other, list: FacilitySet): ScenarioEdit | null {
  if (edit.do === "close-street") return { do: "close-street", line: [...edit.line] };
  if (edit.do === "close-gate") return { do: "close-gate", nodeId: 1 + (edit.n % 14) };
  const { facilities: all } = list;
  if (all.length === 0) return null;
  const { id } = all[edit.n % all.length]!;
  switch (edit.do) {
    case "close-facility":
      return { do: "close-facility", id };
    case "move-facility":
      return { do: "move-facility", id, lon: edit.at[0], lat: edit.at[1] };
    case "enlarge-facility":
      return { do: "enlarge-facility", id, capacity: 10 + edit.n };
    case "change-hours":
      return { do: "change-hours", id, openingHours: "Mo-Fr 11:30-13:00" };
  }
}

/** Edits that name nothing which exists are refused; such draws are left out. */
function isRefusal(error: unknown): boolean {
  return /^(Edit \d+:|New street)/.test((error as Error).message);
}

/** Facilities are told apart from their copies in the lineage; columns are compared entry by entry. */
function plainReport(report: GapReport): unknown {
  return JSON.parse(
    JSON.stringify(report, (_, value) =>
      ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value,
    ),
  );
}

test("a what-if is the whole analysis of the edited town, to the last bit", async () => {
  let asked = 0;
  let measuredAgain = 0;
  let blocksJudged = 0;
  await fc.assert(
    fc.asyncProperty(
      towns,
      facilities,
      blocks,
      fc.array(fc.oneof(addFacility, addStreet, other), { minLength: 1, maxLength: 3 }),
      async (plan, register, homes, drawn) => {
        const network = town(plan);
        fc.pre(network.edgeCount > 0);
        const edits = drawn.flatMap((edit) => {
          const found =
            "id" in edit || edit.do === "add-street"
              ? (edit as ScenarioEdit)
              : editOf(edit as Other, register);
          return found === null ? [] : [found];
        });
        const settings = { requirements: REQUIREMENTS, threads: 1 };
        const city = await openWhatIf(network, { facilities: register, blocks: homes }, settings);
        let found: Awaited<ReturnType<typeof city.ask>>;
        try {
          found = await city.ask(edits);
        } catch (error) {
          if (!isRefusal(error)) throw error;
          return;
        }
        const { scenario, after } = found;
        const whole = await analyzeLivingCircle(
          scenario.network,
          { facilities: scenario.facilities, blocks: homes },
          { ...settings, link: scenario.link },
        );
        expect(plainReport(after)).toEqual(plainReport(whole));
        asked++;
        blocksJudged += REQUIREMENTS.length * homes.blocks.length;
        measuredAgain += found.measuredAgain.reduce((sum, n) => sum + n, 0);
      },
    ),
    { seed: SEED, numRuns: 400 },
  );
  expect(asked).toBeGreaterThan(150);
  expect(measuredAgain).toBeLessThan(0.75 * blocksJudged);
});

test("what is added lengthens no walk and uncovers no block", async () => {
  let shorter = 0;
  await fc.assert(
    fc.asyncProperty(
      towns,
      facilities,
      blocks,
      fc.uniqueArray(fc.oneof(addFacility, addStreet), {
        minLength: 1,
        maxLength: 3,
        selector: (edit) => ("id" in edit ? edit.id : JSON.stringify(edit)),
      }),
      async (plan, register, homes, edits) => {
        const network = town(plan);
        fc.pre(network.edgeCount > 0);
        const city = await openWhatIf(
          network,
          { facilities: register, blocks: homes },
          { requirements: REQUIREMENTS, threads: 1 },
        );
        let found: Awaited<ReturnType<typeof city.ask>>;
        try {
          found = await city.ask(edits);
        } catch (error) {
          if (!isRefusal(error)) throw error;
          return;
        }
        for (const change of found.change.services) {
          expect(change).toMatchObject({ longer: 0, blocksLost: 0 });
          shorter += change.shorter;
        }
      },
    ),
    { seed: SEED, numRuns: 300 },
  );
  expect(shorter).toBeGreaterThan(200);
});
