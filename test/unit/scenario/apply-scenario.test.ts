/**
 * What if: edits applied, and the reports before and after compared, on a town of two streets that a river parts.
 */
import { expect, test } from "vitest";
import { analyzeLivingCircle } from "../../../src/city/ask/analyze.js";
import { compareReports } from "../../../src/coverage/compare-reports.js";
import { EdgeFlag, NodeRole } from "../../../src/network/street-draft.js";
import type { BlockSet, Facility, FacilitySet } from "../../../src/places/places.js";
import { applyScenario } from "../../../src/scenario/apply-scenario.js";
import type { ScenarioEdit } from "../../../src/scenario/edits.js";
import { timeRequirements } from "../../../src/standards/requirements.js";
import { openWhatIf } from "../../support/questions.js";
import { place, town } from "../../support/town.js";

// Two streets of 1,000 m, 100 m apart, joined at the west end only. The clinic is on the north one, far east.
const NETWORK = town({
  points: { a: [0, 0], b: [1000, 0], c: [0, 100], d: [1000, 100] },
  streets: [
    { over: ["a", "b"], wayId: 7, name: "South" },
    { over: ["c", "d"], wayId: 8, name: "North" },
    { over: ["a", "c"], wayId: 9, name: "West" },
  ],
});

function facility(id: string, eastM: number, northM: number): Facility {
  const [lon, lat] = place(eastM, northM);
  return {
    id,
    name: id,
    names: {},
    services: ["meals"],
    lon,
    lat,
    entrances: [],
    openToAll: null,
    areaM2: null,
    capacity: null,
    source: "register",
  };
}

const FACILITIES: FacilitySet = {
  facilities: [facility("c1", 900, 100)],
  completeness: { meals: "complete" },
  suspectedDuplicates: [],
  merged: 0,
  notes: [],
};

const BLOCKS = {
  blocks: [100, 500, 900].map((eastM, i) => {
    const [lon, lat] = place(eastM, 0);
    return {
      id: `b${i}`,
      name: "",
      lon,
      lat,
      entrances: [],
      residents: 10,
      estimated: false,
      households: null,
      ages: null,
      unit: null,
    };
  }),
  notes: [],
} as unknown as BlockSet;

/** 15 minutes at 1.2 m/s: 1,080 m. */
const SETTINGS = {
  requirements: timeRequirements(["meals"], 15, "adult"),
};

async function change(edits: readonly ScenarioEdit[]) {
  const before = await analyzeLivingCircle(NETWORK, { facilities: FACILITIES, blocks: BLOCKS }, SETTINGS);
  const { network, facilities, link } = applyScenario(NETWORK, FACILITIES, edits);
  const after = await analyzeLivingCircle(network, { facilities, blocks: BLOCKS }, { ...SETTINGS, link });
  return compareReports(before, after);
}

test("a bridge brings the far bank into reach, and lengthens no walk", async () => {
  const bridge = { do: "add-street", kind: "bridge", line: [place(900, 0), place(900, 100)] } as const;
  const { services, blocks } = await change([{ ...bridge, line: [...bridge.line] }]);
  // Before: 100 + 100 + 900 = 1,100 m and more, all beyond 1,080. After: 900, 500 and 100 m.
  expect(services).toEqual([
    {
      service: "meals",
      blocksGained: 3,
      blocksLost: 0,
      residentsGained: 30,
      residentsLost: 0,
      residentsMetBefore: 0,
      residentsMetAfter: 30,
      shorter: 3,
      longer: 0,
    },
  ]);
  expect(
    blocks.map(({ walkBeforeM, walkAfterM }) => [walkBeforeM, walkAfterM].map((m) => Math.round(m!))),
  ).toEqual([
    [1100, 900],
    [1500, 500],
    [1900, 100],
  ]);
});

test("closing the only way across leaves no walk", async () => {
  for (const edit of [{ wayId: 9 }, { line: [place(-10, 50), place(10, 50)] }]) {
    const { services, blocks } = await change([{ do: "close-street", ...edit }]);
    expect(services[0]).toMatchObject({ longer: 3, shorter: 0 });
    expect(blocks.map(({ walkAfterM }) => walkAfterM)).toEqual([null, null, null]);
  }
});

