/**
 * The same street as several formats write it: what is not a street for walkers is not walked, whatever its column is called.
 */
import { expect, test } from "vitest";
import { streetRules } from "../../../../src/read/streets/street-tags.js";

type Values = Readonly<Record<string, unknown>>;

/** What becomes of the first of some lines. */
function ruleOf(values: Values, others: readonly Values[] = [{ ...values }], column?: string) {
  const features = [values, ...others].map((one, i) => ({ row: i + 1, geometry: null, values: one }));
  return streetRules(features, column).ruleOf(values);
}

test.each<[string, Values]>([
  ["Geofabrik's fclass", { fclass: "motorway", bridge: "F", tunnel: "F" }],
  ["Overture's class", { subtype: "road", class: "motorway" }],
  ["an Overture railway", { subtype: "rail", class: "standard_gauge" }],
  ["an Overture ferry", { subtype: "water", class: "ferry" }],
  ["HIGHWAY in capitals", { HIGHWAY: "motorway" }],
  ["a list that has a motorway in it", { highway: "['residential', 'motorway']" }],
  ["GDAL's other_tags", { highway: "primary", other_tags: '"foot"=>"no","lanes"=>"4"' }],
  ["tags as JSON", { highway: "primary", tags: '{"foot": "no"}' }],
  ["tags as a map", { highway: "primary", tags: { access: "no" } }],
  ["tags as pairs", { highway: "primary", tags: [["foot", "no"]] }],
  ["a merged class with semicolons", { highway: "residential;motorway" }],
  ["merged access, the open value first", { highway: "footway", access: "['yes', 'no']" }],
  ["merged access with semicolons", { highway: "footway", foot: "designated; no" }],
  ["merged access inside other_tags", { highway: "footway", other_tags: '"access"=>"yes;no"' }],
  ["a merged list inside a map", { highway: "footway", tags: { foot: ["yes", "no"] } }],
  ["a class in capitals", { highway: "MOTORWAY" }],
  ["tags as a list of keys and values", { tags: [{ key: "highway", value: "motorway" }] }],
  ["tags as DuckDB prints a map", { tags: "{highway=footway, name=Elm Walk, foot=no}" }],
  ["tags as Python prints a map", { tags: "{'highway': 'footway', 'foot': 'no'}" }],
  ["a column of tags in capitals", { highway: "footway", OTHER_TAGS: '"foot"=>"no"' }],
  ["a column named hstore", { highway: "footway", hstore: '"foot"=>"no"' }],
  ["access with a capital", { highway: "footway", foot: "No" }],
  ["access that is false", { highway: "footway", foot: false }],
])("%s is not walked where it is closed", (_, values) => {
  expect(ruleOf(values)?.walk).toBe(false);
});

test.each<[string, Values]>([
  ["a footway of Geofabrik", { fclass: "footway", bridge: "F" }],
  ["a track of grade 3", { fclass: "track_grade3" }],
  ["a residential street of Overture", { subtype: "road", class: "residential" }],
  ["a street whose column is called type", { type: "residential" }],
  ["a street whose other_tags are empty", { highway: "residential", other_tags: null }],
])("%s is walked", (_, values) => {
  expect(ruleOf(values)?.walk).toBe(true);
});

test("part of a merged line with steps stops wheels, whatever the order, and a ramp helps only where all steps have one", () => {
  const attributes = (highway: unknown, more: Values = {}) => {
    const rule = ruleOf({ highway, ...more })!;
    return rule.walk ? rule.attributes : null;
  };
  expect(attributes("['footway', 'steps']")).toBe(attributes("['steps', 'footway']"));
  expect(attributes(["footway", "steps"])).toBe(1);
  expect(attributes("footway")).toBe(0);
  expect(attributes("footway;steps")).toBe(1);
  expect(attributes("Footway|Steps")).toBe(1);
  expect(attributes("steps, footway")).toBe(1);
  expect(attributes("footway", { name: "Steps; Lower Lane" })).toBe(0);
  // 512 closes wheelchairs, 8192 strollers, 8 private.
  expect(attributes("footway", { wheelchair: "yes;no" })).toBe(512 + 8192);
  expect(attributes("footway", { other_tags: '"access"=>"yes;private"' })).toBe(8);
});

test("lines whose class is empty are walked and counted, and other things are not streets", () => {
  const features = [{ highway: "residential" }, { highway: null }, { highway: "", waterway: "river" }].map(
    (values, i) => ({ row: i + 1, geometry: null, values }),
  );
  const rules = streetRules(features);
  expect(features.map(({ values }) => rules.ruleOf(values)?.walk ?? null)).toEqual([true, true, null]);
  expect(rules.notes).toMatchObject([{ code: "lines-without-class", count: 1 }]);
});

test("a city may leave out lines whose class is empty, and they are counted", () => {
  const features = [{ highway: "residential" }, { highway: null }, { highway: "road" }].map((values, i) => ({
    row: i + 1,
    geometry: null,
    values,
  }));
  const rules = streetRules(features, undefined, { classes: { empty: "no" } });
  expect(features.map(({ values }) => rules.ruleOf(values)?.walk ?? null)).toEqual([true, false, true]);
  expect(rules.notes).toMatchObject([
    { code: "lines-without-class", count: 1, outcome: "left-out" },
    { code: "walk-rule-of-the-city", count: 1, subject: "classes.empty: no" },
  ]);
});

test("tags of lines that no rule reads are counted by key and value, in columns and inside other_tags", () => {
  const rows: readonly Values[] = [
    { highway: "footway", surface: "sand", other_tags: '"lit"=>"no"' },
    { highway: "footway", surface: "sand", foot: "yes" },
    { highway: "motorway", surface: "asphalt" },
  ];
  const { notes } = streetRules(rows.map((values, i) => ({ row: i + 1, geometry: null, values })));
  expect(notes.map(({ subject, count }) => [subject, count])).toEqual([
    ["surface=sand", 2],
    ["lit=no", 1],
  ]);
});

test("without a column of classes every line is walked and the columns are named, unless values look like no street", () => {
  const lines = (values: Values) => [{ row: 1, geometry: null, values }];
  expect(streetRules(lines({ id: 1, width: 3 })).notes[0]!.message).toContain("columns are id, width");
  expect(() => streetRules(lines({ kind: "motorway" }))).toThrow('Row 1 says kind = "motorway"');
  expect(streetRules(lines({ kind: "motorway" }), "kind").ruleOf({ kind: "motorway" })?.walk).toBe(false);
  expect(() => streetRules(lines({ kind: "x" }), "art")).toThrow('no column "art"');
});
