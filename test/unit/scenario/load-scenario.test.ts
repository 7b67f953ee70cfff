import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { loadScenario } from "../../../src/scenario/load-scenario.js";
import { tempFolder } from "../../support/temp-folder.js";

const { folder } = tempFolder();

test("a scenario file is checked edit by edit", () => {
  const load = (text: string) => {
    const file = path.join(folder, "edits.json");
    writeFileSync(file, text);
    return loadScenario(file);
  };
  expect(load('[{"do":"close-facility","id":"c1"}]')).toEqual([{ do: "close-facility", id: "c1" }]);
  expect(() => load("[{")).toThrow(/this is no JSON/);
  expect(() => load('[{"do":"close-facility"}]')).toThrow(/0.id/);
  expect(() => load('[{"do":"add-street","line":[[200,0],[0,0]]}]')).toThrow(/0.line.0.0/);
  expect(() => loadScenario(path.join(folder, "none.json"))).toThrow(/there is no such file/);
});
