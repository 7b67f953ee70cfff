/** A made-up town with one fault of every kind: each is found, once, where it is; a sound town has none. */
import { expect, test } from "vitest";
import { AuditError, assertAuditPasses, auditStudy } from "../../../src/audit/audit-study.js";
import { EdgeFlag } from "../../../src/network/street-draft.js";
import type { BlockSet, Facility, FacilitySet } from "../../../src/places/places.js";
import { auditCsv, auditGeoJSON, auditLine, renderAudit } from "../../../src/report/tables/audit-tables.js";
import { block, facility } from "../../support/gap-input.js";
import { place, type TownPlan, town } from "../../support/town.js";

/** A street of 1 km eastwards, and one of 300 m northwards from its middle. */
const SOUND: TownPlan = {
  points: { w: [0, 0], m: [500, 0], e: [1000, 0], n: [500, 300] },
  streets: [{ over: ["w", "m", "e"] }, { over: ["m", "n"] }],
};
/** The sound town and more streets. */
const withMore = (points: TownPlan["points"], ...streets: TownPlan["streets"]): TownPlan => ({
  points: { ...SOUND.points, ...points },
  streets: [...SOUND.streets, ...streets],
});
const at = (east: number, north: number) => {
  const [lon, lat] = place(east, north);
  return { lon, lat };
};
const blocks = (...list: BlockSet["blocks"]): BlockSet => ({ blocks: list, notes: [] });
const facilities = (...list: readonly Facility[]): FacilitySet => ({
  facilities: list,
  completeness: {},
  suspectedDuplicates: [],
  merged: 0,
  notes: [],
});
const home = (id: string, east: number, north: number, more = {}) =>
  block(id, 10, { ...at(east, north), ...more });
const canteen = facility("c", ["meals"], { ...at(600, 20), capacity: 30 });
const codes = (plan: TownPlan, set: BlockSet, other = facilities(canteen), options = {}) =>
  auditStudy(town(plan), { blocks: set, facilities: other }, options).findings.map(
    ({ code, layer, id }) => `${code} ${layer} ${id}`,
  );

test("a sound town has no findings, and says so", () => {
  const report = auditStudy(town(SOUND), {
    blocks: blocks(home("a", 100, 20)),
    facilities: facilities(canteen),
  });
  const sizes = { streets: 3, blocks: 1, facilities: 1, units: 0 };
  expect(report).toEqual({ findings: [], counts: {}, sizes, allowed: [], blockingCodes: [] });
  expect([renderAudit(report), renderAudit(report, "zh"), auditLine(report)]).toEqual([
    "The audit found nothing.\n",
    "审核未发现问题。\n",
    "",
  ]);
});

test("an island is found with its length, a long one as a warning", () => {
  const short = withMore({ x: [0, 400], y: [90, 400] }, { over: ["x", "y"] });
  const long = withMore({ x: [0, 400], y: [1200, 400] }, { over: ["x", "y"] });
  const [found] = auditStudy(town(short), {
    blocks: blocks(home("a", 100, 20)),
    facilities: facilities(canteen),
  }).findings;
  expect(found).toMatchObject({ code: "small-island", severity: "info", layer: "streets" });
  expect(found!.message.en).toBe("90 m of streets hang together with no others");
  expect(codes(long, blocks(home("a", 100, 20)))[0]).toMatch(/^island streets/);
});

test("a dead end 2 m beside a street is a near miss, unless it is a stub of that street or another level", () => {
  // From 300 m north of w a street runs down and stops 2 m above the main street.
  const beside = (attributes = 0) =>
    withMore({ k: [200, 300], d: [200, 2] }, { over: ["n", "k", "d"], attributes });
  const report = auditStudy(town(beside()), {
    blocks: blocks(home("a", 100, 20)),
    facilities: facilities(canteen),
  });
  expect(report.findings.map(({ code }) => code)).toEqual(["near-miss"]);
  expect(report.findings[0]).toMatchObject({ ...at(200, 2), severity: "warning" });
  expect(report.findings[0]!.message.en).toBe("a dead end lies 2.0 m from another street");
  expect(codes(beside(EdgeFlag.bridge), blocks(home("a", 100, 20)))).toEqual([]);
  const stub = withMore({ d: [500, -2.5] }, { over: ["m", "d"] });
  expect(codes(stub, blocks(home("a", 100, 20)))).toEqual([]);
});

test("a street that stands twice is found, one that runs another way between the same ends is not", () => {
  // A street over the very same points is merged when the network is built; over other points beside them it stays.
  const twice = withMore(
    { q: [500.5, 150], x: [500, 400] },
    { over: ["m", "q", "n"], wayId: 7 },
    { over: ["n", "x"] },
  );
  expect(
    codes(twice, blocks(home("a", 100, 20))).filter((code) => code.startsWith("street-twice")),
  ).toHaveLength(1);
  const round = withMore({ r: [600, 150], x: [500, 400] }, { over: ["m", "r", "n"] }, { over: ["n", "x"] });
  expect(codes(round, blocks(home("a", 100, 20)))).toEqual([]);
});

