import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { minutes } from "../../../../src/base/cost-units.js";
import { isochrone } from "../../../../src/isochrone/isochrone.js";
import { linkPoints } from "../../../../src/network/link-points.js";
import { PROFILES } from "../../../../src/network/profiles.js";
import { walkCosts } from "../../../../src/network/walk-costs.js";
import { renderIsochroneSvg } from "../../../../src/report/maps/isochrone-svg.js";
import { svgToPng } from "../../../../src/report/maps/svg-to-png.js";
import { gridPlan, place, town } from "../../../support/town.js";

const NETWORK = town(gridPlan({ columns: 8, rows: 8, spacingM: 100 }));
const COSTS = walkCosts(NETWORK, PROFILES.adult);
const [LON, LAT] = place(300, 300);
const HERE = { lon: Float64Array.of(LON), lat: Float64Array.of(LAT), entrances: null, residentsOnly: null };
const CIRCLES = isochrone(COSTS, linkPoints(COSTS, HERE), { cutoffs: [minutes(2), minutes(4)] });

function draw(lang: "en" | "zh") {
  return renderIsochroneSvg({ network: NETWORK, isochrones: CIRCLES, title: "</svg><b>", lang });
}

/** Names and attributes of all elements; fails on what is not XML. */
function elements(svg: string) {
  const found: { name: string; attributes: Record<string, string> }[] = [];
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) =>
    found.push({ name, attributes: attributes as Record<string, string> }),
  );
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(svg).close();
  return found;
}

test("the map is XML whatever its title, with a circle a cutoff and one mark where it starts", () => {
  const found = elements(draw("en"));
  // Two circles; the key shades two minutes twice (it lies in four) and four once.
  const shades = found.filter(({ attributes }) => attributes["fill-opacity"] !== undefined);
  expect(shades.filter(({ name }) => name === "path").length).toBe(2);
  expect(shades.filter(({ name }) => name === "rect").length).toBe(3);
  expect(found.filter(({ name }) => name === "circle").length).toBe(1);
  expect(draw("en")).toContain(">2 min<");
  expect(draw("zh")).toContain(">2 分钟<");
});

test("the picture is a PNG of the size asked for", async () => {
  const width = Number(/width="(\d+)"/.exec(draw("en"))![1]);
  const png = Buffer.from(await svgToPng(draw("en"), { scale: 0.5 }));
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect(png.readUInt32BE(16)).toBe(width / 2);
});
