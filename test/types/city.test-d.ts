/**
 * A city takes plain things and gives plain things, and refuses at compile time what it would refuse when run.
 */
import { expectTypeOf, test } from "vitest";
import type { City, CityReportRow, CityWalk } from "../../src/index.js";
import { openCity } from "../../src/index.js";

declare const city: City;

test("a city is opened from a name, or from things in any mixture", () => {
  expectTypeOf(openCity).returns.resolves.toEqualTypeOf<City>();
  expectTypeOf(openCity).toBeCallableWith("living-circle.yaml");
  expectTypeOf(openCity).toBeCallableWith({
    streets: "city.osm.pbf",
    blocks: [{ lon: 71.4, lat: 51.1, residents: 10 }],
    facilities: [{ lon: 71.4, lat: 51.1, services: ["childcare"] }],
    minutes: [5, 15],
  });
  // @ts-expect-error streets are needed
  openCity({ minutes: [15] });
  // @ts-expect-error a facility names its services
  openCity({ streets: "a.osm", facilities: [{ lon: 71.4, lat: 51.1 }] });
});

test("answers are rows, GeoJSON and numbers", () => {
  expectTypeOf(city.analyze).returns.resolves.toHaveProperty("rows").returns.toEqualTypeOf<CityReportRow[]>();
  expectTypeOf(city.walk([71.4, 51.1], { lon: 71.5, lat: 51.1 })).toEqualTypeOf<CityWalk | null>();
  expectTypeOf(city.isochrone([71.4, 51.1], { minutes: [5, 10] }).type).toEqualTypeOf<"FeatureCollection">();
  // @ts-expect-error a place is longitude and latitude
  city.walk("here", [71.5, 51.1]);
});

test("each siting model takes its own options", () => {
  const candidates = [{ lon: 71.4, lat: 51.1, name: "hall" }];
  expectTypeOf(city.sites({ model: "mclp", p: 5, candidates, minutes: 15 })).resolves.toHaveProperty(
    "chosen",
  );
  // @ts-expect-error lscp finds the number of sites itself
  city.sites({ model: "lscp", p: 5, candidates, minutes: 15 });
});

test("a city is closed by await using where the library knows it", () => {
  expectTypeOf(city[Symbol.asyncDispose]).returns.resolves.toBeVoid();
});