test("places far away, outside the streets and beside no street are separate findings", () => {
  const set = blocks(
    home("ok", 100, 20),
    home("b", 120, 20),
    home("off", 1000, 290),
    home("out", 3000, 0),
    home("far", 5e5, 0),
  );
  expect(codes(SOUND, set)).toEqual([
    "far-away blocks far",
    "off-street blocks off",
    "outside-streets blocks out",
  ]);
});

test("a village whose middle lies beside no street, or outside them, is sound where it reaches them", () => {
  const village = (id: string, east: number, north: number, halfM: number) => {
    const corner = (x: number, y: number) => place(east + x * halfM, north + y * halfM);
    const ring = [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1), corner(-1, -1)];
    return { ...home(id, east, north), extent: [[ring]] };
  };
  // The middle 290 m and 3000 m off, as above; boxes of 400 m and 4000 m across reach the streets, one of 100 m does not.
  const set = blocks(home("ok", 100, 20), village("off", 1000, 290, 200), village("out", 3000, 0, 2000));
  expect(codes(SOUND, set)).toEqual([]);
  expect(codes(SOUND, blocks(home("ok", 100, 20), village("small", 1000, 290, 50)))).toEqual([
    "off-street blocks small",
  ]);
});

test("a layer of which nothing lies beside a street stops the run, whatever else is well", () => {
  const report = auditStudy(town(SOUND), {
    blocks: blocks(home("a", 9000, 9000)),
    facilities: facilities(canteen),
  });
  expect(report.blockingCodes).toEqual(["nothing-joins"]);
  expect(() => assertAuditPasses(report)).toThrow(AuditError);
  expect(() => assertAuditPasses(report)).toThrow(
    /none of the 1 blocks lies beside a street.*--allow nothing-joins/,
  );
});

test("people that are negative, none or unknown are found block by block; negative ones stop the run", () => {
  const people = (id: string, residents: number | null) => ({ ...home(id, 100, 20), residents });
  const set = blocks(
    people("minus", -1),
    people("nan", Number.NaN),
    people("none", 0),
    people("unknown", null),
  );
  const report = auditStudy(town(SOUND), { blocks: set, facilities: facilities(canteen) });
  expect(report.findings.map(({ code, id }) => `${code} ${id}`)).toEqual([
    "negative-people minus",
    "negative-people nan",
    "zero-people none",
    "unknown-people unknown",
  ]);
  expect(report.blockingCodes).toEqual(["negative-people"]);
});

test("what stands twice is found: blocks by place, name and people, facilities as their reader suspected", () => {
  const same = { name: "幸福里", residents: 850 };
  const set = blocks(home("a", 100, 20, same), home("b", 103, 20, same), home("c", 100, 60, same));
  const register = {
    ...facilities(canteen),
    suspectedDuplicates: [{ a: "c", b: "d", distanceM: 12, reason: "same name and service" }],
  };
  expect(codes(SOUND, set, register)).toEqual(["facility-twice facilities c", "block-twice blocks b"]);
});

test("damaged names are found: U+FFFD, UTF-8 read as Latin-1, and the classics; sound Chinese and French are not", () => {
  const named = (id: string, name: string) => home(id, 100 + id.charCodeAt(0), 20, { name });
  const set = blocks(
    named("a", "幸\uFFFD里"),
    named("b", "CafÃ©"),
    named("c", "锟斤拷"),
    named("d", "Crèche Â«"),
    named("e", "幸福里"),
    named("f", "Ãlmond é"),
  );
  expect(codes(SOUND, set)).toEqual([
    "damaged-text blocks a",
    "damaged-text blocks b",
    "damaged-text blocks c",
    "damaged-text blocks d",
  ]);
});

test("facilities without a size are found one by one in a register, all together in map data", () => {
  const bare = { ...canteen, capacity: null };
  const set = facilities(bare, { ...bare, id: "o1", source: "osm" }, { ...bare, id: "o2", source: "osm" });
  expect(codes(SOUND, blocks(home("a", 100, 20)), set)).toEqual([
    "without-size facilities null",
    "without-size facilities c",
  ]);
});

test("a table without a declared coordinate system is a finding where WGS 84 was assumed", () => {
  const set: BlockSet = { ...blocks(home("a", 100, 20)), system: { id: "EPSG:4326", word: "nobody" } };
  expect(codes(SOUND, set)).toEqual(["crs-assumed blocks null"]);
});

/** A unit from `west` metres eastwards and from the street northwards. */
const unitSquare = (id: string, west: number, size = 100) => {
  const ring = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
    [0, 0],
  ].map(([x, y]) => place(west + x! * size, y! * size));
  return { id, name: id, parts: [[ring]] };
};

