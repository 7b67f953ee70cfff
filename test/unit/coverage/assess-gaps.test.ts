import fc from "fast-check";
import { expect, test } from "vitest";
import { UNREACHED } from "../../../src/base/cost-units.js";
import { REASONS, type ServiceGaps, VERDICTS } from "../../../src/coverage/gap-report.js";
import { distanceM } from "../../../src/geo/earth.js";
import { createFacilityIndex } from "../../../src/places/facility-index.js";
import { block, facility, KINDERGARTEN, MEALS, measures, report } from "../../support/gap-input.js";
import { SEED } from "../../support/random-town.js";

function reasonsOf({ verdict, reason }: ServiceGaps): string[] {
  return [...verdict].map((v, b) => `${VERDICTS[v]} ${REASONS[reason[b]!]}`);
}

const four = [block("a", 10), block("b", 20), block("c", 30), block("d", 40)];

test("the limit itself is met, a millimetre more is a gap", () => {
  const [service] = report(four, [measures(KINDERGARTEN, [0, 300, 300.001, null])]).services;
  expect(reasonsOf(service!)).toEqual(["met none", "met none", "gap too-far", "gap too-far"]);
});

test("on the time basis the minutes count and not the metres", () => {
  const walks = measures(MEALS, [100, 200, 300, 400], {
    walkMs: Uint32Array.of(900_000, 900_001, 0, UNREACHED),
  });
  expect(reasonsOf(report(four, [walks]).services[0]!)).toEqual([
    "met none",
    "gap too-far",
    "met none",
    "gap too-far",
  ]);
});

test("a block that joins no street is unknown, whatever else holds", () => {
  const [service] = report(four, [
    measures(KINDERGARTEN, ["unlinked", 100, 500, "unlinked"], { facilityCount: 0 }),
  ]).services;
  expect(reasonsOf(service!)).toEqual(["unknown unlinked", "met none", "gap absent", "unknown unlinked"]);
});

test("an incomplete source can show who is met, and no more", () => {
  const [service] = report(four, [
    measures(KINDERGARTEN, [100, 500, null, 900], { completeness: "incomplete" }),
  ]).services;
  expect(reasonsOf(service!)).toEqual([
    "met none",
    "unknown not-mapped",
    "unknown not-mapped",
    "unknown not-mapped",
  ]);
  expect(service!.summary.residentShare).toEqual({ numerator: 0, denominator: 0, leftOut: 100, value: null });
});

test("a source for screening that holds nothing of a service says nothing", () => {
  const nothing = { completeness: "screening", facilityCount: 0, linkedFacilityCount: 0 } as const;
  const [service] = report(four, [measures(KINDERGARTEN, [null, null, null, null], nothing)]).services;
  expect(new Set(reasonsOf(service!))).toEqual(new Set(["unknown not-mapped"]));
});

test("reasons come in their order: no street, no map, no facility, too far", () => {
  const none = { facilityCount: 0, linkedFacilityCount: 0 };
  const first = (walk: number | null | "unlinked", more: object) =>
    reasonsOf(report([block("a", 1)], [measures(KINDERGARTEN, [walk], more)]).services[0]!)[0];
  expect(first("unlinked", { completeness: "incomplete", ...none })).toBe("unknown unlinked");
  expect(first(null, { completeness: "incomplete", ...none })).toBe("unknown not-mapped");
  expect(first(null, { completeness: "complete", ...none })).toBe("gap absent");
  expect(first(null, { completeness: "complete" })).toBe("gap too-far");
  expect(first(301, { completeness: "screening" })).toBe("gap too-far");
  expect(first(300, { completeness: "incomplete" })).toBe("met none");
});

test("where no block joins a street every share is empty, and there is no walk", () => {
  const walks = measures(KINDERGARTEN, ["unlinked", "unlinked", "unlinked", "unlinked"]);
  const { summary } = report(four, [walks]).services[0]!;
  expect(summary.residentShare).toEqual({ numerator: 0, denominator: 0, leftOut: 100, value: null });
  expect(summary.blockShare).toEqual({ numerator: 0, denominator: 0, leftOut: 4, value: null });
  expect([summary.medianWalkM, summary.p90WalkMin]).toEqual([null, null]);
});

test("a limit of part of a metre or minute is met to the millimetre and millisecond", () => {
  // 0.1 + 0.2 minutes is 18,000.000000000004 ms in floating point: still 18,000 ms.
  const short = { ...MEALS, limit: 0.1 + 0.2 };
  const walks = measures(short, [18, 18.001, 18, 18]);
  expect(reasonsOf(report(four, [walks]).services[0]!).slice(0, 2)).toEqual(["met none", "gap too-far"]);
});

test("shares show numerator, denominator and what was left out", () => {
  const { summary } = report(four, [measures(KINDERGARTEN, [100, 299, 500, "unlinked"])]).services[0]!;
  // Met a and b with 30 people, gap c with 30, unknown d with 40.
  expect(summary.blocks).toEqual({ met: 2, gap: 1, unknown: 1 });
  expect(summary.residents).toEqual({ met: 30, gap: 30, unknown: 40 });
  expect(summary.blockShare).toEqual({ numerator: 2, denominator: 3, leftOut: 1, value: 2 / 3 });
  expect(summary.residentShare).toEqual({ numerator: 30, denominator: 60, leftOut: 40, value: 0.5 });
  // By people: 10 at 100 m, 20 at 299 m, 30 at 500 m; half of 60 lies at 299 m, nine tenths at 500 m.
  expect([summary.medianWalkM, summary.p90WalkM]).toEqual([299, 500]);
});

