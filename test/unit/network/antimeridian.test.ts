/**
 * A town on the 180th meridian is one town: it gives what the same town gives elsewhere.
 */
import { expect, test } from "vitest";
import { minutes } from "../../../src/base/cost-units.js";
import { buildWalkNetwork } from "../../../src/city/open/build-walk-network.js";
import { openCity } from "../../../src/city/open-city.js";
import { multiPolygonAreaM2 } from "../../../src/geo/polygons.js";
import { checkIsochrone } from "../../../src/isochrone/check-isochrone.js";
import { isochrone } from "../../../src/isochrone/isochrone.js";
import { linkPoints } from "../../../src/network/link-points.js";
import { PROFILES } from "../../../src/network/profiles.js";
import { walkCosts } from "../../../src/network/walk-costs.js";
import { type OsmPlan, osmTown } from "../../support/osm-town.js";
import { place } from "../../support/town.js";

/** Streets from 300 m west to 300 m east at four heights, joined at both ends and in the middle; a river along north 150. */
const PLAN: OsmPlan = {
  nodes: {
    a0: [-300, 0],
    a1: [40, 0],
    a2: [300, 0],
    b0: [-300, 100],
    b1: [40, 100],
    b2: [300, 100],
    c0: [-300, 200],
    c1: [40, 200],
    c2: [300, 200],
    r0: [-400, 150],
    r1: [280, 150],
  },
  ways: [
    { over: ["a0", "a1", "a2"], tags: { highway: "residential", name: "South Street" } },
    { over: ["b0", "b1", "b2"], tags: { highway: "residential" } },
    { over: ["c0", "c1", "c2"], tags: { highway: "residential" } },
    { over: ["a0", "b0"], tags: { highway: "steps" } },
    { over: ["a1", "b1"], tags: { highway: "footway" } },
    { over: ["a2", "b2", "c2"], tags: { highway: "footway" } },
    { over: ["r0", "r1"], tags: { waterway: "river" } },
  ],
};

/** The town with its middle at a longitude. */
function townAt(lon: number) {
  const osm = osmTown(PLAN);
  const lonE7 = osm.nodes.lonE7.map((e7) => Math.round(turned(e7 / 1e7 + lon) * 1e7));
  return buildWalkNetwork({ ...osm, nodes: { ...osm.nodes, lonE7 } });
}

const turned = (lon: number) => (lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon);

function at(lon: number, east: number, north: number): [number, number] {
  const [x, y] = place(east, north);
  return [turned(x + lon), y];
}

const PAIRS: readonly (readonly [
  readonly [number, number],
  readonly [number, number],
  number | null,
  number | null,
])[] = [
  [[-120, 10], [120, -10], 240, 20], // along South Street across the meridian
  [[-5, 0], [5, 0], 10, 0],
  [[-50, 120], [-50, 180], null, null], // the river: by the eastern end, 350 + 100 + 350, and 20 + 20 off
  [[0, 30], [0, 90], 110, 50], // over to the footway, 40 m off, up it and back along the second street
] as const;

test.each([
  170, 180, -180, 179.9995, -179.9992,
])("walks across a town at %d° are those of the plan", async (lon) => {
  const city = await openCity({ streets: townAt(lon) });
  for (const [from, to, streetM, offM] of PAIRS) {
    const walk = city.walk(at(lon, ...from), at(lon, ...to));
    expect(walk?.streetM).toBeCloseTo(streetM ?? 800, 0);
    expect(walk?.offStreetM).toBeCloseTo(offM ?? 40, 0);
  }
  await city.close();
});

test("a walk across the meridian is drawn as two lines that meet on it", async () => {
  const city = await openCity({ streets: townAt(180) });
  const walk = city.walk(at(180, -20, 0), at(180, 20, 0));
  expect(walk?.geometry.type).toBe("MultiLineString");
  const [west, east] = (walk?.geometry.coordinates ?? []) as number[][][];
  expect(west?.at(-1)).toEqual([180, 0]);
  expect(east?.[0]).toEqual([-180, 0]);
  await city.close();
});

test.each([
  180, -179.9992,
])("a circle in a town at %d° is proven, cut at the meridian, and as large as elsewhere", (lon) => {
  const circleAt = (middle: number) => {
    const costs = walkCosts(townAt(middle), PROFILES.adult);
    const [x, y] = at(middle, -10, 5);
    const origin = linkPoints(
      costs,
      { lon: Float64Array.of(x), lat: Float64Array.of(y), entrances: null, residentsOnly: null },
      { islandsToo: true },
    );
    const circle = isochrone(costs, origin, { cutoffs: [minutes(2), minutes(4)] });
    expect(checkIsochrone(origin, circle).violations).toEqual([]);
    return circle;
  };
  const [here, there] = [circleAt(lon), circleAt(170)];
  for (const k of [0, 1]) {
    const polygons = here.polygons[k] ?? [];
    for (const ring of polygons.flat()) {
      const lons = ring.map(([x]) => x);
      expect(Math.max(...lons) - Math.min(...lons)).toBeLessThan(1);
    }
    expect(polygons.length).toBeGreaterThan(there.polygons[k]?.length ?? 0);
    const areaM2 = multiPolygonAreaM2([...(there.polygons[k] ?? [])] as [number, number][][][]);
    expect(multiPolygonAreaM2([...polygons] as [number, number][][][]) / areaM2).toBeCloseTo(1, 2);
    expect(here.reachedMm[k]).toBe(there.reachedMm[k]);
  }
});

test("blocks and facilities on either side of the meridian are judged as one town", async () => {
  const city = await openCity({
    streets: townAt(180),
    blocks: [
      { id: "west", ...xy(at(180, -200, 5)), residents: 10 },
      { id: "east", ...xy(at(180, 200, 5)), residents: 20 },
    ],
    facilities: [{ id: "f", services: ["pharmacy"], ...xy(at(180, 100, -5)) }],
    services: ["pharmacy"],
    minutes: [5],
  });
  const rows = (await city.analyze()).rows({ service: "pharmacy" });
  // 300 and 100 m of street, 5 m off it at either end.
  expect(rows.map(({ block, walkM }) => [block, Math.round(walkM ?? 0)])).toEqual([
    ["west", 310],
    ["east", 110],
  ]);
  await city.close();
});

const xy = ([lon, lat]: [number, number]) => ({ lon, lat });