test("units that overlap and units without a block are found, touching ones are not", () => {
  const set = blocks(home("a", 50, 50), home("b", 150, 50), home("n", 950, 20, { unit: "u4" }));
  // u1 and u2 touch; u3 lies over the eastern half of u2; u4 has its block by name; u5 has none.
  const units = [
    unitSquare("u1", 0),
    unitSquare("u2", 100),
    unitSquare("u3", 150),
    unitSquare("u4", 300),
    unitSquare("u5", 500),
  ];
  const { findings } = auditStudy(town(SOUND), {
    blocks: set,
    facilities: facilities(canteen),
    units,
  });
  expect(findings.map(({ code, id, message }) => `${code} ${id}: ${message.en}`)).toEqual([
    "unit-overlap u2: overlaps u3 on about 50 % of the smaller",
    "unit-empty u5: no block lies in this unit",
  ]);
});

test("units outside the study area may be without blocks", () => {
  const polygons = unitSquare("area", 0, 250).parts;
  const { findings } = auditStudy(town(SOUND), {
    blocks: blocks(home("a", 50, 50), home("out", 550, 50)),
    facilities: facilities(canteen),
    area: { name: "west", polygons },
    units: [unitSquare("u1", 0), unitSquare("u2", 120), unitSquare("u5", 500)],
  });
  expect(findings.map(({ code, id }) => `${code} ${id}`)).toEqual(["unit-empty u2"]);
});

test("an allowed error does not stop the run, and stays in the report and in every file", () => {
  const input = { blocks: blocks(home("a", 100, 20, { residents: -5 })), facilities: facilities(canteen) };
  const report = auditStudy(town(SOUND), input, { allow: ["negative-people"] });
  expect(assertAuditPasses(report).allowed).toEqual(["negative-people"]);
  expect(renderAudit(report)).toContain("Allowed by the user: negative-people");
  expect(renderAudit(report)).toMatch(/negative-people +blocks +1 of [1-9]/);
  const rows = [...auditCsv(report, "© X")].join("").split("\r\n");
  expect(rows[0]).toContain("code,severity,layer,id,name,lon,lat,message,fix,message_zh,fix_zh,allowed,© X");
  expect(rows[1]).toMatch(/^negative-people,error,blocks,a,,0\.000\d+,0\.000\d+,'-5 residents,.*true,$/);
  const { features } = auditGeoJSON(report, "© X");
  expect(features[0]!.geometry.coordinates).toEqual(place(100, 20));
  expect(() => auditStudy(town(SOUND), input, { allow: ["negativ"] })).toThrow(
    'The audit has no code "negativ"',
  );
});

test("a home beside streets that nobody may walk, or beside an island without a facility, is found", () => {
  // A street of 100 m in the north: an island of two points; a facility on it makes it usable.
  const island = withMore({ x: [0, 600], y: [100, 600] }, { over: ["x", "y"] });
  const set = blocks(home("ok", 100, 20), home("lost", 50, 610));
  const ofHomes = (list: string[]) => list.filter((one) => one.startsWith("no-usable-street"));
  expect(ofHomes(codes(island, set))).toEqual(["no-usable-street blocks lost"]);
  const there = facility("d", ["meals"], { ...at(20, 605), capacity: 30 });
  expect(ofHomes(codes(island, set, facilities(canteen, there)))).toEqual([]);
});

test("where every block gives dwellings and none residents, that is said once and in dwellings", () => {
  const flats = (id: string, east: number, households: number | null) =>
    block(id, null, { ...at(east, 20), households });
  const found = (...list: BlockSet["blocks"]) =>
    auditStudy(town(SOUND), { blocks: blocks(...list), facilities: facilities(canteen) }).findings;
  expect(found(flats("a", 100, 40), flats("b", 200, 0)).map(({ id, message }) => [id, message.en])).toEqual([
    [null, "residents are not known of any of the 2 blocks: dwellings are counted instead"],
  ]);
  expect(found(flats("a", 100, 40), flats("b", 200, null))).toHaveLength(2);
});

test("a finding bears the name of its place beside the id, and the line for people the layer", () => {
  const far = facility("row/7", ["meals"], { ...at(600, 290), name: "North canteen", capacity: 30 });
  const report = auditStudy(town(withMore({ z: [900, 900] }, { over: ["n", "z"] })), {
    blocks: blocks(home("a", 100, 20)),
    facilities: facilities(canteen, { ...far, ...at(900, 300) }),
  });
  expect(renderAudit(report)).toContain("row/7 (North canteen): the nearest street is");
  expect(renderAudit(report, "zh")).toContain("row/7（North canteen）：最近的街道距离");
  expect(auditLine(report)).toBe("Audit (audit.csv): facilities 1 off-street");
  expect(auditLine(report, "zh")).toBe("审核（audit.csv）：设施 附近无街道 1（off-street）");
});
