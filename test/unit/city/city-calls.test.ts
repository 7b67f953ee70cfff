/**
 * Wrong arguments to every question of a city end in the library's own error, before anything is computed.
 */
import { expect, test } from "vitest";
import { InvalidInputError, LivingCircleError } from "../../../src/base/errors.js";
import { City } from "../../../src/city/city.js";
import { openCity } from "../../../src/city/open-city.js";
import { StreetQuestions } from "../../../src/city/street-questions.js";
import { at, openStreetCity, STREET_CITY } from "../../support/street-city.js";

const PREMISES = [{ id: "r", ...at(900), areaM2: 100 }];

/** One right call of each method, with every option that it has; `undefined` where an option is not given. */
const CALLS: Readonly<Record<string, readonly unknown[]>> = {
  isochrone: [
    [0, 0],
    { minutes: [5], metres: undefined, direction: "to", profile: "adult", offStreetCapM: 90 },
  ],
  walk: [[0, 0], at(500), { profile: "senior80", offStreetCapM: 100 }],
  link: [[0, 0], { profile: "senior80", offStreetCapM: 100 }],
  matrix: [[at(0)], [at(500)], { minutes: 15, metres: undefined, profile: "adult" }],
  nearest: [at(0), "meals", { k: 1, profile: "adult" }],
  reach: [[at(0)], { minutes: 5, metres: undefined, profile: "adult" }],
  candidates: [],
  analyze: [{ services: ["meals"], onProgress: () => {} }],
  examine: [
    {
      sizes: ["cn.gb50180-2018"],
      demandPer1000: { meals: 30 },
      unknownPlaces: "enough",
      weight: "population",
      metShare: 0.5,
      areaReachM: 500,
      weights: { gap: 1, people: 1, cluster: 1, noAlternative: 1, feasibility: 1 },
      feasibility: () => null,
    },
  ],
  ranges: [{ speedMps: [0.9, 1.5], positionM: 20, capacity: { factor: [0.9, 1.1], unknownPlaces: 10 } }],
  explain: ["meals", "e"],
  walkers: [{ profiles: ["adult"], services: ["meals"], minutes: [5] }],
  sites: [
    {
      model: "mclp",
      p: 1,
      candidates: [at(900)],
      minutes: 5,
      metres: undefined,
      profile: "adult",
      people: "residents",
      state: ["new"],
      group: [0, 0, 1],
      groupShare: 0,
      seed: 1,
      maxNodes: 100,
      exactSize: 1000,
      heuristicOnly: false,
      solverOnly: false,
      timeLimitS: undefined,
      budget: undefined,
      siteCost: undefined,
      capacity: undefined,
      split: undefined,
      need: undefined,
      firstCoverWeight: undefined,
      penalty: undefined,
    },
  ],
  plan: [
    {
      premises: PREMISES,
      rooms: { meals: 60 },
      worth: { meals: 1 },
      kinds: { hosts: ["meals"], never: [] },
      open: [],
      seed: 0,
      maxNodes: 100,
      exactSize: 100,
      budget: undefined,
      rentYears: 0,
      maxPremises: 1,
      modes: { infill: { max: 1 } },
      complex: { minAreaM2: 600 },
      area: { m2Per100Households: 0, units: [] },
      years: { asOf: 2026 },
      first: ["meals"],
    },
  ],
  openings: [["meals"]],
  whatIf: [[{ do: "close-facility", id: "c" }], { crs: "WGS 84" }],
  at: ["2026-11-25T12:00", { timeZone: "Asia/Almaty", holidays: "kz" }],
  audit: [{ allow: [] }],
  report: [{ language: "zh", title: "T", explain: 1 }],
  map: [{ language: "zh", title: "T", service: "meals" }],
};

/** No option of any method takes one of these. */
const NEVER_RIGHT = [Number.NaN, Symbol("s"), null, "", 10n, new Map()];
/** Nor is one of these an object of options. */
const NO_OPTIONS = [null, 15, "15", true, [5], () => 1, new Map(), new Date(0)];

type Method = (...args: unknown[]) => unknown;

