/** Two registers of the same facilities in Wuhan, one of them in degrees that it does not declare. */
import { expect, test } from "vitest";
import { auditLayerOffset } from "../../../src/audit/layer-offset.js";
import { BD09, GCJ02 } from "../../../src/crs/index.js";
import type { Facility, FacilitySet } from "../../../src/places/places.js";
import { facility } from "../../support/gap-input.js";

type Move = (lon: number, lat: number) => readonly [number, number];

const stay: Move = (lon, lat) => [lon, lat];

/** `count` facilities 200 m apart, the n-th called after its number; in China by default. */
function register(
  source: string,
  count: number,
  move: Move,
  [lon, lat]: readonly [number, number] = [114.3, 30.6],
): Facility[] {
  return Array.from({ length: count }, (_, n) => {
    const [x, y] = move(lon + 0.002 * n, lat + 0.001 * (n % 5));
    return facility(`${source}-${n}`, ["meals"], { name: `食堂${n}`, source, lon: x, lat: y });
  });
}

const findingsOf = (...facilities: readonly Facility[]) => {
  const set: FacilitySet = { facilities, completeness: {}, suspectedDuplicates: [], merged: 0, notes: [] };
  return auditLayerOffset(set).map(({ code, id, message }) => [code, id, message.en.split(":")[0]]);
};

test("of two registers the one in shifted degrees is named, with its system", () => {
  const right = register("right.csv", 12, stay);
  for (const crs of [GCJ02, BD09]) {
    const shifted = register("shifted.csv", 12, crs.fromWgs84);
    expect(findingsOf(...right, ...shifted)).toEqual([
      ["shifted", "shifted.csv", `beside right.csv it looks like ${crs.id}`],
    ]);
  }
});

test("registers that agree, or differ by what no system does, are not called shifted", () => {
  const right = register("right.csv", 12, stay);
  expect(findingsOf(...right, ...register("other.csv", 12, stay))).toEqual([]);
  // 0.004 degrees are 380 m westwards; GCJ-02 moves these places by 590 m to the south-east.
  expect(findingsOf(...right, ...register("other.csv", 12, (lon, lat) => [lon - 0.004, lat]))).toEqual([]);
});

test("nine pairs, names that come twice, other services and places outside China give no verdict", () => {
  const shifted = register("shifted.csv", 12, GCJ02.fromWgs84);
  expect(findingsOf(...register("right.csv", 9, stay), ...shifted)).toEqual([]);
  const twice = register("right.csv", 12, stay).map((f) => ({ ...f, name: "食堂" }));
  expect(findingsOf(...twice, ...shifted)).toEqual([]);
  const others = register("right.csv", 12, stay).map((f) => ({ ...f, services: ["health"] }));
  expect(findingsOf(...others, ...shifted)).toEqual([]);
  const abroad = [71.4, 51.1] as const;
  const east: Move = (lon, lat) => [lon + 0.005, lat];
  expect(
    findingsOf(...register("right.csv", 12, stay, abroad), ...register("shifted.csv", 12, east, abroad)),
  ).toEqual([]);
});
