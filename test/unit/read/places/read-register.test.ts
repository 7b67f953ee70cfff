/**
 * A register of facilities read, merged and joined with what the map holds.
 */
import { expect, test } from "vitest";
import { combineFacilities, readFacilities } from "../../../../src/read/places/read-facilities.js";
import { tableFiles } from "../../../support/table-files.js";

const { write: file } = tableFiles();

test("a register offers services by id or by name, several at one place, and is complete for what it holds", async () => {
  const set = await readFacilities(
    file(
      "id,service,lon,lat,places,entrance_lon,entrance_lat,open_to_all\n1,养老;托育,1,2,30,1.001,2.001,\n2,Kindergarten (3–6),3,4,,,,no\n3,zoo,5,6,,,,\n",
    ),
  );
  expect(
    set.facilities.map(({ id, services, capacity, openToAll, entrances }) => [
      id,
      services,
      capacity,
      openToAll,
      entrances,
    ]),
  ).toEqual([
    ["1", ["elderly", "childcare"], 30, null, [[1.001, 2.001]]],
    ["2", ["kindergarten"], null, false, []],
  ]);
  expect(set.completeness).toEqual({ elderly: "complete", childcare: "complete", kindergarten: "complete" });
  expect(set.notes.filter(({ outcome }) => outcome === "not-used")).toMatchObject([
    { code: "unknown-service", count: 1, message: 'rows name the service "zoo", which is not known' },
  ]);
});

test("entries of one name, address and service are merged, those that look alike are reported", async () => {
  const set = await readFacilities(
    file(
      "id,name,address,service,lon,lat\n1,Elm Care,Elm 3,elderly,0,0\n2,elm care,Elm 3,elderly,0.0001,0\n3,Elm Care Centre,,elderly,0.0002,0\n4,Oak,Oak 1,elderly,0.0001,0\n",
    ),
  );
  expect(set.facilities.map(({ id }) => id)).toEqual(["1", "3", "4"]);
  expect(set.merged).toBe(1);
  expect(set.suspectedDuplicates.map(({ a, b, reason }) => [a, b, reason])).toEqual([
    ["1", "3", "similar name and same service"],
  ]);
});

test("for the services a register holds only the register counts", async () => {
  const osm = await readFacilities(file("id,service,lon,lat\nnode/1,meals;health,0,0\nnode/2,meals,0,0\n"));
  const register = await readFacilities(file("id,service,lon,lat\nr1,meals,1,1\n"));
  const both = combineFacilities(
    { ...osm, completeness: { meals: "incomplete", health: "screening", play: "screening" } },
    register,
    ["play"],
  );
  expect(both.facilities.map(({ id, services }) => [id, services])).toEqual([
    ["node/1", ["health"]],
    ["r1", ["meals"]],
  ]);
  expect(both.completeness).toEqual({ meals: "complete", health: "screening", play: "complete" });
  expect(() => combineFacilities(osm, null, ["zoo"])).toThrow('There is no service "zoo"');
});
