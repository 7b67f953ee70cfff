import { expect, test } from "vitest";
import { walkerGroups } from "../../../../src/city/ask/walker-groups.js";
import { CityLinks } from "../../../../src/city/open/city-links.js";
import { PROFILES } from "../../../../src/network/profiles.js";
import { EdgeFlag } from "../../../../src/network/street-draft.js";
import { block, facility } from "../../../support/gap-input.js";
import { place, town } from "../../../support/town.js";

const at = (east: number, north = 0) => {
  const [lon, lat] = place(east, north);
  return { lon, lat };
};

// A street of 900 m from the canteen; the home at its far end has steps of 30 m in between.
const NETWORK = town({
  points: { a: [0, 0], b: [600, 0], c: [630, 0], d: [900, 0] },
  streets: [{ over: ["a", "b"] }, { over: ["b", "c"], attributes: EdgeFlag.steps }, { over: ["c", "d"] }],
});
const PLACES = {
  blocks: {
    blocks: [
      block("near", 100, { ...at(300), ages: { "60+": 40 } }),
      block("mid", 50, { ...at(570), ages: { "60+": 10 } }),
      block("far", 100, { ...at(900), ages: { "60+": 50 } }),
    ],
    notes: [],
  },
  facilities: {
    facilities: [facility("f", ["meals"], at(0))],
    completeness: {},
    suspectedDuplicates: [],
    merged: 0,
    notes: [],
  },
};

test("adults, older people and wheelchairs reach different shares in the same minutes", () => {
  const groups = walkerGroups(new CityLinks(NETWORK), PLACES, { services: ["meals"], minutes: [5, 15] });
  const shares = Object.fromEntries(
    groups.map(({ profile, within }) => [profile.id, within.map(({ demand }) => demand)]),
  );
  // Seconds to the canteen: near 300/v, mid 570/v, far 870/v plus steps of 90/v. 5 minutes are 300 s, 15 are 900 s.
  // adult 1.2: 250, 475, 800; senior60 1.0: 300, 570, 960; senior80 0.7: 429, 814, 1371;
  // childWithCarer 0.9: 333, 633, 1067; stroller 1.0 and wheelchair 0.75 (400, 760) do not pass the steps.
  expect(shares).toEqual({
    adult: [40, 100],
    senior60: [40, 50],
    senior80: [0, 50],
    childWithCarer: [0, 50],
    stroller: [40, 50],
    wheelchair: [0, 50],
  });
  const [adult] = groups;
  expect(adult).toMatchObject({
    service: "meals",
    group: "60+",
    demand: 100,
    unlinked: 0,
    blocksWithoutDemand: 0,
  });
  expect(adult!.within[1]!.share).toBe(1);
  // Half of the 100 older people live at or below 475 s.
  expect(adult!.medianMin).toBeCloseTo(475 / 60, 4);
});

test("a faster profile of one's own reaches no less, and a service without facilities nobody", () => {
  const swift = { ...PROFILES.adult, id: "swift", speedMps: 2 };
  const [slow, fast, none] = [
    walkerGroups(new CityLinks(NETWORK), PLACES, { services: ["meals"], profiles: [PROFILES.adult] })[0]!,
    walkerGroups(new CityLinks(NETWORK), PLACES, { services: ["meals"], profiles: [swift] })[0]!,
    walkerGroups(new CityLinks(NETWORK), PLACES, { services: ["health"], profiles: [swift] })[0]!,
  ];
  fast.within.forEach(({ demand }, i) => {
    expect(demand).toBeGreaterThanOrEqual(slow.within[i]!.demand);
  });
  expect(none.within.map(({ share }) => share)).toEqual([0, 0, 0]);
  expect(none.medianMin).toBeNull();
  expect(() => walkerGroups(new CityLinks(NETWORK), PLACES, { services: [] })).toThrow(
    "at least one service, one profile",
  );
});
