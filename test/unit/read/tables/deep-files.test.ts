/** Files that are deep, wide or that refer to themselves are read or refused with file and place, never by a foreign error. */
import { expect, test } from "vitest";
import { InputFileError } from "../../../../src/base/errors.js";
import { readBlocks } from "../../../../src/read/places/read-blocks.js";
import { readYaml } from "../../../../src/read/tables/read-yaml.js";
import { tableFiles } from "../../../support/table-files.js";
import { workbookOf } from "../../../support/workbook-bytes.js";

const { write } = tableFiles();
const nested = (open: string, close: string, inner = "") =>
  `${open.repeat(100_000)}${inner}${close.repeat(100_000)}`;
const layer = (geometry: string, id = '"a"') =>
  write(
    `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":${id}},"geometry":${geometry}}]}`,
    ".geojson",
  );

test("YAML whose aliases unfold to far more than the file is refused with the line of an alias", () => {
  // Ten times ten times ten …: 10^8 at the end.
  const lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"];
  for (const [before, name] of ["ab", "bc", "cd", "de", "ef", "fg", "gh"].map((pair) => [...pair]))
    lines.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(", ")}]`);
  const laughs = write(lines.join("\n"), ".yaml");
  expect(() => readYaml(laughs)).toThrow(/\.yaml, line 2: this is not valid YAML: Excessive alias count/);
  expect(() => readYaml(write("streets:\n  file: a\n  layer: *b\n", ".yaml"))).toThrow(
    /line 3: .*Unresolved alias/,
  );
  expect(() => readYaml(write(`a:\n  b: ${nested("[", "]")}`, ".yaml"))).toThrow(InputFileError);
  expect(() => readYaml(write(`a:\n  b: ${nested("{c: ", "}")}`, ".yaml"))).toThrow(/\.yaml, line \d+/);
  // Aliases that are used as they are meant.
  expect(readYaml(write("a: &a {x: 1}\nb: *a\n", ".yaml")).value).toEqual({ a: { x: 1 }, b: { x: 1 } });
});

test("GeoJSON that is a hundred thousand levels deep is refused by its name, wherever it is deep", async () => {
  const point = '{"type":"Point","coordinates":[1,2]}';
  const files = [
    layer(`{"type":"Polygon","coordinates":${nested("[", "]", "1")}}`),
    layer(nested('{"type":"GeometryCollection","geometries":[', "]}", point)),
    layer(point, nested("[", "]")),
    layer(point, nested('{"a":', "}", "1")),
  ];
  for (const file of files) {
    const error = await readBlocks(file).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(InputFileError);
    expect((error as Error).message).toContain(file);
  }
});

test("a workbook of 130,000 rows is read to its last one", async () => {
  const rows = Array.from({ length: 130_000 }, (_, i) => [`b${i}`, 1.5, 2.5]);
  const { blocks } = await readBlocks(write(workbookOf({ a: [["id", "lon", "lat"], ...rows] }), ".xlsx"));
  expect([blocks.length, blocks[129_999]?.id]).toEqual([130_000, "b129999"]);
});

test("a polygon of 200,000 corners that crosses itself, or the meridian, is read", async () => {
  const zigzag = (west: number, east: number) => {
    const ring = Array.from({ length: 200_000 }, (_, i) => [i % 2 === 0 ? west : east, -20 + i * 0.0002]);
    return layer(JSON.stringify({ type: "Polygon", coordinates: [[...ring, [west - 1, 20], ring[0]]] }));
  };
  for (const file of [zigzag(7.4, 7.5), zigzag(179.9, -179.9)])
    expect((await readBlocks(file)).blocks).toHaveLength(1);
});
