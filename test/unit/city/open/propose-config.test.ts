import { expect, test } from "vitest";
import { InvalidInputError } from "../../../../src/base/errors.js";
import { loadConfig } from "../../../../src/city/config/load-config.js";
import { proposeConfig } from "../../../../src/city/open/propose-config.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { folder, write } = tempFolder();
const layer = (type: string, coordinates: unknown, properties: object) =>
  JSON.stringify({
    type: "FeatureCollection",
    features: [{ type: "Feature", geometry: { type, coordinates }, properties }],
  });

const FILES = {
  edges: write("edges.csv", "from,to,length_m\n1,2,30\n"),
  nodes: write("nodes.csv", "id,lon,lat\n1,1,2\n2,1,2.001\n"),
  lines: write(
    "roads.geojson",
    layer(
      "LineString",
      [
        [1, 2],
        [1, 3],
      ],
      { name: "A" },
    ),
  ),
  estates: write("estates.csv", 'nr,residential,flats,0-2,"na""me",lon,lat\n1,Y,30,2,x,1,2\n'),
  places: write(
    "places.csv",
    "kind,lon,lat\nmeal,1,2\nmeal,1,2\n养老驿站,1,2\nbar: 1 # x,1,2\nclinic,1,2\n药店,1,2\n",
  ),
  zones: write(
    "zones.geojson",
    layer(
      "Polygon",
      [
        [
          [1, 2],
          [1, 3],
          [2, 3],
          [1, 2],
        ],
      ],
      { name: "North" },
    ),
  ),
  other: write("other.csv", "a,lon,lat\nx,1,2\n"),
};

test("what is written can be read as it stands, and claims nothing that is only guessed of services", async () => {
  const { text } = await proposeConfig(Object.values(FILES), folder);
  const config = loadConfig(write("city.yaml", text), {});
  expect(config.streets).toMatchObject({ file: FILES.edges, nodes: FILES.nodes });
  // The column of yes and no is not taken for people; the one of flats is, with a word of warning.
  expect(config.blocks).toMatchObject({
    file: FILES.estates,
    columns: { households: "flats", ages: { "0-2": "0-2" } },
  });
  expect(config.blocks!.columns!.residents).toBeUndefined();
  expect(text).toContain('households: "flats"   # (guessed)');
  expect(config.facilities).toHaveLength(1);
  expect(config.facilities![0]).toMatchObject({
    file: FILES.places,
    columns: { service: "kind" },
    services: { meal: "meals", clinic: "health", 药店: "pharmacy", 养老驿站: "elderly" },
  });
  expect(text).toContain("not known: name a service, or null");
  for (const name of ["roads.geojson", "zones.geojson", "other.csv"]) expect(text).toContain(name);
});

test("columns of coordinates are guessed from hints in their names, and left open where there is no hint", async () => {
  const homes = write("homes.csv", "nr,floor_area,x_mitte,y_mitte,use\n1,350,114.3,30.5,flat\n");
  const care = write("care.csv", "kind,opening_hours,place\nmeal,24/7,here\n");
  const { text } = await proposeConfig([FILES.lines, homes, care], folder);
  const config = loadConfig(write("hints.yaml", text), {});
  expect(config.blocks!.columns).toEqual({
    id: "nr",
    lon: "x_mitte",
    lat: "y_mitte",
    floorAreaM2: "floor_area",
  });
  expect(text).toContain('lon: "x_mitte"   # (guessed)');
  // Those places lie in China, where a table must say its coordinate system.
  expect(text).toContain("must be said here: GCJ-02");
  expect(config.facilities![0]!.columns).toEqual({ service: "kind", openingHours: "opening_hours" });
  expect(text).toContain("# lon, lat: which columns hold longitude");
  expect(text).toContain("# profiles: [adult, senior60, senior80]");
  expect(text).toContain("# spread: false");
});

test("without streets there is nothing to begin with", async () => {
  await expect(proposeConfig([FILES.places], folder)).rejects.toThrow(InvalidInputError);
  await expect(proposeConfig([FILES.places], folder)).rejects.toThrow("places.csv: facilities");
});

