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

test("facilities far outside do not widen the map, and the legend shows only what is drawn", () => {
  const { blocks, facilities } = HOSTILE_REPORT;
  const options = { network: GRID, service: "kindergarten", title: "Map" };
  const near = renderMapSvg({ ...options, report: HOSTILE_REPORT });
  // One more facility, a degree to the east: only its own mark is new.
  const far = {
    ...facilities.facilities[0]!,
    id: "far",
    name: "",
    services: ["kindergarten"],
    lon: blocks.blocks[0]!.lon + 1,
  };
  const set = { ...facilities, facilities: [...facilities.facilities, far] };
  const wide = renderMapSvg({ ...options, report: { ...HOSTILE_REPORT, facilities: set } });
  const circles = (svg: string) => svg.match(/<circle [^>]*r="4"/g) ?? [];
  expect(circles(wide).length).toBe(circles(near).length + 1);
  expect(circles(wide).slice(0, circles(near).length)).toEqual(circles(near));
  for (const key of ["within the walk", "river, water", "railway, motorway, wall"])
    expect(near).not.toContain(key);
});

test("where no service can be judged the map shows streets alone, and another name is refused", () => {
  const options = { network: GRID, report: HOSTILE_REPORT, title: "Map" };
  expect(renderMapSvg({ ...options, service: "" })).toMatch(/^<svg/);
  expect(() => renderMapSvg({ ...options, service: "pharmacy" })).toThrow(/options.service is "pharmacy"/);
});
