/**
 * `plan`: which of the premises at hand to use, in a city.
 */
import { expect, test } from "vitest";
import { cliFolder, STREET_OSM } from "../../support/cli.js";

const { run, write, readJson } = cliFolder();
const TOWN = write("town.osm", STREET_OSM);
// Homes at the west end of the street, in its middle and at its east end, rooms at the same places.
const BLOCKS = write(
  "homes.csv",
  "id,lon,lat,residents,community\nw,-51.2,-30,100,West\nm,-51.19,-30,50,Middle\ne,-51.18,-30,80,East\n",
);
const PREMISES = write(
  "rooms.csv",
  "id,lon,lat,area_m2,ready_year\nrw,-51.2,-30,200,2026\nrm,-51.19,-30,200,2026\nre,-51.18,-30,200,2027\nsmall,-51.18,-30,20,\n",
);
const INPUTS = [
  "plan",
  TOWN,
  "--blocks",
  BLOCKS,
  "--premises",
  PREMISES,
  "--rooms",
  "elderly=100",
  "--as-of",
  "2026",
  "--quiet",
];
const LIMITS = ["--minutes", "5", "--max-premises", "2", "--curve", "1,2,3", "--years", "2026,2027"];

test("premises are planned with what each would replace, a curve, phases and pilots", () => {
  const { status, stdout } = run(
    ...[...INPUTS, ...LIMITS, "--pilots", "1", "--json", "--sites-out", "plan.geojson"],
  );
  expect(status).toBe(0);
  const plan = JSON.parse(stdout);
  // Five minutes are 360 m, the places lie 960 m apart: west and east, 180 people, each worth 1 as nobody is covered.
  expect(plan).toMatchObject({ status: "optimal", objective: 180, bound: 180 });
  expect(plan.chosen.map((c: { premises: string }) => c.premises)).toEqual(["rw", "re"]);
  expect(plan.budgetCurve.map((at: { coveredPeople: number }) => at.coveredPeople)).toEqual([100, 180, 230]);
  expect(plan.phases.map((phase: { chosen: string[] }) => phase.chosen)).toEqual([["rw"], ["re"]]);
  expect(plan.rejected).toEqual([
    {
      premises: "rm",
      why: {
        reason: "limits",
        addsPeople: 50,
        cost: null,
        overBudget: null,
        swap: { replaces: "re", services: ["elderly"], peopleGained: 50, peopleLost: 80, worthLost: 30 },
      },
      says: "would add 50; in the place of re: 50 won, 80 lost",
    },
    { premises: "small", why: { reason: "unfit", unfit: { elderly: "too-small" } }, says: "too-small" },
  ]);
  expect(plan.pilots.pilots.map((p: { unit: string }) => p.unit)).toEqual(["West"]);
  const layer = readJson("plan.geojson");
  expect(layer.features[0].properties).toMatchObject({ rank: 1, id: "rw", residents_covered: 100 });
});

test("in words the plan says what rejected premises would add, and whom they would replace", () => {
  const { stdout } = run(...INPUTS, ...LIMITS);
  expect(stdout).toContain("rm\twould add 50; in the place of re: 50 won, 80 lost");
});

test("rooms without an area are refused with an example", () => {
  const { stderr } = run("plan", TOWN, "--premises", PREMISES, "--rooms", "elderly");
  expect(stderr).toContain("as elderly=200");
});

test("quotas, worth and first services are flags, and what is wrong in them is named", () => {
  const json = (...flags: string[]) =>
    JSON.parse(run(...INPUTS, "--minutes", "5", "--json", ...flags).stdout);
  // Use of the rooms does not end; two years are asked of them, and all are worth twice as much: 2 · 230.
  expect(json("--least-years", "2", "--worth", "elderly=2", "--first", "elderly").objective).toBe(460);
  expect(json("--modes", "convert=1..").status).toBe("infeasible");
  const { status, stderr } = run(...INPUTS, "--modes", "swap=1..2");
  expect([status, stderr]).toEqual([
    2,
    expect.stringContaining('--modes: "swap=1..2" is given, expected e.g. convert=1..3, of infill'),
  ]);
});
