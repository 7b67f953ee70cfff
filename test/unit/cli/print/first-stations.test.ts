import { expect, test } from "vitest";
import { firstStations } from "../../../../src/cli/print/first-stations.js";
import { createProgress } from "../../../../src/cli/print/progress.js";
import { at, openStreetCity } from "../../../support/street-city.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { folder, readJson } = tempFolder();
const progress = createProgress(true);

// At a senior's 1.0 m/s fifteen minutes are 900 m: a clinic at 0 m reaches w and m, one at 1000 m reaches m and e.
const FACILITIES = [
  { id: "clinic", name: "West Clinic", services: ["health"], ...at(0) },
  { id: "centre", name: "", services: ["culture"], ...at(1000) },
  { id: "canteen", services: ["meals"], ...at(500) },
];

test("public premises are ranked by the residents whom they add, with a proof", async () => {
  const city = await openStreetCity({ facilities: FACILITIES, services: ["meals", "health"] });
  const { text, ranked } = await firstStations(city, folder, "en", progress);
  // w and m are 150 people; the other one adds e, 20. Canteens are not public premises.
  expect(ranked).toEqual([
    { rank: 1, id: "clinic", name: "West Clinic", residents_gained: 150, residents_covered: 150 },
    { rank: 2, id: "centre", name: "", residents_gained: 20, residents_covered: 170 },
  ]);
  expect(text).toContain("in 2 existing public premises");
  expect(text).toContain("170 of 170 residents, 100.0 %; proved the best choice");
  expect(text).toContain("1. West Clinic  +150\n  2. centre  +20");
});

test("the stations are written as a layer with whom they serve in all", async () => {
  const city = await openStreetCity({ facilities: FACILITIES });
  await firstStations(city, folder, "zh", progress);
  const layer = readJson("sites.geojson");
  expect([layer.service, layer.people, layer.features.length]).toEqual(["elderly", 170, 2]);
  expect(layer.note.en).toContain("proved the best choice");
});

test("rooms of one's own and those who lack a station, in dwellings", async () => {
  const city = await openStreetCity({ facilities: FACILITIES });
  const words = { en: "rooms", zh: "用房" };
  const { text, ranked } = await firstStations(city, folder, "en", progress, {
    candidates: [{ id: "hall", name: "Hall", ...at(900) }],
    rooms: words,
    walk: { metres: 300 },
    walkWords: { en: "300 m", zh: "300 米" },
    // m lies 400 m from the hall, e 100 m.
    people: [7, 5, 3],
    of: "dwellings",
    ofWords: { en: "dwellings", zh: "户" },
  });
  expect(ranked).toEqual([{ rank: 1, id: "hall", name: "Hall", dwellings_gained: 3, dwellings_covered: 3 }]);
  expect(text).toContain("The first 1 elderly-care stations (in rooms; 300 m): 3 of 15 dwellings, 20.0 %");
  expect(readJson("sites.geojson")).toMatchObject({ of: "dwellings", people: 15 });
});