/** What a call ends in; of promises what they are rejected with. */
async function errorOf(city: City, name: string, args: readonly unknown[]): Promise<unknown> {
  const method: Method = Reflect.get(city, name);
  try {
    await method.apply(city, [...args]);
    return null;
  } catch (error) {
    return error;
  }
}

function isOptions(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("lon" in value);
}

/** Right arguments with one of them, or one option, replaced. */
function replaced(args: readonly unknown[], position: number, value: unknown): unknown[] {
  return args.map((one, a) => (a === position ? value : one));
}

async function expectRefused(
  city: City,
  name: string,
  args: readonly unknown[],
  what: string,
): Promise<string> {
  const error = await errorOf(city, name, args);
  expect(error, `city.${name}: ${what}`).toBeInstanceOf(InvalidInputError);
  expect((error as InvalidInputError).code).toBe("invalid-input");
  return (error as Error).message;
}

test("every method of a city is called here, and rightly", async () => {
  const names = [City, StreetQuestions].flatMap(({ prototype }) =>
    Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(([name, { value }]) =>
      typeof value === "function" ? [name] : [],
    ),
  );
  const inner = ["constructor", "close", "places", "walker", "requireServices"];
  expect(Object.keys(CALLS).sort()).toEqual(names.filter((name) => !inner.includes(name)).sort());
  const city = await openStreetCity();
  for (const [name, args] of Object.entries(CALLS)) expect(await errorOf(city, name, args), name).toBeNull();
});

test("an argument of a wrong type is refused by every method", async () => {
  const city = await openStreetCity();
  for (const [name, args] of Object.entries(CALLS)) {
    for (const [position, right] of args.entries()) {
      const wrong = isOptions(right) ? NO_OPTIONS : NEVER_RIGHT;
      for (const value of wrong)
        await expectRefused(
          city,
          name,
          replaced(args, position, value),
          `argument ${position} ${typeof value}`,
        );
    }
  }
});

test("an option of a wrong type is refused by every method, and named with what came", async () => {
  const city = await openStreetCity();
  for (const [name, args] of Object.entries(CALLS)) {
    for (const [position, options] of args.entries()) {
      if (!isOptions(options)) continue;
      for (const key of Object.keys(options)) {
        for (const value of NEVER_RIGHT) {
          const changed = replaced(args, position, { ...options, [key]: value });
          const message = await expectRefused(city, name, changed, `${key} ${typeof value}`);
          expect(message).toMatch(new RegExp(`^city\\.${name}: (options|ranges)\\.${key} is .+: expected `));
        }
      }
    }
  }
});

test("a misspelt option is refused by every method, with the one that was perhaps meant", async () => {
  const city = await openStreetCity();
  for (const [name, args] of Object.entries(CALLS)) {
    for (const [position, options] of args.entries()) {
      if (!isOptions(options)) continue;
      for (const [key, value] of Object.entries(options)) {
        const slip = key.length > 1 ? `${key.slice(0, -1)}q` : `${key}q`;
        const changed = replaced(args, position, { ...options, [slip]: value });
        const message = await expectRefused(city, name, changed, slip);
        expect(message).toContain(`has no "${slip}"`);
        // Of `k` nothing is left; `weight` and `weights` are equally near.
        if (key.length > 1) expect(message).toMatch(new RegExp(`is "${key.replace(/s$/, "s?")}" meant`));
      }
    }
  }
});

test("a call without its arguments is refused where it needs some", async () => {
  const city = await openStreetCity();
  const needs = ["isochrone", "walk", "link", "matrix", "nearest", "reach", "explain", "sites", "plan", "at"];
  for (const name of [...needs, "whatIf"]) await expectRefused(city, name, [], "nothing");
});

