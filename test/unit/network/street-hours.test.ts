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
async function walks(tags: Parameters<typeof network>[0], times: readonly string[], north = 1000) {
  const built = network(tags, north);
  const answers: number[][] = [];
  for (const streets of [built, decodeNetwork(encodeNetwork(built))]) {
    const city = await openCity({ streets });
    const found: number[] = [];
    for (const time of [null, ...times]) {
      const then = time === null ? city : await city.at(time);
      found.push(Math.round(then.walk(place(0, north), place(200, north))?.streetM ?? -1));
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
  ["a condition that is no time", { way: { "access:conditional": "no @ (weight>3.5)" } }, [200, 200, 200]],
  [
    "hours of a shop at a point of the way",
    { node: { shop: "kiosk", opening_hours: "06:00-22:00" } },
    [200, 200, 200],
  ],
])("%s", async (_, tags, metres) => {
  expect(await walks(tags, [NOON, NIGHT])).toEqual(metres);
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
