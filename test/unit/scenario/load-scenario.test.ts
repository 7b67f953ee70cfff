import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { checkedEdits, loadScenario } from "../../../src/scenario/load-scenario.js";
import { tempFolder } from "../../support/temp-folder.js";

const { folder } = tempFolder();

function load(text: string, crs?: string) {
  const file = path.join(folder, "edits.json");
  writeFileSync(file, text);
  return loadScenario(file, crs);
}

test("a scenario file is checked edit by edit", () => {
  expect(load('[{"do":"close-facility","id":"c1"}]')).toEqual([{ do: "close-facility", id: "c1" }]);
  expect(load('{"edits":[{"do":"close-facility","id":"c1"}]}')).toEqual([{ do: "close-facility", id: "c1" }]);
  expect(() => load("[{")).toThrow(/this is not JSON/);
  expect(() => load('[{"do":"close-facility"}]')).toThrow(/0.id/);
  expect(() => load('{"edits":[{"do":"close-facility"}]}')).toThrow(/edits.0.id/);
  expect(() => load('[{"do":"addstreet"}]')).toThrow(
    '"addstreet" is given; is "add-street" meant?; expected one of',
  );
  expect(() => load("[{}]")).toThrow("0.do: nothing is given; expected one of add-street,");
  expect(() => load('["x"]')).toThrow('0: "x" is given; expected an object');
  expect(() => load('[{"do":"add-street","line":[[200,0],[0,0]]}]')).toThrow(
    /Edit 0: the place is \(200, 0\)/,
  );
  expect(() => loadScenario(path.join(folder, "none.json"))).toThrow(/there is no such file/);
});

const ADD = { do: "add-facility", id: "n1", services: ["meals"], lon: 114.295, lat: 30.59 };
const MOVE = { do: "move-facility", id: "c1", lon: 121.54, lat: 25.03 };
const STREET = {
  do: "add-street",
  line: [
    [113.26, 23.13],
    [113.27, 23.13],
  ],
};

test.each([ADD, MOVE, STREET])("places in China that say no system are asked about: $do", (edit) => {
  expect(() => load(JSON.stringify([edit]))).toThrow(
    /edits\.json: .*--edits-crs.*"GCJ-02".*"BD-09".*"WGS84"/,
  );
  expect(load(JSON.stringify([edit]), "WGS84")).toEqual([edit]);
  expect(load(JSON.stringify({ crs: "WGS84", edits: [edit] }))).toEqual([edit]);
  // Objects of a program are WGS 84 where it does not say otherwise.
  expect(checkedEdits([edit])).toEqual([edit]);
});

test("places of edits are brought into WGS 84", () => {
  // The published formula moves 114.289574, 30.592434 to 114.295, 30.59.
  const near = { lon: expect.closeTo(114.289574, 5), lat: expect.closeTo(30.592434, 5) };
  expect(load(JSON.stringify([ADD]), "GCJ-02")).toMatchObject([near]);
  expect(load(JSON.stringify({ crs: "GCJ-02", edits: [ADD] }))).toMatchObject([near]);
  expect(checkedEdits([ADD], "GCJ-02")).toMatchObject([near]);
  const line = [
    [114.295, 30.59],
    [114.295, 30.59],
  ];
  const [street] = load(JSON.stringify([{ do: "add-street", line }]), "GCJ-02");
  expect(street).toMatchObject({
    line: [
      [near.lon, near.lat],
      [near.lon, near.lat],
    ],
  });
});

test("latitude before longitude is asked about", () => {
  expect(() => load(JSON.stringify([{ ...ADD, lon: 30.59, lat: 114.295 }]))).toThrow(
    /is that latitude, longitude\?/,
  );
});
