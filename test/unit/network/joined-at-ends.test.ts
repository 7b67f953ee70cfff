/** Tunnels, bridges and corridors on other floors are joined at their ends; circles do not fill beside a tunnel. */
import { expect, test } from "vitest";
import { minutes } from "../../../src/base/cost-units.js";
import { buildWalkNetwork } from "../../../src/city/open/build-walk-network.js";
import { openCity } from "../../../src/city/open-city.js";
import { liesInArea } from "../../../src/geo/area.js";
import { checkIsochrone } from "../../../src/isochrone/check-isochrone.js";
import { isochrone } from "../../../src/isochrone/isochrone.js";
import { linkPoints } from "../../../src/network/link-points.js";
import { PROFILES } from "../../../src/network/profiles.js";
import { walkCosts } from "../../../src/network/walk-costs.js";
import { type OsmPlan, osmTown } from "../../support/osm-town.js";
import { place, pointsAt } from "../../support/town.js";

type Tags = Readonly<Record<string, string>>;

/** A street from w to a, a way of 400 m from a to b, and on to e; 40 m north of the middle a street that leads to e. */
const plan = (middle: Tags): OsmPlan => ({
  nodes: { w: [-100, 0], a: [0, 0], b: [400, 0], e: [500, 0], h: [200, 40], k: [200, 400], l: [500, 400] },
  ways: [
    { over: ["w", "a"], tags: { highway: "residential" } },
    { over: ["a", "b"], tags: { highway: "footway", ...middle } },
    { over: ["b", "e"], tags: { highway: "residential" } },
    { over: ["h", "k", "l", "e"], tags: { highway: "residential" } },
  ],
});

/** From a home 15 m north of the way's middle to w: metres of street and off it. */
async function walkFrom(middle: Tags) {
  const city = await openCity({ streets: buildWalkNetwork(osmTown(plan(middle))) });
  const walk = city.walk(place(200, 15), place(-100, 0));
  await city.close();
  return [Math.round(walk?.streetM ?? -1), Math.round(walk?.offStreetM ?? -1)];
}

test.each<[Tags]>([
  [{}],
  [{ covered: "yes" }],
  [{ covered: "arcade" }],
  [{ tunnel: "building_passage" }],
  [{ layer: "-1" }],
  [{ indoor: "yes", level: "0" }],
])("a home joins a way with %j from beside it", async (tags) => {
  // 200 m of it and 100 m on to w.
  expect(await walkFrom(tags)).toEqual([300, 15]);
});

test.each<[Tags]>([
  [{ tunnel: "yes" }],
  [{ bridge: "yes", layer: "1" }],
  [{ covered: "yes", indoor: "yes" }],
  [{ highway: "corridor", level: "-1" }],
  [{ railway: "platform", highway: "platform", level: "2" }],
])("a home does not join a way with %j, and walks to its end", async (tags) => {
  // Up to k 360, over to l 300, down to e 400, back to b 100, through 400, and on to w 100.
  expect(await walkFrom(tags)).toEqual([1660, 25]);
});

test("a place at the mouth of a tunnel joins the street there", async () => {
  const city = await openCity({ streets: buildWalkNetwork(osmTown(plan({ tunnel: "yes" }))) });
  expect(city.link(place(10, 0)).links.map(({ offStreetM }) => Math.round(offStreetM))).toEqual([10]);
  await city.close();
});

test("two places on one floor join the corridor between them, and one at the ground does not", async () => {
  const streets = buildWalkNetwork(osmTown(plan({ highway: "corridor", level: "-1" })));
  const shop = (id: string, east: number, levels?: readonly number[]) => {
    const [lon, lat] = place(east, 15);
    return { id, services: ["convenience"], lon, lat, levels };
  };
  const facilities = {
    facilities: [shop("a", 100, [-1]), shop("b", 300, [-1, 0]), shop("c", 300)].map((one) => ({
      name: "",
      names: {},
      entrances: [],
      openToAll: null,
      areaM2: null,
      capacity: null,
      source: "register",
      ...one,
    })),
    completeness: {},
    suspectedDuplicates: [],
    merged: 0,
    notes: [],
  };
  const city = await openCity({ streets, facilities, services: ["convenience"], minutes: [15] });
  const nearest = city.nearest(place(-100, 0), "convenience", { k: 3, profile: "distance" });
  // On the floor below: 100 m to a, and 100 or 300 m of corridor, 15 m off. The third has no street within reach but the far one.
  expect(nearest.slice(0, 2).map(({ walk }) => Math.round(walk))).toEqual([215, 415]);
  await city.close();
});

test.each<[Tags, beside: boolean]>([
  [{}, true],
  [{ bridge: "yes" }, true],
  [{ tunnel: "yes" }, false],
  [{ highway: "corridor", level: "-1" }, false],
])("a circle through a way with %j covers what lies beside its middle: %s", (tags, beside) => {
  const costs = walkCosts(buildWalkNetwork(osmTown(plan(tags))), PROFILES.adult);
  const origin = linkPoints(costs, pointsAt([[-50, 0]]), { islandsToo: true });
  const circle = isochrone(costs, origin, { cutoffs: [minutes(4), minutes(10)] });
  expect(checkIsochrone(origin, circle).violations).toEqual([]);
  expect(liesInArea(circle.polygons[1] ?? [], place(200, 10))).toBe(beside);
  // 550 m at 1.2 m/s are 458 s: e is reached by way of the middle.
  expect(liesInArea(circle.polygons[1] ?? [], place(490, 5))).toBe(true);
  expect(circle.reachedMm[1]).toBeGreaterThan(600_000);
});
