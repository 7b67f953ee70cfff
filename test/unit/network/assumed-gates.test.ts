/** Homes that walls shut in: a gate is assumed; rivers, railways and motorways stay shut. */
import { expect, test } from "vitest";
import { buildWalkNetwork } from "../../../src/city/open/build-walk-network.js";
import { openCity } from "../../../src/city/open-city.js";
import { decodeNetwork, encodeNetwork } from "../../../src/network/storage.js";
import { auditCsv } from "../../../src/report/tables/audit-tables.js";
import { type OsmPlan, osmTown } from "../../support/osm-town.js";
import { place } from "../../support/town.js";

type Tags = Readonly<Record<string, string>>;

/** A street along the south, and around the home at (100, 30) a closed line; another home at (300, 30) stands in the open. */
const plan = (around: Tags, gapped = false): OsmPlan => ({
  nodes: {
    a: [0, 0],
    b: [500, 0],
    c: [80, 10],
    d: [120, 10],
    e: [120, 50],
    f: [80, 50],
    g: [100, 10],
  },
  ways: [
    { over: ["a", "b"], tags: { highway: "residential" } },
    { over: gapped ? ["d", "e", "f", "c"] : ["c", "g", "d", "e", "f", "c"], tags: around },
  ],
});

const homes = (["walled", "open"] as const).map((id, i) => {
  const [lon, lat] = place(100 + 200 * i, 30);
  return { id, lon, lat, residents: 300 - 100 * i };
});
const [lon, lat] = place(200, 5);
const shops = [{ id: "p", services: ["pharmacy"], lon, lat }];

async function cityOf(around: Tags, more: object = {}, gapped = false) {
  return openCity({
    streets: buildWalkNetwork(osmTown(plan(around, gapped))),
    blocks: homes,
    facilities: shops,
    services: ["pharmacy"],
    minutes: [15],
    ...more,
  });
}

test.each<[Tags]>([
  [{ barrier: "wall" }],
  [{ barrier: "retaining_wall" }],
  [{ barrier: "city_wall" }],
])("a home that %j shuts in joins the nearest street, and the audit says so", async (around) => {
  const city = await cityOf(around);
  const rows = (await city.analyze()).rows({ service: "pharmacy" });
  // 30 m to the street, 100 m along it, 5 m to the pharmacy.
  expect(rows.map(({ verdict, walkM }) => [verdict, Math.round(walkM ?? 0)])).toEqual([
    ["met", 135],
    ["met", 135],
  ]);
  expect(city.link(homes[0] ?? place(0, 0))).toMatchObject({ reason: "linked", gateAssumed: true });
  expect(city.link(homes[1] ?? place(0, 0))).not.toHaveProperty("gateAssumed");
  const found = city.audit().findings.filter(({ code }) => code === "gate-assumed");
  expect(found.map(({ id, layer, severity }) => [id, layer, severity])).toEqual([
    ["walled", "blocks", "warning"],
  ]);
  expect(found[0]?.message.en).toBe(
    "a wall shuts every way out: a gate is assumed, and the nearest street is joined (1 of 2 blocks, 300 residents)",
  );
  expect([...auditCsv(city.audit())].join("")).toContain("围墙");
  await city.close();
});

test("a setting turns the assumption off, also for a network that is saved", async () => {
  const city = await cityOf({ barrier: "wall" }, { assumeGates: false });
  expect(city.link(homes[0] ?? place(0, 0)).reason).toBe("behind-barrier");
  expect(
    city
      .audit()
      .findings.filter(({ code }) => code === "behind-barrier")
      .map(({ id }) => id),
  ).toEqual(["walled"]);
  const saved = decodeNetwork(encodeNetwork(city.network));
  await city.close();
  expect(saved.linking).toEqual({ assumeGates: false });
});

test.each<[Tags, kind: string]>([
  [{ waterway: "river" }, "river"],
  [{ railway: "rail" }, "rail"],
  [{ highway: "motorway" }, "motorway"],
  [{ natural: "water" }, "water"],
])("a home within %j stays shut, and the audit names the %s", async (around, kind) => {
  const city = await cityOf(around);
  const rows = (await city.analyze()).rows({ service: "pharmacy" });
  expect(rows.map(({ verdict }) => verdict)).toEqual(["unknown", "met"]);
  const found = city.audit().findings.filter(({ code }) => code === "behind-barrier");
  expect(found.map(({ id, message }) => [id, message.en.split(" lies")[0]])).toEqual([
    ["walled", `a ${kind}`],
  ]);
  await city.close();
});

test("fences and hedges shut nobody in, and a wall with a gap is walked round by no assumption", async () => {
  for (const barrier of ["fence", "hedge"]) {
    const city = await cityOf({ barrier });
    expect(city.audit().counts).not.toHaveProperty("gate-assumed");
    await city.close();
  }
  const gapped = await cityOf({ barrier: "wall" }, {}, true);
  expect(gapped.link(homes[0] ?? place(0, 0))).not.toHaveProperty("gateAssumed");
  await gapped.close();
});

test("the longest leg off the street is a setting of the city, for homes, walks and circles", async () => {
  const far = [
    homes[1] ?? { id: "open", lon, lat },
    { id: "far", ...{ lon: place(250, 190)[0], lat: place(250, 190)[1] }, residents: 5 },
  ];
  const usual = await cityOf({}, { blocks: far });
  const longer = await cityOf({}, { blocks: far, offStreetCapM: 200 });
  const verdict = async (city: typeof usual) => (await city.analyze()).rows().map((row) => row.verdict);
  expect([await verdict(usual), await verdict(longer)]).toEqual([
    ["met", "unknown"],
    ["met", "met"],
  ]);
  expect(usual.walk(place(250, 190), place(0, 0))).toBe(null);
  expect(longer.walk(place(250, 190), place(0, 0))?.offStreetM).toBeCloseTo(190, 0);
  expect(longer.isochrone(place(250, 190), { minutes: 5 }).features).toHaveLength(1);
  expect(longer.audit().counts).not.toHaveProperty("off-street");
  await Promise.all([usual.close(), longer.close()]);
});
