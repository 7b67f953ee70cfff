import { expect, test } from "vitest";
import { metres, minutes } from "../../../../src/base/cost-units.js";
import { serviceCircles } from "../../../../src/city/ask/service-circles.js";
import { CityLinks } from "../../../../src/city/open/city-links.js";
import { DISTANCE_BASIS, PROFILES } from "../../../../src/network/profiles.js";
import { facility } from "../../../support/gap-input.js";
import { at } from "../../../support/street-city.js";
import { town } from "../../../support/town.js";

// A street of 1 km.
const STREET = town({ points: { w: [0, 0], e: [1000, 0] }, streets: [{ over: ["w", "e"] }] });
const FACILITIES = [
  facility("a", ["meals"], at(200)),
  facility("b", ["meals", "health"], at(250)),
  facility("c", ["health"], at(900)),
  facility("d", ["meals"], at(500, 400)),
];
const links = new CityLinks(STREET);
const reachedM = ({ reachedMm }: { readonly reachedMm: ArrayLike<number> }) =>
  Array.from(reachedMm, (mm) => Math.round(mm / 1000));

test("the circles of a service lie around those facilities that offer it", () => {
  // 100 m around 200 m and 250 m are 100 to 350 m; the fourth canteen joins no street.
  const meals = serviceCircles(links, DISTANCE_BASIS, FACILITIES, "meals", [metres(100)]);
  expect(reachedM(meals)).toEqual([250]);
  // Around 250 m and 900 m: 150 to 350 m and 800 to 1000 m.
  const health = serviceCircles(links, DISTANCE_BASIS, FACILITIES, "health", [metres(100)]);
  expect(reachedM(health)).toEqual([400]);
});

test("each cutoff has its circle, towards the facilities and at the walker's speed", () => {
  const one = [facility("x", ["meals"], at(500))];
  // 2 and 5 minutes at 0.7 m/s are 84 m and 210 m both ways.
  const circles = serviceCircles(links, PROFILES.senior80, one, "meals", [minutes(2), minutes(5)]);
  expect(reachedM(circles)).toEqual([168, 420]);
  expect(circles.direction).toBe("to");
});

test("a service without facilities has empty circles", () => {
  const none = serviceCircles(links, DISTANCE_BASIS, FACILITIES, "sports", [metres(100)]);
  expect(reachedM(none)).toEqual([0]);
  expect(none.polygons).toEqual([[]]);
});
