/**
 * The account of streets: what closed ways, and what of their tags and relations nobody read.
 */
import { expect, test } from "vitest";
import { buildWalkNetwork } from "../../../../src/city/open/build-walk-network.js";
import { accountOf, renderAccount } from "../../../../src/report/tables/account.js";
import { type OsmPlan, osmTown } from "../../../support/osm-town.js";

type Tags = Readonly<Record<string, string>>;

/** Ways one beside the other, each with these tags; `node` lies on the first. */
function account(ways: readonly Tags[], node: Tags = {}, relations: OsmPlan["relations"] = []) {
  const nodes: Record<string, readonly [number, number, Tags?]> = { m: [50, 0, node], off: [50, 900, node] };
  ways.forEach((_, i) => {
    nodes[`a${i}`] = [0, 10 * i];
    nodes[`b${i}`] = [100, 10 * i];
  });
  const plan: OsmPlan = {
    nodes,
    ways: ways.map((tags, i) => ({ over: i === 0 ? ["a0", "m", "b0"] : [`a${i}`, `b${i}`], tags })),
    relations,
  };
  return accountOf({ network: buildWalkNetwork(osmTown(plan)) });
}

const FOOT = { highway: "footway" };
const rows = (notes: ReturnType<typeof account>, ...codes: readonly string[]) =>
  notes.filter(({ code }) => codes.includes(code)).map(({ subject, count }) => [subject, count]);

test("tags that matter to a walker and that no rule reads are counted by key and value", () => {
  const notes = account([
    { ...FOOT, surface: "bad", "foot:conditional": "no @ (Nov-Apr)" },
    { ...FOOT, surface: "bad", name: "Elm Walk" },
    { ...FOOT, surface: "good", "toll:foot": "yes" },
    // Nobody walks here: its tags turn no walk.
    { highway: "motorway", surface: "excellent" },
  ]);
  expect(rows(notes, "tag-not-read")).toEqual([
    ["surface=bad", 2],
    ["surface=good", 1],
  ]);
  expect(rows(notes, "access-tag-not-read")).toEqual([["toll:foot=yes", 1]]);
});

test("keys that a rule reads are not named, unless the value means nothing to it", () => {
  const notes = account([
    { ...FOOT, foot: "yes", access: "private", "oneway:foot": "yes", wheelchair: "no", stroller: "no" },
    { ...FOOT, foot: "perhaps" },
    { ...FOOT, access: "yes;someone" },
  ]);
  expect(rows(notes, "access-tag-not-read")).toEqual([["foot=perhaps", 1]]);
});

test("of nodes on streets the tags that no rule reads are named, beside tags that one reads", () => {
  // The same node stands off the streets too, and is not counted there.
  const notes = account([FOOT], { barrier: "gate", opening_hours: "06:00-22:00", access: "yes", fee: "yes" });
  expect(notes.filter(({ message }) => message.startsWith("nodes")).map((n) => [n.subject, n.count])).toEqual(
    [["fee=yes", 1]],
  );
});

test("opening hours of a gate are read, and so not named", () => {
  const notes = account([FOOT], { barrier: "gate", opening_hours: "06:00-22:00", access: "yes" });
  expect(notes.filter(({ subject }) => subject === "opening_hours=06:00-22:00")).toEqual([]);
});

test("ways that are closed are counted by the tag that closes them, and by the rule", () => {
  const notes = account([
    FOOT,
    { ...FOOT, foot: "no" },
    { ...FOOT, access: "no" },
    { ...FOOT, access: "no", foot: "yes" },
    { highway: "service", access: "emergency" },
    { highway: "motorway" },
    { highway: "proposed" },
  ]);
  expect(rows(notes, "closed-by-tag")).toEqual([
    ["access=emergency", 1],
    ["access=no", 1],
    ["foot=no", 1],
  ]);
  expect(rows(notes, "ways-left-out")).toEqual([
    ["closed to walkers (foot or access)", 3],
    ["class motorway not for walking", 1],
    ["not built (proposed)", 1],
  ]);
});