test("messages say the call, the option, what came and what was expected", async () => {
  const city = await openStreetCity();
  const message = (name: string, ...args: readonly unknown[]) => expectRefused(city, name, args, "");
  expect(await message("isochrone", "x")).toBe(
    'city.isochrone: around is "x": expected an object, { service }; or [longitude, latitude] in degrees, ' +
      "or an object with lon and lat; or a list, each [longitude, latitude] in degrees, or an object with lon and lat",
  );
  expect(await message("isochrone", [0, 0], { minutes: "15" })).toBe(
    'city.isochrone: options.minutes is "15": expected a number from 0; or a list that is not empty, each a number from 0',
  );
  expect(await message("isochrone", [0, 0], { minutes: [5, "15"] })).toBe(
    'city.isochrone: options.minutes[1] is "15": expected a number from 0',
  );
  expect(await message("isochrone", [0, 0], { minuts: 15 })).toBe(
    'city.isochrone: options has no "minuts"; is "minutes" meant?; there are minutes, metres, direction, profile, offStreetCapM',
  );
  expect(await message("isochrone", [0, 95])).toBe(
    "city.isochrone: around is (0, 95): expected [longitude, latitude] in degrees, or an object with lon and lat",
  );
  expect(await message("analyze", { services: "elderly" })).toBe(
    'city.analyze: options.services is "elderly": expected a list that is not empty, each the id of a service, e.g. "childcare"',
  );
  expect(await message("plan", { premises: [{ id: "r", lon: 0, lat: 0 }], rooms: {} })).toBe(
    "city.plan: options.premises[0].areaM2 is missing: expected a number from 0",
  );
});

test("figures for a service that does not exist are refused", async () => {
  const city = await openStreetCity();
  await expect(city.examine({ demandPer1000: { meal: 30 } })).rejects.toThrow('is "meals" meant?');
  const plan = { premises: PREMISES, rooms: { meals: 60 }, worth: { meal: 2 } };
  await expect(city.plan(plan)).rejects.toThrow('is "meals" meant?');
});

test("more of the nearest than there are gives those that there are", async () => {
  const city = await openStreetCity();
  expect(city.nearest(at(0), "meals", { k: 1e12 }).map(({ facility }) => facility)).toEqual(["c"]);
});

test("the search of sites is told to use the exact solver alone", async () => {
  const city = await openStreetCity();
  const ask = { model: "p-median", p: 1, candidates: [at(250), at(900)], minutes: 20 } as const;
  expect((await city.sites(ask)).plan.method).toBe("branch-and-bound");
  expect((await city.sites({ ...ask, solverOnly: true })).plan.method).toBe("milp");
});

test("keys of premises that nothing reads are noted", async () => {
  const city = await openStreetCity();
  const premises = [{ id: "r", ...at(900), areaM2: 100, fixdCost: 5 }];
  const { notes } = await city.plan({ premises, rooms: { meals: 60 } });
  expect(notes.map(({ code, message }) => [code, message])).toEqual([
    ["keys-not-used", expect.stringContaining("fixdCost")],
  ]);
});

test("wrong options of opening are refused", async () => {
  for (const options of NO_OPTIONS)
    await expect(openCity(STREET_CITY, options as never)).rejects.toThrow(InvalidInputError);
  for (const threads of [0, -1, 1.5, "2", null, Number.NaN])
    await expect(openCity(STREET_CITY, { threads } as never)).rejects.toThrow("openCity: options.threads is");
  await expect(openCity(STREET_CITY, { thread: 1 } as never)).rejects.toThrow('is "threads" meant?');
});

test("a wrong value for any key of a city is refused, and no foreign error comes out", async () => {
  const [block] = STREET_CITY.blocks;
  const [facility] = STREET_CITY.facilities;
  const keys =
    "streets blocks facilities services minutes area elevation units standards offStreetCapM assumeGates walkRules " +
    "profile profiles walkers at timeZone holidays residents complete weight metShare sizes unknownPlaces " +
    "demandPer1000 asOf candidates plan ranges allow outputs title language data ownServices guesses file";
  const inputs = NEVER_RIGHT.flatMap((value) => [
    ...keys.split(" ").map((key) => ({ ...STREET_CITY, [key]: value })),
    ...["id", "name", "lon", "lat", "entrances"].flatMap((key) => [
      { ...STREET_CITY, blocks: [{ ...block, [key]: value }] },
      { ...STREET_CITY, facilities: [{ ...facility, [key]: value }] },
    ]),
  ]);
  // Blanks are not name and no id; whatever else is in the list never fits.
  const isAllowed = (error: unknown) => error === null || error instanceof LivingCircleError;
  for (const input of inputs) {
    const error = await openCity(input as never).then(
      (city) => city.close().then(() => null),
      (thrown: unknown) => thrown,
    );
    expect(error, String(error)).toSatisfy(isAllowed);
  }
});
