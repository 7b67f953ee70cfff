import { expect, test } from "vitest";
import { CityLinks } from "../../../../src/city/open/city-links.js";
import { relink } from "../../../../src/city/what-if/relink.js";
import { DISTANCE_BASIS } from "../../../../src/network/profiles.js";
import { applyScenario } from "../../../../src/scenario/apply-scenario.js";
import type { ScenarioEdit } from "../../../../src/scenario/edits.js";
import { block, facility } from "../../../support/gap-input.js";
import { at } from "../../../support/street-city.js";
import { place, town } from "../../../support/town.js";

// Three streets in a row, of 500 m, 1000 m and 500 m, with a home 20 m north of the west end, the middle and the east end.
const NETWORK = town({
  points: { w: [0, 0], a: [500, 0], b: [1500, 0], e: [2000, 0] },
  streets: [
    { over: ["w", "a"], name: "West Street" },
    { over: ["a", "b"], name: "Middle Street" },
    { over: ["b", "e"], name: "East Street" },
  ],
});
const PLACES = {
  blocks: { blocks: [0, 1000, 2000].map((east) => block(`${east}`, 10, at(east, 20))), notes: [] },
  facilities: {
    facilities: [facility("c", ["meals"], at(500))],
    completeness: {},
    suspectedDuplicates: [],
    merged: 0,
    notes: [],
  },
};
const BEFORE = new CityLinks(NETWORK).places(DISTANCE_BASIS, PLACES);

function after(...edits: ScenarioEdit[]) {
  const scenario = applyScenario(NETWORK, PLACES.facilities, edits);
  return relink(BEFORE, scenario, { ...PLACES, facilities: scenario.facilities });
}

test("edits of facilities link facilities again and no block", () => {
  const moved = after({ do: "move-facility", id: "c", ...at(700) });
  expect(moved.blocksRelinked).toEqual([]);
  // 200 m along Middle Street.
  expect([...moved.facilities.alongMm].map((mm) => Math.round(mm / 1000))).toEqual([200]);
  expect(moved.blocks.edge).toEqual(BEFORE.blocks.edge);
});

test("a new street links again the blocks within 150 m of it and of the street that it cuts", () => {
  // A lane northwards at 900 m cuts Middle Street, which begins 500 m from the other homes.
  const line = [place(900, 0), place(900, 50)];
  expect(after({ do: "add-street", line }).blocksRelinked).toEqual([1]);
  // It passes the home in the middle at 5 m in place of 20 m.
  const near = after({ do: "add-street", line: [place(1005, 0), place(1005, 50)] });
  expect(near.blocksRelinked).toEqual([1]);
  const legsM = (linked: typeof near.blocks, b: number) =>
    Array.from(linked.offStreetMm.subarray(linked.firstLink[b], linked.firstLink[b + 1]), (mm) =>
      Math.round(mm / 1000),
    );
  expect(legsM(near.blocks, 1)).toContain(5);
  expect(legsM(BEFORE.blocks, 1)).toEqual([20]);
  expect(legsM(near.blocks, 0)).toEqual(legsM(BEFORE.blocks, 0));
});

test("a closed street leaves its blocks without links", () => {
  const line = [place(1000, -10), place(1000, 10)];
  const closed = after({ do: "close-street", line });
  expect([...closed.blocks.unlinked].map((reason) => reason > 0)).toEqual([false, true, false]);
});