test("an export of a map service is a register by its column of classes, however few of them are services", async () => {
  const rows = [
    "科教文化服务;学校;幼儿园",
    "餐饮服务;中餐厅;中餐厅",
    "公司企业;公司;公司",
    "住宿服务;宾馆酒店;宾馆酒店",
    "金融保险服务;银行;银行",
  ].map((word, i) => `B${i},甲${i},${word},1,${2 + i / 100}`);
  // The head differs from service to service: 类型 and type are known, 小类 and 业态 speak of classes.
  for (const head of ["类型", "type", "小类", "业态"]) {
    const poi = write("poi.csv", `ID,名称,${head},经度,纬度\n${rows.join("\n")}\n`);
    const { text, unused } = await proposeConfig([FILES.lines, poi], folder);
    const [register] = loadConfig(write("poi.yaml", text), {}).facilities ?? [];
    expect(register).toMatchObject({
      columns: { id: "ID", name: "名称", service: head },
      services: { "科教文化服务;学校;幼儿园": "kindergarten" },
    });
    // By default such points are as good as OpenStreetMap is taken to be; a word for all of them would change that.
    expect(register?.completeness).toBeUndefined();
    expect(text).toContain('# "餐饮服务;中餐厅;中餐厅": null');
    expect(unused).toEqual([]);
  }
});

test("all services of a cell are written, and units at every level that the table has", async () => {
  const homes = write(
    "levels.csv",
    "小区编号,小区名称,所属社区,街道,行政区,常住人口,lon,lat\n1,甲,东社区,中街道,北区,5,1,2\n",
  );
  const hubs = write("hubs.csv", "编号,类别,lon,lat\n1,社区食堂、图书室,1,2\n2,邻里中心,1,2\n");
  const { text } = await proposeConfig([FILES.lines, homes, hubs], folder);
  const { blocks, facilities, guesses } = loadConfig(write("levels.yaml", text), {});
  expect(blocks?.columns).toMatchObject({ community: "所属社区", subdistrict: "街道", district: "行政区" });
  expect(facilities?.[0]?.services).toEqual({
    "社区食堂、图书室": ["meals", "culture"],
    邻里中心: "service-station",
  });
  expect(guesses).toEqual([{ part: "facilities", entry: '"邻里中心": service-station' }]);
});

test("a file that cannot be read is named, and the others are used", async () => {
  const broken = write("broken.geojson", "{");
  const { text, unused } = await proposeConfig([FILES.lines, broken, FILES.places], folder);
  expect(unused.map(({ file }) => file)).toEqual([broken]);
  expect(text).toContain("places.csv");
});

test("services of a configuration of before are carried over: the list, those of the city's own, and mapped words", async () => {
  const before = write(
    "before.yaml",
    [
      "streets: { file: ./edges.csv }",
      "facilities: [{ file: ./places.csv, services: { meal: meals, 养老驿站: recycling, clinic: null } }]",
      "services:",
      "  - elderly",
      "  - { id: recycling, names: { en: Recycling, zh: 回收站 }, rule: { minutes: 10 } }",
    ].join("\n"),
  );
  const { text } = await proposeConfig([FILES.edges, FILES.nodes, FILES.places, before], folder);
  expect(text).toContain('"养老驿站": recycling   # 1 rows; as before');
  expect(text).toContain('"clinic": null   # 1 rows; as before');
  const config = loadConfig(write("after.yaml", text), {});
  expect(config.services).toEqual(["elderly", "recycling"]);
  expect(config.ownServices).toEqual([
    { id: "recycling", names: { en: "Recycling", zh: "回收站" }, rule: { minutes: 10 } },
  ]);
  // One that is damaged stops nothing, and is named.
  const damaged = write("damaged.yaml", "streets: [\n");
  const { unused } = await proposeConfig([FILES.edges, FILES.nodes, damaged], folder);
  expect(unused.map(({ file }) => file)).toEqual([damaged]);
});