test("facilities are added, moved, enlarged and closed", async () => {
  const [lon, lat] = place(100, 0);
  const near = await change([{ do: "add-facility", id: "n", services: ["meals"], lon, lat }]);
  // From b2 800 m.
  expect(near.services[0]).toMatchObject({ blocksGained: 3, shorter: 3, longer: 0 });
  expect((await change([{ do: "move-facility", id: "c1", lon, lat }])).services[0]!.blocksGained).toBe(3);
  expect((await change([{ do: "close-facility", id: "c1" }])).services[0]!.longer).toBe(3);
  const same = await change([{ do: "enlarge-facility", id: "c1", capacity: 50 }]);
  expect(same.blocks).toEqual([]);
  const { facilities } = applyScenario(NETWORK, FACILITIES, [
    { do: "enlarge-facility", id: "c1", capacity: 50 },
  ]);
  expect(facilities.facilities[0]).toMatchObject({ capacity: 50, areaM2: null });
});

test("opening hours are changed, and forgotten with null", () => {
  const hours = (openingHours: string | null) => {
    const edits: ScenarioEdit[] = [{ do: "change-hours", id: "c1", openingHours }];
    return applyScenario(NETWORK, FACILITIES, edits).facilities.facilities[0]!.openingHours;
  };
  expect(hours("Mo-Fr 11:30-13:00")).toBe("Mo-Fr 11:30-13:00");
  expect(hours(null)).toBeUndefined();
});

test("a gate that closes lets nobody through, and one that opens everybody", async () => {
  // The west street meets the south one at node 1; with that locked, the clinic cannot be walked to.
  const shut = await change([{ do: "close-gate", nodeId: 1 }]);
  expect(shut.blocks.map(({ walkAfterM }) => walkAfterM)).toEqual([null, null, null]);

  // Two such streets 200 m apart, farther than anybody walks off the street, with a locked gate in the middle.
  const gated = town({
    points: { a: [0, 0], b: [1000, 0], c: [0, 200], d: [1000, 200], g: [0, 100] },
    streets: [{ over: ["a", "b"] }, { over: ["c", "d"] }, { over: ["a", "g", "c"] }],
    roles: { g: NodeRole.closed },
  });
  const facilities = { ...FACILITIES, facilities: [facility("c1", 900, 200)] };
  const city = await openWhatIf(gated, { facilities, blocks: BLOCKS }, SETTINGS);
  const { change: opened } = await city.ask([{ do: "open-gate", nodeId: 5 }]);
  await city.close();
  // 500 and 900 m to the corner, 200 m north, 900 m east; the first home walked 141 m across the open to the gate.
  expect(opened.blocks.map(({ walkBeforeM, walkAfterM }) => [walkBeforeM, Math.round(walkAfterM!)])).toEqual([
    [null, 1600],
    [null, 2000],
  ]);
});

test("only what is mapped as a bridge is closed where bridges are meant", () => {
  const river = town({
    points: { a: [0, 0], b: [200, 0], c: [100, -100], d: [100, 100] },
    streets: [{ over: ["a", "b"] }, { over: ["c", "d"], attributes: EdgeFlag.bridge }],
  });
  // A line from south-west to north-east past their crossing meets both.
  const line: [number, number][] = [place(50, -50), place(150, 60)];
  const closed = (kind?: "bridge") =>
    applyScenario(river, FACILITIES, [{ do: "close-street", line, ...(kind && { kind }) }]).closedEdges;
  expect(closed()).toEqual([0, 1]);
  expect(closed("bridge")).toEqual([1]);
});

test.each<[edit: ScenarioEdit, message: RegExp]>([
  [{ do: "close-facility", id: "x" }, /Edit 0: there is no facility "x"/],
  [{ do: "add-facility", id: "c1", services: ["meals"], lon: 0, lat: 0 }, /"c1" already/],
  [{ do: "close-street", wayId: 5 }, /no street has the way number 5/],
  [{ do: "close-gate", nodeId: 99 }, /no street begins, ends or meets another at a node numbered 99/],
  [{ do: "open-gate", nodeId: 1 }, /the node 1 is not a closed gate/],
  [{ do: "close-street", nodeId: 1, kind: "crossing" }, /no crossing ends at the node 1/],
  [{ do: "enlarge-facility", id: "c1" }, /needs areaM2 or capacity/],
  [{ do: "close-street" }, /a wayId, a line or a nodeId/],
  [{ do: "close-street", line: [place(0, 500), place(10, 500)] }, /crosses no street/],
])("%j is refused", (edit, message) => {
  expect(() => applyScenario(NETWORK, FACILITIES, [edit])).toThrow(message);
});
