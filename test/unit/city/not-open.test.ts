/**
 * Places that are not open to outsiders, in three made-up towns, asked through `City`.
 */
import { expect, test } from "vitest";
import { openCity } from "../../../src/city/open-city.js";
import { readFacilities } from "../../../src/read/places/read-facilities.js";
import { accountOf } from "../../../src/report/tables/account.js";
import { at, openStreetCity, STREET } from "../../support/street-city.js";
import { tempFolder } from "../../support/temp-folder.js";

const FILES = tempFolder();
const whole = (metres: number | null) => (metres === null ? null : Math.round(metres));

/** West House 200 m west of the canteen, Middle House 300 m east of it, East House 800 m: five minutes are 360 m. */
const canteen = (more: object) => [{ id: "c", name: "Canteen", services: ["meals"], ...at(200), ...more }];

test("a canteen that is not open and says nothing more meets nobody, and who is in its walk hears why", async () => {
  const city = await openStreetCity({
    facilities: canteen({ openToAll: false, openingHours: "Mo-Fr 11:30-13:00" }),
  });
  const rows = (await city.analyze()).rows();
  expect(
    rows.map(({ block, verdict, reason, walkM, notOpen, notOpenM }) => [
      block,
      verdict,
      reason,
      walkM,
      notOpen,
      whole(notOpenM),
    ]),
  ).toEqual([
    ["w", "gap", "not-open", null, "c", 200],
    ["m", "gap", "not-open", null, "c", 300],
    ["e", "gap", "too-far", null, "c", 800],
  ]);
  // Opened it serves West House and Middle House: 100 and 50 residents.
  expect(await city.openings()).toEqual([
    {
      facility: "c",
      name: "Canteen",
      service: "meals",
      blocksGained: 2,
      residentsGained: 150,
      openingHours: "Mo-Fr 11:30-13:00",
    },
  ]);
  const { after } = await city.whatIf([{ do: "open-facility", id: "c" }]);
  expect(after.rows().map(({ verdict }) => verdict)).toEqual(["met", "met", "gap"]);
});

test("it serves those on its list, and the nearest place of the others is the nearest that they may use", async () => {
  const facilities = [
    ...canteen({ openToAll: false, serves: ["West House"] }),
    { id: "d", name: "Diner", services: ["meals"], ...at(800) },
  ];
  const rows = (await (await openStreetCity({ facilities })).analyze()).rows();
  // Middle House walks 300 m to the diner at 800 m as well; the canteen is as near and not open, so it is not nearer.
  expect(
    rows.map(({ block, verdict, nearest, walkM, notOpen }) => [
      block,
      verdict,
      nearest,
      whole(walkM),
      notOpen,
    ]),
  ).toEqual([
    ["w", "met", "c", 200, null],
    ["m", "met", "d", 300, null],
    ["e", "met", "d", 200, null],
  ]);
  // Nearer than the diner stands the canteen for a house at 400 m.
  const blocks = [{ id: "h", ...at(400), residents: 7 }];
  const [row] = (await (await openStreetCity({ facilities, blocks })).analyze()).rows();
  expect(row).toMatchObject({ verdict: "gap", reason: "not-open", nearest: "d", notOpen: "c" });
  expect([whole(row!.walkM), whole(row!.notOpenM)]).toEqual([400, 200]);
});

test("an estate's own place fills with its own people alone", async () => {
  // Ten places in a kindergarten of Garden Estate; both houses are near, each with eight children from 3 to 5.
  const house = (id: string, estate: string, eastM: number) => ({
    ...{ id, units: { estate }, ...at(eastM), residents: 100, ages: { "3-5": 8 } },
  });
  const city = await openStreetCity({
    services: ["kindergarten"],
    blocks: [house("own", "Garden Estate", 100), house("other", "Mill Estate", 250)],
    facilities: [
      {
        id: "k",
        services: ["kindergarten"],
        ...at(200),
        capacity: 10,
        openToAll: false,
        estate: "Garden Estate",
      },
    ],
  });
  // Open to both it would have to turn away 6 of 16; closed it has room for the 8 of its estate.
  expect((await city.analyze()).rows().map(({ verdict, reason }) => [verdict, reason])).toEqual([
    ["met", "none"],
    ["gap", "not-open"],
  ]);
  const { capacities } = await city.examine();
  expect([...(capacities[0]?.allocation.served ?? [])]).toEqual([8, 0]);
  // Walking circles are those of places open to all: there are none.
  const { features } = city.isochrone({ service: "kindergarten" }, { metres: 500 });
  expect(features.map(({ geometry }) => geometry.coordinates.length)).toEqual([0]);
});

test("register, configuration and what was written say who is served", async () => {
  const table = (open: string) =>
    `id,service,lon,lat,对外开放,服务小区\nc,meals,${at(200).lon},${at(200).lat},${open},West House、Far House\n`;
  const file = FILES.write("places.csv", table("否"));
  const { facilities } = await readFacilities(file, { crs: "WGS84" });
  expect(facilities[0]).toMatchObject({ openToAll: false, serves: ["West House", "Far House"] });
  const city = await openCity({
    streets: STREET,
    blocks: [{ id: "w", name: "West House", ...at(0) }],
    facilities: { file, crs: "WGS84" },
    services: ["meals"],
    minutes: [5],
  });
  expect((await city.analyze()).rows()[0]?.verdict).toBe("met");
  const said = accountOf(city).filter(({ code }) => code === "serves-unknown");
  expect(said.map(({ message }) => message)).toEqual([expect.stringContaining("Far House")]);
  await city.close();
  // Where all are open, the list changes nothing, and is named.
  FILES.write("places.csv", table("是"));
  const { notes } = await readFacilities(file, { crs: "WGS84" });
  expect(notes.find(({ code }) => code === "column-without-effect")).toMatchObject({
    outcome: "not-used",
    subject: "服务小区",
    count: 1,
  });
});
