import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { InvalidInputError } from "../../../../src/base/errors.js";
import { chooseRequirements } from "../../../../src/city/ask/choose-requirements.js";
import { loadStandard } from "../../../../src/standards/load-standard.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { at } = tempFolder();
const choose = (question: Parameters<typeof chooseRequirements>[0]) => chooseRequirements(question, "adult");
const limits = (question: Parameters<typeof chooseRequirements>[0]) =>
  Object.fromEntries(
    choose(question).requirements.map(({ service, basis, limit }) => [service, [basis, limit]]),
  );

test("without minutes and rule sets the standard decides, and fifteen minutes where it gives no figure", () => {
  // GB 50180-2018 gives 300 m to a kindergarten and nothing to canteens.
  expect(limits({ services: ["kindergarten", "meals"] })).toEqual({
    kindergarten: ["distance", 300],
    meals: ["time", 15],
  });
  expect(choose({}).ruleSets.map(({ id }) => id)).toEqual(["cn.gb50180-2018", "x.fifteen-minute"]);
});

test("minutes alone require the longest of them of every service", () => {
  const { requirements, ruleSets } = choose({ minutes: [5, 10], services: ["kindergarten", "meals"] });
  expect(requirements.map(({ service, basis, limit, profile }) => [service, basis, limit, profile])).toEqual([
    ["kindergarten", "time", 10, "adult"],
    ["meals", "time", 10, "adult"],
  ]);
  expect(ruleSets).toEqual([{ id: "user", version: "10 minutes" }]);
});

test("with a rule set minutes draw circles and decide nothing", () => {
  expect(limits({ minutes: [5], standards: ["cn.gb50180-2018"], services: ["kindergarten"] })).toEqual({
    kindergarten: ["distance", 300],
  });
});

test("the services are those of the plan, with a rule set all that it gives a walk for", () => {
  const ofPlan = Object.keys(limits({ minutes: [15] }));
  const all = Object.keys(limits({ minutes: [15], services: ["all"] }));
  expect(ofPlan).toContain("childcare");
  expect(all.length).toBeGreaterThan(ofPlan.length);
  const byStandard = Object.keys(limits({ standards: ["cn.gb50180-2018"] }));
  expect(byStandard).toContain("kindergarten");
  expect(byStandard).not.toContain("meals");
});

test("a rule set for a service that there is not is refused, and so is one that is not known", () => {
  const gb = loadStandard("cn.gb50180-2018");
  const [first, ...others] = gb.records;
  const strange = { ...gb, id: "local.moon", records: [{ ...first!, service: "crater" }, ...others] };
  writeFileSync(at("moon.json"), JSON.stringify(strange));
  expect(() => choose({ standards: [at("moon.json")] })).toThrow(/names the service "crater"/);
  expect(() => choose({ standards: ["cn.none"] })).toThrow(InvalidInputError);
});
