/** Streets and gates with hours, conditions and seasons; each town has a long way round. */
import { expect, test } from "vitest";
import { buildWalkNetwork } from "../../../src/city/open/build-walk-network.js";
import { openCity } from "../../../src/city/open-city.js";
import { decodeNetwork, encodeNetwork } from "../../../src/network/storage.js";
import { type OsmPlan, osmTown } from "../../support/osm-town.js";
import { place } from "../../support/town.js";

type Tags = Readonly<Record<string, string>>;
const NOON = "2026-11-25T12:00"; // a Wednesday
const NIGHT = "2026-11-25T23:00";

/** 200 m from a to c, or 400 m round; `north` lays the town so many metres north of the equator. */
const network = (tags: { readonly way?: Tags; readonly node?: Tags }, north = 1000) => {
  const plan: OsmPlan = {
    nodes: {
      a: [0, north],
      m: [100, north, tags.node ?? {}],
      c: [200, north],
      b1: [0, north + 100],
      b2: [200, north + 100],
    },
    ways: [
      { over: ["a", "m", "c"], tags: { highway: "footway", ...tags.way } },
      { over: ["a", "b1", "b2", "c"], tags: { highway: "residential" } },
    ],
  };
  return buildWalkNetwork(osmTown(plan));
};

/** Metres of street without a time and at each of some, of the network as built and as saved. */
async function walks(tags: Parameters<typeof network>[0], times: readonly string[], north = 1000, off = 0) {
  const built = network(tags, north);
  const answers: number[][] = [];
  for (const streets of [built, decodeNetwork(encodeNetwork(built))]) {
    const city = await openCity({ streets });
    const found: number[] = [];
    for (const time of [null, ...times]) {
      const then = time === null ? city : await city.at(time);
      found.push(Math.round(then.walk(place(0, north + off), place(200, north + off))?.streetM ?? -1));
      if (then !== city) await then.close();
    }
    await city.close();
    answers.push(found);
  }
  expect(answers[1]).toEqual(answers[0]);
  return answers[0];
}

test.each<[string, { way?: Tags; node?: Tags }, number[]]>([
  [
    "a gate that is closed but by day",
    { node: { barrier: "gate", access: "no", "access:conditional": "yes @ (06:00-22:00)" } },
    [400, 200, 400],
  ],
  ["a gate with opening hours", { node: { barrier: "gate", opening_hours: "06:00-22:00" } }, [200, 200, 400]],
  ["a way closed at night", { way: { "foot:conditional": "no @ (22:00-06:00)" } }, [200, 200, 400]],
  [
    "a way closed but at work",
    { way: { access: "no", "access:conditional": "yes @ (Mo-Fr 08:00-18:00)" } },
    [400, 200, 400],
  ],
  ["a park with hours", { way: { opening_hours: "Mo-Su 07:00-20:00" } }, [200, 200, 400]],
  ["a lift with hours", { node: { highway: "elevator", opening_hours: "06:00-22:00" } }, [200, 200, 400]],
  [
    "foot goes before access",
    { way: { foot: "yes", "access:conditional": "no @ (22:00-06:00)" } },
    [200, 200, 200],
  ],
  [
    "the last condition that holds",
    { way: { "access:conditional": "no @ (06:00-22:00); yes @ (11:00-13:00)" } },
    [200, 200, 200],
  ],
  ["a condition that is not a time", { way: { "access:conditional": "no @ (weight>3.5)" } }, [200, 200, 200]],
  [
    "a residents' gate that is open by day",
    { node: { barrier: "gate", access: "private", "access:conditional": "yes @ (06:00-22:00)" } },
    [400, 200, 400],
  ],
  [
    "a locked gate with hours",
    { node: { barrier: "gate", locked: "yes", opening_hours: "06:00-22:00" } },
    [400, 200, 400],
  ],
  ["conditions in access itself", { way: { access: "conditional=yes @ (06:00-22:00)" } }, [200, 200, 400]],
  ["a ban in foot itself", { way: { foot: "no @ (22:00-06:00)" } }, [200, 200, 400]],
  [
    "conditions with semicolons and brackets in them",
    { way: { "foot:conditional": "No@(Mo-Fr 22:00-24:00; Sa-Su 20:00-24:00); yes @ (03:00-04:00)" } },
    [200, 200, 400],
  ],
  [
    "two times that both must hold",
    { way: { "foot:conditional": "no @ (Mo-Fr AND 09:00-13:00)" } },
    [200, 400, 200],
  ],
  [
    "a time and a weight, of which one is not known",
    { way: { "foot:conditional": "no @ (09:00-13:00 AND weight>3)" } },
    [200, 200, 200],
  ],
  [
    "hours of a shop at a point of the way",
    { node: { shop: "kiosk", opening_hours: "06:00-22:00" } },
    [200, 200, 200],
  ],
])("%s", async (_, tags, metres) => {
  expect(await walks(tags, [NOON, NIGHT])).toEqual(metres);
});

test.each<[string, { way: Tags }, number[]]>([
  [
    "a private way that is open by day",
    { way: { access: "private", "foot:conditional": "yes @ (06:00-22:00)" } },
    [360, 240, 360],
  ],
  [
    "a private way that is open to all by day",
    { way: { access: "private", "access:conditional": "yes @ (06:00-22:00)" } },
    [360, 240, 360],
  ],
  ["a private way with hours", { way: { access: "private", opening_hours: "06:00-22:00" } }, [360, 240, 360]],
  [
    "a private drive with hours",
    { way: { highway: "service", service: "driveway", foot: "residents", opening_hours: "06:00-22:00" } },
    [360, 240, 360],
  ],
  [
    "a private way whose conditions are of others",
    { way: { access: "private", "motor_vehicle:conditional": "yes @ (06:00-22:00)" } },
    [360, 360, 360],
  ],
])("%s, to those who come from the street beside it", async (_, tags, metres) => {
  // From 20 m beyond either end: 240 m by the way, 360 m round.
  expect(await walks(tags, [NOON, NIGHT], 1000, 20)).toEqual(metres);
});

