/**
 * What-ifs on a street of 2 km: what is measured again, and that every question starts from the city as it is.
 */
import { afterAll, expect, test } from "vitest";
import type { ScenarioEdit } from "../../../../src/scenario/edits.js";
import { timeRequirements } from "../../../../src/standards/requirements.js";
import { block, facility } from "../../../support/gap-input.js";
import { openWhatIf } from "../../../support/questions.js";
import { at } from "../../../support/street-city.js";
import { place, town } from "../../../support/town.js";

// A canteen at either end. The street carries ten homes, one every 200 m: 100, 300, …, 1900 m.
const STREETS = town({
  points: { w: [0, 0], m: [1000, 0], e: [2000, 0], n: [1000, 50] },
  // A lane of 50 m, so that there is a junction in the middle.
  streets: [{ over: ["w", "m", "e"] }, { over: ["m", "n"] }],
});
// Lengths are those of the map, as in a city: no walk is shorter than the straight line.
const NETWORK = { ...STREETS, source: { ...STREETS.source, givenLengths: false } };
const HOMES = Array.from({ length: 10 }, (_, i) => block(`${100 + 200 * i}`, 10, at(100 + 200 * i)));
const CANTEENS = [facility("west", ["meals"], at(0)), facility("east", ["meals"], at(2000))];
const FACILITIES = {
  facilities: CANTEENS,
  completeness: { meals: "complete" as const },
  suspectedDuplicates: [],
  merged: 0,
  notes: [],
};

// Five minutes at 1.2 m/s are 360 m: the two homes next to either end are served.
const city = await openWhatIf(
  NETWORK,
  { blocks: { blocks: HOMES, notes: [] }, facilities: FACILITIES },
  { requirements: timeRequirements(["meals"], 5, "adult") },
);
afterAll(() => city.close());

const metOf = ({ services }: typeof city.before) =>
  HOMES.filter((_, b) => services[0]!.verdict[b] === 0).map(({ id }) => id);
const ask = (...edits: ScenarioEdit[]) => city.ask(edits);

test("the city as it is serves the homes at its ends", () => {
  expect(metOf(city.before)).toEqual(["100", "300", "1700", "1900"]);
});

test("a new canteen in the middle serves those near it, and only blocks that are not farther from it are measured again", async () => {
  const { after, measuredAgain } = await ask({
    do: "add-facility",
    id: "mid",
    services: ["meals"],
    ...at(1000),
  });
  expect(metOf(after)).toEqual(["100", "300", "700", "900", "1100", "1300", "1700", "1900"]);
  // Nearer to the middle than to an end are 700, 900, 1100 and 1300 m; 500 and 1500 m lie as far from both.
  expect(measuredAgain).toEqual([6]);
  // Indexes of nearest facilities are those of the new set.
  const nearest = [...after.services[0]!.nearest].map((f) => after.facilities.facilities[f]!.id);
  expect(nearest.slice(0, 2)).toEqual(["west", "west"]);
  expect(nearest.slice(3, 7)).toEqual(["mid", "mid", "mid", "mid"]);
});

test("a closed canteen leaves its homes to the other one", async () => {
  const { after, change } = await ask({ do: "close-facility", id: "west" });
  expect(metOf(after)).toEqual(["1700", "1900"]);
  const walksM = [...after.services[0]!.walkMm].map((mm) => Math.round(mm / 1000));
  expect(walksM).toEqual([1900, 1700, 1500, 1300, 1100, 900, 700, 500, 300, 100]);
  expect(change.services[0]).toMatchObject({ blocksLost: 2, residentsLost: 20 });
});

test("an edit of another service measures nothing again", async () => {
  const clinic: ScenarioEdit = { do: "add-facility", id: "clinic", services: ["health"], ...at(1000) };
  const { measuredAgain, change } = await ask(clinic);
  expect([measuredAgain, change.blocks]).toEqual([[0], []]);
});

test("every question starts from the city as it is", async () => {
  await ask({ do: "close-facility", id: "east" });
  const { change } = await ask({ do: "close-facility", id: "west" });
  expect(change.services[0]).toMatchObject({ residentsMetBefore: 40, residentsMetAfter: 20 });
});

test("a new street shortens the walks that use it and leaves all others", async () => {
  // A street that goes 600 m east, 100 m north and 600 m back west, to the canteen. One home at its start, 1300 m away;
  // one at its second corner, 600 m away.
  const bent = await openWhatIf(
    town({
      points: { start: [0, 0], a: [600, 0], b: [600, 100], end: [0, 100] },
      streets: [{ over: ["start", "a", "b", "end"] }],
    }),
    {
      blocks: { blocks: [block("start", 10, at(0)), block("corner", 10, at(600, 100))], notes: [] },
      facilities: { ...FACILITIES, facilities: [facility("c", ["meals"], at(0, 100))] },
    },
    { requirements: timeRequirements(["meals"], 10, "adult") },
  );
  const line = [place(0, 0), place(0, 100)];
  const { after, change } = await bent.ask([{ do: "add-street", line }]);
  expect([...after.services[0]!.walkMm].map((mm) => Math.round(mm / 1000))).toEqual([100, 600]);
  // Ten minutes are 720 m.
  expect(change.services[0]).toMatchObject({ blocksGained: 1, shorter: 1, longer: 0 });
  await bent.close();
});
