import { expect, test } from "vitest";
import { audienceOf, mayUse, namesWithoutBlocks } from "../../../src/places/audience.js";
import { block, facility } from "../../support/gap-input.js";

// Two estates of one community, one of another; a block that names no estate but itself.
const BLOCKS = [
  block("a", 10, { units: { estate: "North Estate", community: "Harbour" } }),
  block("b", 10, { units: { estate: "South Estate", community: "Harbour" } }),
  block("c", 10, { units: { estate: "Harbour", community: "Hill" } }),
  block("d", 10, { name: "Mill House", unit: "Hill" }),
];
const served = (more: Parameters<typeof facility>[2]) => {
  const audience = audienceOf([facility("f", ["meals"], more)], BLOCKS);
  return BLOCKS.flatMap(({ id }, b) => (mayUse(audience, 0, b) ? [id] : []));
};

test("a place that is open, or does not say so, serves everybody", () => {
  expect(served({ openToAll: true, estate: "North Estate" })).toEqual(["a", "b", "c", "d"]);
  expect(served({ openToAll: null, serves: ["a"] })).toEqual(["a", "b", "c", "d"]);
});

test("a place that is not open serves its list, else its estate, else its unit, and without any nobody", () => {
  expect(served({ openToAll: false })).toEqual([]);
  expect(served({ openToAll: false, estate: "North Estate", unit: "Harbour" })).toEqual(["a"]);
  // The community Harbour, not the estate of that name.
  expect(served({ openToAll: false, unit: "Harbour" })).toEqual(["a", "b"]);
  expect(served({ openToAll: false, estate: "Harbour" })).toEqual(["c"]);
  // A list names blocks by id, estates and communities alike; widths, case and spaces make no difference.
  expect(served({ openToAll: false, estate: "Hill", serves: ["ｎｏｒｔｈ estate", "d"] })).toEqual([
    "a",
    "d",
  ]);
  // A block without an estate is its own.
  expect(served({ openToAll: false, estate: "Mill House" })).toEqual(["d"]);
});

test("names that no block has are told", () => {
  const places = [
    facility("f", ["meals"], { openToAll: false, serves: ["a", "Nowhere"] }),
    facility("g", ["meals"], { openToAll: true, serves: ["Elsewhere"] }),
  ];
  expect(namesWithoutBlocks(places, BLOCKS)).toEqual(["Nowhere"]);
});

test("a place that is not open serves the homes of its compound, unless it gives a list", () => {
  const compounds = { ofFacility: () => [7], ofBlock: (b: number) => (b === 2 ? [7] : []) };
  const places = [
    facility("f", ["meals"], { openToAll: false, estate: "North Estate" }),
    facility("g", ["meals"], { openToAll: false, serves: ["b"] }),
  ];
  const [own, listed] = audienceOf(places, BLOCKS, compounds);
  expect([...own!].sort()).toEqual([0, 2]);
  expect([...listed!]).toEqual([1]);
});