test("a season is that of the half of the earth where the town lies", async () => {
  const summer = { way: { seasonal: "summer" } };
  const times = ["2026-07-01T12:00", "2027-01-01T12:00"];
  expect(await walks(summer, times)).toEqual([200, 200, 400]);
  expect(await walks(summer, times, -1000)).toEqual([200, 400, 200]);
  const winter = { way: { "foot:conditional": "no @ winter" } };
  expect(await walks(winter, times)).toEqual([200, 200, 400]);
});

test("what has hours is counted without a time, and what changes is counted at one", async () => {
  const gate = { barrier: "gate", opening_hours: "06:00-22:00" };
  const city = await openCity({
    streets: network({ node: gate, way: { "foot:conditional": "no @ (weight>3)" } }),
  });
  const note = (one: typeof city, code: string) =>
    one.network.source.notes.filter((found) => found.code === code).map(({ count }) => count);
  expect(note(city, "street-hours")).toEqual([2]);
  const night = await city.at(NIGHT);
  expect(note(night, "street-hours")).toEqual([]);
  // The gate stands at two ends of the way.
  expect(note(night, "streets-closed-then")).toEqual([2]);
  expect(note(night, "street-hours-unclear")).toEqual([2]);
  await Promise.all([city.close(), night.close()]);
});

test("facilities behind a gate are met by day and not by night", async () => {
  const [lon, lat] = place(0, 1000);
  const [east] = place(200, 1000);
  const city = await openCity({
    streets: network({ node: { barrier: "gate", opening_hours: "06:00-22:00" } }),
    blocks: [{ id: "home", lon, lat, residents: 10 }],
    facilities: [{ id: "p", services: ["pharmacy"], lon: east, lat }],
    services: ["pharmacy"],
    minutes: [4],
  });
  // 200 m at 1.2 m/s are 167 s, 400 m are 333 s; four minutes are 240 s.
  const verdicts = async (one: typeof city) => (await one.analyze()).rows().map(({ verdict }) => verdict);
  expect(await verdicts(city)).toEqual(["met"]);
  for (const [time, verdict] of [
    [NOON, "met"],
    [NIGHT, "gap"],
  ] as const) {
    const then = await city.at(time);
    expect(await verdicts(then)).toEqual([verdict]);
    await then.close();
  }
  await city.close();
});

/** Streets of 200 m from gate to gate through a yard, or 400 m round it; a home stands in the yard. */
const yard = (west: Tags, east: Tags) =>
  buildWalkNetwork(
    osmTown({
      nodes: {
        a: [0, 1000],
        g1: [50, 1000, { barrier: "gate", access: "private", ...west }],
        m: [100, 1000],
        n: [100, 950],
        g2: [150, 1000, { barrier: "gate", access: "private", ...east }],
        c: [200, 1000],
        b1: [0, 1100],
        b2: [200, 1100],
      },
      ways: [
        { over: ["a", "g1", "m", "g2", "c"], tags: { highway: "residential" } },
        { over: ["m", "n"], tags: { highway: "residential" } },
        { over: ["a", "b1", "b2", "c"], tags: { highway: "residential" } },
      ],
    }),
  );

test.each<[string, Tags, Tags, number[]]>([
  [
    "all gates with the same hours",
    { opening_hours: "06:00-22:00" },
    { opening_hours: "06:00-22:00" },
    [400, 200, 400],
  ],
  ["one gate without hours", { opening_hours: "06:00-22:00" }, {}, [400, 400, 400]],
  ["gates at odds", { opening_hours: "06:00-22:00" }, { opening_hours: "06:00-09:00" }, [400, 400, 400]],
])("a compound with %s", async (_, west, east, metres) => {
  const city = await openCity({ streets: yard(west, east) });
  const found: (number | null)[] = [];
  const home: (number | null)[] = [];
  for (const time of [null, NOON, NIGHT]) {
    const then = time === null ? city : await city.at(time);
    const metresOf = (from: readonly [number, number]) =>
      Math.round(then.walk(place(...from), place(200, 1000))?.streetM ?? -1);
    found.push(metresOf([0, 1000]));
    home.push(metresOf([100, 950]));
    if (then !== city) await then.close();
  }
  await city.close();
  expect(found).toEqual(metres);
  // Who lives there walks out at any hour: 50 m of lane and 100 m through the eastern gate.
  expect(home).toEqual([150, 150, 150]);
});

test("residents of a private way walk out by it at any hour, and a way that opens has the arcs of any street", async () => {
  const streets = network({ way: { access: "private", opening_hours: "06:00-22:00" } });
  const city = await openCity({ streets });
  expect(streets.nodeCount).toBeGreaterThan(streets.streetNodeCount);
  for (const time of [null, NOON, NIGHT]) {
    const then = time === null ? city : await city.at(time);
    // Half of the way, from its middle to its end.
    expect(Math.round(then.walk(place(100, 1000), place(200, 1000))?.streetM ?? -1)).toBe(100);
    expect(then.network.nodeCount === then.network.streetNodeCount).toBe(time === NOON);
    if (then !== city) await then.close();
  }
  expect(
    city.network.source.notes.filter(({ code }) => code === "street-hours").map(({ count }) => count),
  ).toEqual([1]);
  await city.close();
});
