/**
 * The form of a scenario, as editors know it.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { scenarioJsonSchema } from "../../../src/scenario/edits.js";

const SHIPPED = new URL("../../../data/schema/scenario.schema.json", import.meta.url);

test("the JSON Schema that is shipped is the one of the form", () => {
  // To renew it: npm run build && node -e 'import("./dist/scenario/edits.js").then((m) => console.log(JSON.stringify(m.scenarioJsonSchema(), null, 2)))' > data/schema/scenario.schema.json
  expect(JSON.parse(readFileSync(SHIPPED, "utf8"))).toEqual(scenarioJsonSchema());
});
