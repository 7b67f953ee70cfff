import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { renderMapSvg } from "../../../../src/report/maps/map-svg.js";
import { GRID, HOSTILE, HOSTILE_REPORT } from "../../../support/hostile-report.js";

test("the map is well-formed whatever the names hold", () => {
  const svg = renderMapSvg({
    network: GRID,
    report: HOSTILE_REPORT,
    service: "kindergarten",
    title: `${HOSTILE}\u0007`,
    lang: "zh",
  });
  const parser = new SaxesParser({ xmlns: false });
  const elements: string[] = [];
  let text = "";
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name }) => elements.push(name));
  parser.on("text", (part) => {
    text += part;
  });
  parser.write(svg).close();
  expect(elements).not.toContain("script");
  expect(text).toContain(HOSTILE);
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
});
