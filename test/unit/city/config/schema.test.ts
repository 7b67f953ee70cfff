import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { configJsonSchema } from "../../../../src/city/config/schema.js";

const SHIPPED = new URL("../../../../data/schema/living-circle.schema.json", import.meta.url);

test("the JSON Schema that is shipped is the one of the form", () => {
  // To renew it: npm run build && node -e 'import("./dist/city/config/schema.js").then((m) => console.log(JSON.stringify(m.configJsonSchema(), null, 2)))' > data/schema/living-circle.schema.json
  expect(JSON.parse(readFileSync(SHIPPED, "utf8"))).toEqual(configJsonSchema());
});

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

function keysOf({ properties = {}, items }: Schema): string[] {
  const below = [...Object.values(properties), ...(items === undefined ? [] : [items])];
  return [...Object.keys(properties), ...below.flatMap(keysOf)];
}

test("every key of the form stands in the table of keys", () => {
  const page = readFileSync(new URL("../../../../docs/config.md", import.meta.url), "utf8");
  const missing = [...new Set(keysOf(configJsonSchema() as Schema))].filter(
    (key) => !page.includes(`\`${key}\``),
  );
  expect(missing).toEqual([]);
});