test("private ways, ways joined at their ends and lines that stop legs are counted by what decides", () => {
  const notes = account([
    FOOT,
    { ...FOOT, access: "private" },
    { ...FOOT, access: "no", foot: "residents" },
    { ...FOOT, tunnel: "yes", bridge: "no" },
    { ...FOOT, bridge: "viaduct" },
    { ...FOOT, indoor: "yes", level: "2" },
    { ...FOOT, covered: "yes", layer: "-1" },
    { waterway: "river" },
    { barrier: "wall" },
    { highway: "trunk", motorroad: "yes" },
  ]);
  expect(rows(notes, "private-by-tag")).toEqual([
    ["access=private", 1],
    ["foot=residents", 1],
  ]);
  expect(rows(notes, "joined-at-ends")).toEqual([
    ["bridge=viaduct", 1],
    ["covered", 1],
    ["level", 1],
    ["tunnel=yes", 1],
  ]);
  expect(rows(notes, "legs-stopped")).toEqual([
    ["motorway", 1],
    ["river", 1],
    ["wall", 1],
  ]);
  expect(rows(notes, "ways-left-out")).toEqual([["class trunk with motorroad=yes not for walking", 1]]);
});

test.each<[Tags, string, string]>([
  [{ barrier: "wall" }, "point-closed-by-tag", "barrier=wall"],
  [{ highway: "crossing", foot: "no", access: "yes" }, "point-closed-by-tag", "foot=no"],
  [{ barrier: "gate", access: "no", opening_hours: "08:00-20:00" }, "point-closed-by-tag", "access=no"],
  [{ highway: "elevator", operational_status: "broken" }, "point-closed-by-tag", "operational_status=broken"],
  [{ highway: "elevator", disused: "yes" }, "point-closed-by-tag", "lifts out of use"],
  [{ barrier: "gate", access: "private" }, "point-private-by-tag", "access=private"],
  [{ barrier: "gate", locked: "yes" }, "point-private-by-tag", "locked=yes"],
  [{ barrier: "stile" }, "point-closed-to-wheels", "barrier=stile"],
  [{ barrier: "gate", wheelchair: "no" }, "point-closed-to-wheels", "wheelchair=no"],
  [{ barrier: "gate", stroller: "no" }, "point-closed-to-wheels", "stroller=no"],
])("a point with %j on a street is counted as %s by %s", (tags, code, subject) => {
  // The same node stands off the streets too, and stops nobody there.
  expect(rows(account([FOOT], tags), code)).toEqual([[subject, 1]]);
});

test("relations over walked ways that no rule reads are counted by type", () => {
  const relation = (way: number, tags: Tags) => ({ members: [[way, "outer"] as const], tags });
  const notes = account([FOOT, { highway: "motorway" }], {}, [
    relation(1, { type: "route", route: "hiking" }),
    relation(1, { type: "route", route: "bus" }),
    relation(2, { type: "restriction" }),
    relation(1, { type: "multipolygon", highway: "residential" }),
    relation(1, { type: "multipolygon", landuse: "grass" }),
  ]);
  expect(rows(notes, "relation-not-read")).toEqual([
    ["type=route", 2],
    ["area of residential, no square", 1],
  ]);
});

test("on screen each kind is one line, what can open or close a walk first, at most twelve lines", () => {
  const tags = ["up", "down", "1%", "2%", "3%", "4%", "5%", "6%"].map((handrail) => ({ ...FOOT, handrail }));
  const lines = renderAccount(
    account([...tags, ...tags, { ...FOOT, foot: "perhaps" }, { ...FOOT, foot: "no" }]),
  );
  expect(lines.slice(1)).toEqual([
    "  streets: access tags that no rule reads: foot=perhaps (1)",
    "  streets: tags that no rule reads: handrail=1% (2), handrail=2% (2), handrail=3% (2), handrail=4% (2), handrail=5% (2), handrail=6% (2), and 2 more",
    "  streets: ways closed to walkers by: foot=no (1)",
    "  streets: ways left out: closed to walkers (foot or access) (1)",
    "  streets: 17 ways walked",
  ]);
});
