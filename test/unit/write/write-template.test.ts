/**
 * The template, filled in as an office would, and read back without a hand edit.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import writeXlsx from "write-excel-file/node";
import { loadConfig } from "../../../src/city/config/load-config.js";
import { proposeConfig } from "../../../src/city/open/propose-config.js";
import { openCity } from "../../../src/city/open-city.js";
import { readPremises } from "../../../src/read/places/read-premises.js";
import { TEMPLATE_SHEETS } from "../../../src/write/template-sheets.js";
import { writeTemplate } from "../../../src/write/write-template.js";
import { tempFolder } from "../../support/temp-folder.js";

const { at, folder, write } = tempFolder();
const STREETS = () =>
  write(
    "roads.geojson",
    JSON.stringify({
      type: "FeatureCollection",
      features: [
        {
          type: "Feature",
          properties: { highway: "residential" },
          geometry: {
            type: "LineString",
            coordinates: [
              [1, 2],
              [1.02, 2],
            ],
          },
        },
      ],
    }),
  );

/** What an office writes below the heads; the empty cells are unknown. */
const ROWS: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
  blocks: { id: "b1", name: "One", community: "East", lon: 1.001, lat: 2, residents: 30, age_60_plus: 9 },
  register: { id: "f1", name: "Canteen", service: "社区食堂", lon: 1.003, lat: 2, capacity: 40 },
  premises: { id: "p1", lon: 1.01, lat: 2, area_m2: 120, floor: 1, lift: "no", ready_year: 2027 },
};

/** A workbook as the template with one row on each sheet. */
async function filled(lang: 0 | 1): Promise<string> {
  const sheets = TEMPLATE_SHEETS.map(({ name, columns }) => {
    const row = ROWS[name[0]] ?? {};
    const cell = (value: string | number | undefined) => (value === undefined ? null : { value });
    return {
      sheet: name[lang],
      data: [
        columns.map(({ head }) => ({ value: head[lang] })),
        columns.map(({ head }) => cell(row[head[0]])),
      ],
    };
  });
  const file = at(`filled-${lang}.xlsx`);
  writeFileSync(file, await writeXlsx(sheets).toBuffer());
  return file;
}

test.each([
  0, 1,
] as const)("the filled template is understood without a hand edit, in language %i", async (lang) => {
  const file = await filled(lang);
  const { text, unused } = await proposeConfig([STREETS(), file], folder);
  expect(unused).toEqual([]);
  const config = loadConfig(write(`filled-${lang}.yaml`, text), {});
  const city = await openCity(config);
  expect(city.blocks.blocks).toMatchObject([
    { id: "b1", name: "One", residents: 30, households: null, ages: { "60+": 9 } },
  ]);
  expect(city.facilities.facilities).toMatchObject([{ id: "f1", services: ["meals"], capacity: 40 }]);
  await city.close();
  const layer = TEMPLATE_SHEETS[2]?.name[lang];
  const { premises } = await readPremises(file, { layer });
  expect(premises).toMatchObject([{ id: "p1", areaM2: 120, floor: 1, lift: false, readyYear: 2027 }]);
  expect(text).toContain(`--premises-layer "${layer}"`);
});

test("every column carries its note, in a prompt of its cells and on the sheet of notes", async () => {
  await writeTemplate(at("t.xlsx"), "zh");
  const parts = unzipSync(readFileSync(at("t.xlsx")));
  const text = (name: string) => new TextDecoder().decode(parts[name]);
  for (const [s, { columns }] of TEMPLATE_SHEETS.entries()) {
    const xml = text(`xl/worksheets/sheet${s + 1}.xml`);
    expect(xml.match(/<dataValidation /g)).toHaveLength(columns.length);
    for (const { note } of columns) expect(xml).toContain(`prompt="${note[1]}"`);
    // Prompts stand behind the rows, where the order of the parts of a sheet wants them.
    expect(xml.indexOf("<dataValidations")).toBeGreaterThan(xml.indexOf("</sheetData>"));
  }
  const strings = text("xl/sharedStrings.xml");
  for (const { columns } of TEMPLATE_SHEETS)
    for (const { head, note } of columns) for (const [, zh] of [head, note]) expect(strings).toContain(zh);
});

test("a template that nobody filled in is named as without rows", async () => {
  await writeTemplate(at("empty.xlsx"), "en");
  const { unused } = await proposeConfig([STREETS(), at("empty.xlsx")], folder);
  expect(unused).toEqual([{ file: at("empty.xlsx"), why: "it holds no rows, at most a head" }]);
});
