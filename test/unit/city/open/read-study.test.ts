import path from "node:path";
import { expect, test } from "vitest";
import { disaggregateStudy } from "../../../../src/city/open/disaggregate-study.js";
import { readStudyPlaces } from "../../../../src/city/open/read-study.js";
import { networkFromEdges } from "../../../../src/network/network-from-edges.js";
import { KINDERGARTEN } from "../../../support/gap-input.js";
import { tableFiles } from "../../../support/table-files.js";

const { layer, write } = tableFiles();

test("a village is spread over its streets, or with spread off judged at its point", async () => {
  // About 2.2 by 2.2 km at the equator, with one street through it.
  const ring = [
    [0, 0],
    [0.02, 0],
    [0.02, 0.02],
    [0, 0.02],
    [0, 0],
  ];
  const file = layer([
    { type: "Polygon", coordinates: [ring] },
    { id: "v", population: 100 },
  ]);
  const { network } = networkFromEdges({ from: [0], to: [1], lon: [0.001, 0.019], lat: [0.01, 0.01] });
  const blocksOf = async (more: object) => {
    const config = { streets: { file: "none" }, blocks: { file, ...more } };
    const { blocks } = await readStudyPlaces(config, { osm: null, network });
    return disaggregateStudy({ osm: null, network }, blocks, [KINDERGARTEN], 1.2).blocks;
  };
  const spread = await blocksOf({});
  expect(spread.length).toBeGreaterThan(10);
  expect(await blocksOf({ spread: true })).toEqual(spread);
  const [point, ...others] = await blocksOf({ spread: false });
  expect(others).toEqual([]);
  expect([point!.id, point!.residents, point!.lat.toFixed(3)]).toEqual(["v", 100, "0.010"]);
});

test("a file of blocks without rows is refused: the user named it, and it would judge nobody", async () => {
  const { network } = networkFromEdges({ from: [0], to: [1], lon: [0.001, 0.019], lat: [0.01, 0.01] });
  const config = { streets: { file: "none" }, blocks: { file: write("id,lon,lat,residents\n") } };
  await expect(readStudyPlaces(config, { osm: null, network })).rejects.toThrow("no rows, only a head");
});

test("source, licence and date of a layer are the city's, and no option of its reader", async () => {
  const { network } = networkFromEdges({ from: [0], to: [1], lon: [0.001, 0.019], lat: [0.01, 0.01] });
  const named = { source: "Register", licence: "Open", date: "2026" };
  const config = {
    streets: { file: "none", ...named },
    blocks: { file: write("id,lon,lat,residents\nb,0.001,0.01,5\n"), ...named },
    facilities: [{ file: write("id,lon,lat,service\nf,0.002,0.01,meals\n"), ...named }],
  };
  const { blocks, facilities } = await readStudyPlaces(config, { osm: null, network });
  expect([blocks.blocks.length, facilities.facilities.length]).toEqual([1, 1]);
});

test("notes of several registers say of which file they are", async () => {
  const { network } = networkFromEdges({ from: [0], to: [1], lon: [0.001, 0.019], lat: [0.01, 0.01] });
  const files = ["a", "b"].map((id) =>
    write(`id,service,lon,lat\n${id},meals,0.002,0.01\n${id}2,bar,0.003,0.01\n`),
  );
  const config = { streets: { file: "none" }, facilities: files.map((file) => ({ file })) };
  const { facilities } = await readStudyPlaces(config, { osm: null, network });
  const unknown = facilities.notes.filter(({ code }) => code === "unknown-service");
  expect(unknown.map(({ file }) => file).sort()).toEqual(files.map((file) => path.basename(file)).sort());
});
