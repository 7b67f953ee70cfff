import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { standardJsonSchema } from "../../../src/standards/schema.js";

test("the JSON Schema that is shipped is the form that is checked", () => {
  const file = path.resolve(import.meta.dirname, "../../../data/schema/standard.schema.json");
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(JSON.stringify(standardJsonSchema())));
});