test("where no residents are known blocks weigh one each, and nothing becomes NaN", () => {
  const unknown = [block("a", null), block("b", null), block("c", null)];
  const { summary } = report(unknown, [measures(KINDERGARTEN, [100, 200, 900])]).services[0]!;
  expect(summary.blocksWithoutResidents).toBe(3);
  expect(summary.residentShare.value).toBeNull();
  expect([summary.medianWalkM, summary.p90WalkM]).toEqual([200, 900]);
  const empty = report([], [measures(KINDERGARTEN, [])]).services[0]!.summary;
  expect(empty.blockShare.value).toBeNull();
  expect(empty.medianWalkM).toBeNull();
});

test("the straight line is to the facility that is nearest on foot", () => {
  const far = facility("far", ["kindergarten"], { lon: 0.001, lat: 0 });
  const [service] = report([block("a", 1)], [measures(KINDERGARTEN, [200])], [far]).services;
  // A thousandth of a degree on the equator is 111.319 m.
  expect([...service!.straightToNearestMm]).toEqual([111_319]);
});

test("a column of the wrong length is refused by name", () => {
  const short = measures(KINDERGARTEN, [1, 2, 3, 4], { inReach: new Uint32Array(2) });
  expect(() => report(four, [short])).toThrow("inReach of kindergarten has 2 entries, there are 4 blocks");
});

test("residents that are not number and facilities that do not exist are refused by name", () => {
  const one = [measures(KINDERGARTEN, [1])];
  expect(() => report([block("a", Number.NaN)], one)).toThrow('Block "a" has NaN residents');
  expect(() => report([block("a", -1)], one)).toThrow('Block "a" has -1 residents');
  expect(() => report([block("a", 1)], one, [])).toThrow(
    "The nearest facility 0 of kindergarten is not in the set of 0",
  );
});

test("a straight line too long for the column does not wrap round", () => {
  const antipode = facility("far", ["kindergarten"], { lon: 90, lat: 0 });
  const [service] = report([block("a", 1)], [measures(KINDERGARTEN, [200])], [antipode]).services;
  // A quarter of the equator is 10,019 km; the column holds 4,295 km.
  expect([...service!.straightToNearestMm]).toEqual([4_294_967_294]);
});

test("the order of the blocks changes no verdict and no figure, to the last bit", () => {
  const entry = fc.record({
    residents: fc.option(fc.double({ min: 0, max: 1000, noNaN: true })),
    walk: fc.oneof(fc.integer({ min: 0, max: 900 }), fc.constant(null), fc.constant("unlinked" as const)),
  });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 30 }), fc.nat(), (entries, turn) => {
      const named = entries.map((e, i) => ({ ...e, id: `b${i}` }));
      const turned = named.map((_, i) => named[(i * 7 + turn) % named.length]!);
      // Seven and the length have no common divisor unless the length is a multiple of seven.
      fc.pre(named.length % 7 !== 0);
      const judge = (list: typeof named) => {
        const rows = list.map(({ id, residents }) => block(id, residents));
        const [service] = report(rows, [
          measures(
            KINDERGARTEN,
            list.map(({ walk }) => walk),
          ),
        ]).services;
        const verdicts = list.map(({ id }, b) => [id, reasonsOf(service!)[b]] as const);
        return {
          verdicts: new Map(verdicts.sort((a, b) => (a[0] < b[0] ? -1 : 1))),
          summary: service!.summary,
        };
      };
      expect(judge(turned)).toEqual(judge(named));
    }),
    { seed: SEED, numRuns: 200 },
  );
});

test("the R-tree finds what a look at every facility finds, near the pole too", () => {
  const place = fc.tuple(
    fc.double({ min: -0.05, max: 0.05, noNaN: true }),
    fc.double({ min: 0, max: 0.05, noNaN: true }),
  );
  fc.assert(
    fc.property(
      fc.array(place, { maxLength: 40 }),
      place,
      fc.integer({ min: 0, max: 4000 }),
      fc.constantFrom(0, 51, 69),
      (places, [x, y], radiusM, lat0) => {
        const facilities = places.map(([lon, lat], i) =>
          facility(`f${i}`, ["play"], {
            lon,
            lat: lat0 + lat,
            entrances: i % 3 === 0 ? [[lon + 0.01, lat0 + lat]] : [],
          }),
        );
        const doors = facilities.map((f) => [[f.lon, f.lat] as const, ...f.entrances]);
        const near = doors.flatMap((list, i) =>
          list.some(([lon, lat]) => distanceM(x, lat0 + y, lon, lat) <= radiusM) ? [i] : [],
        );
        expect(createFacilityIndex(facilities).within(x, lat0 + y, radiusM)).toEqual(near);
      },
    ),
    { seed: SEED, numRuns: 300 },
  );
});

test("facilities come and go without moving the others", () => {
  const index = createFacilityIndex([facility("a", ["play"]), facility("b", ["play"])]);
  expect(index.insert(facility("c", ["play"]))).toBe(2);
  index.remove(0);
  expect(index.within(0, 0, 10)).toEqual([1, 2]);
});
