/**
 * The data of a report page of a small made-up town, for tests of pages.
 */
import type { GapReport } from "../../src/coverage/gap-report.js";
import type { GapExplanation } from "../../src/explain/explain-gap.js";
import type { ReportData } from "../../src/report/page/report-data.js";
import { toReportData } from "../../src/report/page/to-report-data.js";
import { block, facility, KINDERGARTEN, MEALS, measures, report } from "./gap-input.js";
import { gridPlan, place, town } from "./town.js";

/**
 * Three blocks with plain names and one for each further name, on a grid of streets 100 m apart.
 *
 * Near House is 200 m from the kindergarten, Far House 900 m; Lone House joins no street.
 *
 * @param names - further names of blocks, each 500 m away; the first facility bears the first of them
 */
export function townReport(names: readonly string[]): ReportData {
  const at = (east: number, north: number) => {
    const [lon, lat] = place(east, north);
    return { lon, lat };
  };
  const blocks = [
    block("n", 100, { ...at(200, 0), name: "Near House", unit: "West", ages: { "60+": 20, "0-2": 4 } }),
    block("f", 80, { ...at(900, 0), name: "Far House", unit: "East", ages: { "60+": 30, "0-2": 0 } }),
    block("l", 5, { ...at(900, 900), name: "Lone House", unit: "East" }),
    ...names.map((name, i) => block(`x${i + 1}`, 10 * i, { ...at(100 * i, 500), name, unit: "West" })),
  ];
  const further = names.map(() => 500);
  const facilities = [
    facility("k", ["kindergarten"], { ...at(0, 0), name: names[0] ?? "Kindergarten" }),
    facility("m", ["meals"], { ...at(0, 100), name: "Canteen" }),
  ];
  // A square around all but Lone House, which lies 900 m to the north.
  const ring = [at(-100, -100), at(1000, -100), at(1000, 800), at(-100, 800), at(-100, -100)];
  const outside = { blocks: 2, residents: 30, blocksWithoutResidents: 0, households: 0, facilities: 1 };
  const area = {
    name: "Inner <town>",
    polygons: [[ring.map(({ lon, lat }): [number, number] => [lon, lat])]],
    bufferM: 1000,
    outside,
  };
  const judged = report(
    blocks,
    [
      measures(KINDERGARTEN, [200, 900, "unlinked", ...further]),
      {
        ...measures(MEALS, [300, 1000, "unlinked", ...further]),
        nearest: Uint32Array.from(blocks, (_, b) => (b === 2 ? 0xffffffff : 1)),
      },
    ],
    facilities,
  );
  return toReportData({
    report: { ...judged, area },
    network: town(gridPlan({ columns: 10, rows: 10, spacingM: 100 })),
    title: "Town & <country>",
    ...doubts(judged, names[0] ?? "Old Wall"),
    plans: [
      {
        service: "kindergarten",
        sites: [{ name: names[0] ?? "Old School", ...at(800, 0), services: ["kindergarten"], gain: 80 }],
        covered: [100, 180],
        people: 185,
        note: { en: "One room.", zh: "一处用房。" },
      },
    ],
  });
}

/** Places for half of those who ask, a verdict that depends on the place, and a gate that would help Far House. */
function doubts(judged: GapReport, name: string) {
  const count = judged.blocks.blocks.length;
  const column = (at: number, value: number) =>
    Uint8Array.from({ length: count }, (_, b) => (b === at ? value : 0));
  const allocation = {
    flows: [{ place: 0, facility: 0, people: 10 }],
    served: Uint32Array.from({ length: count }, (_, b) => (b === 0 ? 10 : 0)),
    leftOver: Uint32Array.from({ length: count }, (_, b) => (b === 0 ? 7 : 0)),
    load: Uint32Array.of(10),
    queue: Uint32Array.of(7),
    queueAt: new Int32Array(count).fill(-1),
    outOfReach: 3,
    totalCost: 0,
  };
  const capacities = [
    {
      service: "kindergarten",
      group: "3-5",
      facilities: [0],
      allocation,
      groupPeople: 40,
      people: 20,
      places: 10,
      withoutPlaces: 0,
      blocksWithoutDemand: 0,
    },
  ];
  const depends = { speed: 0, position: 80, "speed and position": 0, capacity: 0 };
  const verdicts = [
    {
      service: "kindergarten",
      group: "3-5",
      met: 100,
      gap: 0,
      unknown: 5,
      depends,
      // Far House is the second block: 3 stands for depends, 2 for the place.
      verdict: column(1, 3),
      decides: column(1, 2),
    },
  ];
  const [lon, lat] = [place(850, 0), place(850, 100)];
  const explanations: GapExplanation[] = [
    {
      block: "f",
      service: "kindergarten",
      verdict: "gap",
      reason: "severed",
      notOpen: null,
      facility: judged.facilities.facilities[0]!,
      straightM: 250,
      walkM: 900,
      cost: 900,
      limit: 300,
      unit: "m",
      detour: 3.6,
      barriers: [{ kind: "wall", name, lon: 0, lat: 0 }],
      bottleneck: { kind: "bridge", name: "", streetClass: "footway", lon: 0, lat: 0 },
      streetsEstimated: false,
      change: {
        kind: "gate",
        from: lon,
        to: lat,
        lengthM: 100,
        isInside: false,
        barriers: [],
        cost: 260,
        gained: { group: "3-5", amount: 80, blocks: 1 },
      },
    },
  ];
  return { capacities, ranges: { ranges: { positionM: 50 }, verdicts }, explanations };
}
