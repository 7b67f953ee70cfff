import { expect, test } from "vitest";
import { analyzeLivingCircle } from "../../../../src/city/ask/analyze.js";
import { EdgeFlag } from "../../../../src/network/street-draft.js";
import type { Block, Facility } from "../../../../src/places/places.js";
import { timeRequirements } from "../../../../src/standards/requirements.js";
import { place, town } from "../../../support/town.js";

// A public street west – gate – east, and an estate street of 160 m north of the gate.
const NETWORK = town({
  points: {
    west: [-900, 0],
    gate: [0, 0],
    east: [900, 0],
    inside: [0, 160],
    ...Object.fromEntries(manyPoints()),
  },
  streets: [
    { over: ["west", ...manyPoints().map(([name]) => name), "gate", "east"] },
    { over: ["gate", "inside"], attributes: EdgeFlag.private },
  ],
});

/** Points along the street, so that it is not an island. */
function manyPoints(): [string, [number, number]][] {
  return Array.from({ length: 30 }, (_, i) => [`p${i}`, [-870 + i * 25, 0]]);
}

function block(id: string, east: number, north: number): Block {
  const [lon, lat] = place(east, north);
  return {
    id,
    name: id,
    lon,
    lat,
    entrances: [],
    residents: 10,
    estimated: false,
    households: null,
    ages: null,
    unit: null,
  };
}

function nursery(openToAll: boolean | null): Facility {
  const [lon, lat] = place(5, 150);
  return {
    id: "n",
    name: "",
    names: {},
    services: ["childcare"],
    lon,
    lat,
    entrances: [],
    openToAll,
    areaM2: null,
    capacity: null,
    source: "register",
  };
}

async function verdicts(openToAll: boolean | null, blocks: readonly Block[]): Promise<number[]> {
  const report = await analyzeLivingCircle(
    NETWORK,
    {
      facilities: {
        facilities: [nursery(openToAll)],
        completeness: { childcare: "complete" },
        suspectedDuplicates: [],
        merged: 0,
        notes: [],
      },
      blocks: { blocks, notes: [] },
    },
    { requirements: timeRequirements(["childcare"], 15, "adult") },
  );
  return [...report.services[0]!.verdict];
}

const [MET, GAP] = [0, 1];
const estate = block("estate", -5, 80);
const outside = block("outside", 300, 10);

test("a facility inside an estate serves its residents and not the people outside", async () => {
  expect(await verdicts(null, [estate, outside])).toEqual([MET, GAP]);
  expect(await verdicts(false, [estate, outside])).toEqual([MET, GAP]);
});

test("a facility whose data say it is open to all serves everyone", async () => {
  expect(await verdicts(true, [estate, outside])).toEqual([MET, MET]);
});

test("private streets where nobody lives keep nobody out", async () => {
  expect(await verdicts(null, [outside])).toEqual([MET]);
});
