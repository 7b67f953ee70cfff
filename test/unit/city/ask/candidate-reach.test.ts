/**
 * From streets to a siting question, on a street worked out by hand.
 */

import { expect, test } from "vitest";
import { metres, minutes } from "../../../../src/base/cost-units.js";
import { candidateReach } from "../../../../src/city/ask/candidate-reach.js";
import { CityLinks } from "../../../../src/city/open/city-links.js";
import { PROFILES } from "../../../../src/network/profiles.js";
import { selectSites } from "../../../../src/siting/select-sites.js";
import { place, town } from "../../../support/town.js";

const NETWORK = town({ points: { a: [0, 0], b: [1000, 0] }, streets: [{ over: ["a", "b"] }] });

function at(eastM: number, northM = 0) {
  const [lon, lat] = place(eastM, northM);
  return { lon, lat, entrances: [] };
}

test("reach is the walk door to door, in metres or in minutes", () => {
  // Homes at 0, 400 and 1,000 m; premises at 300 m, and one 500 m off the street that joins none.
  const homes = [at(0), at(400), at(1000)];
  const reach = candidateReach(new CityLinks(NETWORK), homes, [at(300), at(500, 500)], {
    limit: metres(300),
  });
  expect([...reach.firstOfDemand]).toEqual([0, 1, 2, 2]);
  expect([...reach.cost].map(Math.round)).toEqual([300, 100]);
  // At 1 m/s 700 m are 11.7 minutes.
  const slow = candidateReach(new CityLinks(NETWORK), homes, [at(300)], {
    limit: minutes(12),
    profile: PROFILES.senior60,
  });
  expect([...slow.cost].map((cost) => Math.round(10 * cost))).toEqual([50, 17, 117]);
});

test("premises are entered by their doors", () => {
  const [lon, lat] = place(1000, 0);
  const reach = candidateReach(new CityLinks(NETWORK), [at(1000)], [{ ...at(0), entrances: [[lon, lat]] }], {
    limit: metres(10),
  });
  expect([...reach.cost]).toEqual([0]);
});

test("what is reached is what siting covers", async () => {
  const homes = [at(0), at(400), at(1000)];
  const matrix = candidateReach(new CityLinks(NETWORK), homes, [at(200), at(900)], { limit: metres(250) });
  // From 200 m two homes, from 900 m one.
  expect(await selectSites({ model: "mclp", matrix, p: 1 })).toMatchObject({ objective: 2, sites: [0] });
});
