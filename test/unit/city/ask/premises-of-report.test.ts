import { expect, test } from "vitest";
import { InvalidInputError } from "../../../../src/base/errors.js";
import { pilotCandidates, premisesOfReport } from "../../../../src/city/ask/premises-of-report.js";
import { CityLinks } from "../../../../src/city/open/city-links.js";
import { PROFILES } from "../../../../src/network/profiles.js";
import type { Premises } from "../../../../src/siting/premises/premises.js";
import { block, KINDERGARTEN, MEALS, measures, report } from "../../../support/gap-input.js";
import { at, STREET } from "../../../support/street-city.js";

const ROOM = { minAreaM2: 60, maxFloor: null, ownEntrance: false, basement: false };
const UNKNOWN = {
  ...{ name: "", floor: null, lift: null, ownEntrance: null, owner: null, mode: null, means: null },
  ...{
    readyYear: null,
    availableUntil: null,
    changesLandUse: null,
    fixedCost: null,
    fitOutPerM2: null,
    rentPerM2Year: null,
  },
  ...{ services: null, unit: null },
};
const premises = (id: string, eastM: number, areaM2: number): Premises => ({
  ...UNKNOWN,
  ...at(eastM),
  id,
  areaM2,
});

// Homes at 0, 500 and 1000 m of the street; the first one has its canteen, none has a kindergarten in its 300 m.
const BLOCKS = [
  block("a", 100, {
    ...at(0),
    ages: { "60+": 30, "3-5": 4 },
    units: { community: "West", subdistrict: "S" },
  }),
  block("b", 50, { ...at(500), ages: { "60+": 20 }, unit: "Middle" }),
  block("c", 20, at(1000)),
];
const REPORT = report(BLOCKS, [
  measures(MEALS, [200, 1200, 1300]),
  measures(KINDERGARTEN, [900, 900, "unlinked"]),
]);
const PREMISES = [premises("x", 250, 100), premises("small", 900, 10)];
const question = (rooms: Record<string, typeof ROOM>) =>
  premisesOfReport(new CityLinks(STREET), REPORT, PREMISES, { rooms, profile: PROFILES.adult });

test("covered is who is met, and people are those who need the service", () => {
  const { services } = question({ meals: ROOM, kindergarten: ROOM });
  const [meals, kindergarten] = services;
  expect([meals!, kindergarten!].map(({ covered }) => Array.from(covered))).toEqual([
    [1, 0, 0],
    [0, 0, 0],
  ]);
  // Meals are for people of 60 and more, kindergartens for children of 3 to 5; who is not known counts nothing.
  expect([meals!.people, kindergarten!.people]).toEqual([
    [30, 20, 0],
    [4, 0, 0],
  ]);
  // Meals are one of the four core functions, kindergartens are none.
  expect([meals!.core, kindergarten!.core]).toEqual([true, false]);
});

test("blocks whose verdict is unknown are marked", () => {
  const { services } = question({ meals: ROOM, kindergarten: ROOM });
  // The third home joins no street for its kindergarten.
  expect(services.map(({ unknown = [] }) => Array.from(unknown))).toEqual([
    [0, 0, 0],
    [0, 0, 1],
  ]);
});

test("premises are reached within the walk of the rule", () => {
  const [meals, kindergarten] = question({ meals: ROOM, kindergarten: ROOM }).services;
  // Fifteen minutes are 1080 m at 1.2 m/s and reach everything; 300 m reach 250 m from 0 and 500 m, 900 m from 1000 m.
  expect([...meals!.matrix.firstOfDemand]).toEqual([0, 2, 4, 6]);
  expect([...kindergarten!.matrix.firstOfDemand]).toEqual([0, 1, 2, 3]);
  expect([...kindergarten!.matrix.candidate]).toEqual([0, 0, 1]);
});

test("groups and communities are those that the blocks name", () => {
  const { groups, unitOfPlace } = question({ meals: ROOM });
  expect(groups).toEqual({ "60+": [30, 20, 0], "3-5": [4, 0, 0] });
  expect(unitOfPlace).toEqual(["West", "Middle", null]);
});

test("a service that the report does not judge is refused", () => {
  expect(() => question({ health: ROOM })).toThrow(InvalidInputError);
  expect(() => question({ health: ROOM })).toThrow(/"health".*meals, kindergarten/);
});

test("communities are candidates for pilots with who lacks what, and what premises in reach could mend", () => {
  const candidates = pilotCandidates(question({ meals: ROOM, kindergarten: ROOM }), BLOCKS);
  // West lacks a kindergarten for 4 children, Middle a canteen for 20 people. The small room holds nothing.
  expect(candidates).toEqual([
    { unit: "West", subdistrict: "S", peopleWithout: 4, peopleHelped: 4, usablePremises: 1, cost: null },
    { unit: "Middle", subdistrict: "", peopleWithout: 20, peopleHelped: 20, usablePremises: 1, cost: null },
  ]);
});

test("groups of a plan make sense with its services, whether or not their demand is counted by age", () => {
  // No block tells who is 60 and more: meals count all residents, and still are not for children.
  const blocks = BLOCKS.map((one) => ({ ...one, ages: { "0-2": 3, "3-5": 4, "65+": 9 } }));
  const set = report(blocks, [measures(MEALS, [200, 1200, 1300]), measures(KINDERGARTEN, [900, 900, 900])]);
  const { services } = premisesOfReport(new CityLinks(STREET), set, PREMISES, {
    rooms: { meals: ROOM, kindergarten: ROOM },
    profile: PROFILES.adult,
  });
  expect(services.map(({ id, groups }) => [id, groups])).toEqual([
    ["meals", ["65+"]],
    ["kindergarten", ["3-5"]],
  ]);
});
