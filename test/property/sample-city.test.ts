/**
 * The sample city against independent answers: the unmerged network, ngraph.path, another reader.
 */
import path from "node:path";
import { createOSMStream } from "osm-pbf-parser-node";
import { beforeAll, describe, expect, test } from "vitest";
import { UNREACHED, unlimited } from "../../src/base/cost-units.js";
import { buildWalkNetwork } from "../../src/city/open/build-walk-network.js";
import { createNgraphRouter, toNgraph } from "../../src/doors/ngraph.js";
import { DISTANCE_BASIS, PROFILES } from "../../src/network/profiles.js";
import { walkCosts } from "../../src/network/walk-costs.js";
import type { WalkNetwork } from "../../src/network/walk-network.js";
import type { OsmData } from "../../src/read/osm/osm-data.js";
import { tagsOf } from "../../src/read/osm/osm-data.js";
import { readOsm } from "../../src/read/osm/read-osm.js";
import { BoundedSearch } from "../../src/search/bounded-search.js";
import { faultOf } from "../support/certificate.js";
import { dataFile } from "../support/data-folder.js";
import { SEED } from "../support/random-town.js";

const SAMPLE = path.resolve(import.meta.dirname, "../../data/sample/astana.osm.pbf");

/** A small generator with a fixed seed (Park & Miller 1988). */
function createRandom(seed: number): (below: number) => number {
  let state = seed % 2_147_483_647;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

function from(node: number) {
  return { count: 1, node: Uint32Array.of(node), cost: Uint32Array.of(0), label: Uint32Array.of(0) };
}

describe("the sample city", () => {
  let merged: WalkNetwork;
  let unmerged: WalkNetwork;

  beforeAll(async () => {
    const osm = await readOsm(SAMPLE);
    merged = buildWalkNetwork(osm);
    unmerged = buildWalkNetwork(osm, { keepAllPoints: true });
  });

  test("walks are the same to the millisecond whether streets are merged or not", () => {
    const [small, large] = [walkCosts(merged, PROFILES.adult), walkCosts(unmerged, PROFILES.adult)];
    // Closed points have one copy an end: only ids that stand once in both are the same node.
    const nodeOf = uniqueIds(unmerged);
    const shared = [...uniqueIds(merged)].filter(([id]) => nodeOf.has(id));
    expect(shared.length).toBeGreaterThan(15_000);
    const [a, b] = [new BoundedSearch(small), new BoundedSearch(large)];
    const random = createRandom(SEED);
    let reached = 0;
    for (let run = 0; run < 12; run++) {
      const [id, node] = shared[random(shared.length)]!;
      a.run(from(node), unlimited("ms").value);
      b.run(from(nodeOf.get(id)!), unlimited("ms").value);
      for (const [other, at] of shared) {
        if (a.cost[at] !== UNREACHED) reached++;
        if (a.cost[at] !== b.cost[nodeOf.get(other)!]) {
          expect.fail(`from ${id} to ${other}: ${a.cost[at]} merged, ${b.cost[nodeOf.get(other)!]} unmerged`);
        }
      }
    }
    expect(reached).toBeGreaterThan(100_000);
  });

  test("ngraph.path finds the same costs on the same graph, for two thousand pairs", () => {
    const costs = walkCosts(merged, DISTANCE_BASIS);
    const router = createNgraphRouter(toNgraph(costs));
    const search = new BoundedSearch(costs);
    const random = createRandom(SEED + 1);
    const check = (start: number, end: number) => {
      const found = router.find(start, end)?.cost ?? UNREACHED;
      if (search.cost[end] !== found)
        expect.fail(`from ${start} to ${end}: ${search.cost[end]} here, ${found} there`);
    };
    let pairs = 0;
    for (let run = 0; run < 250; run++) {
      const start = random(merged.nodeCount);
      // Ends in walking distance, so that the other finder, which has no limit, stays quick; and one anywhere.
      search.run(from(start), 1_500_000);
      for (let k = 0; k < 8; k++, pairs++) check(start, search.settled[random(search.settledCount)]!);
      if (run % 25 > 0) continue;
      search.run(from(start), unlimited("mm").value);
      check(start, random(merged.nodeCount));
    }
    expect(pairs).toBe(2000);
  });

  test("a search over the whole city is certified", () => {
    const costs = walkCosts(merged, PROFILES.senior80);
    const search = new BoundedSearch(costs, { reversed: true });
    search.run(from(17), unlimited("ms").value);
    expect(faultOf(costs, true, from(17), unlimited("ms").value, search.cost)).toBeNull();
  });
});

describe.each(["monaco/monaco.osm.pbf", "porto-alegre/porto-alegre.osm.pbf"])("the extract %s", (name) => {
  const file = dataFile(name);

  test.skipIf(file === null)("is read as another reader reads it", async () => {
    const ours = await readOsm(file!);
    const nodes = new Map<number, readonly [number, number]>();
    const ways: OtherWay[] = [];
    let relations = 0;
    for await (const item of createOSMStream(file!, {
      withTags: true,
      withInfo: false,
    }) as AsyncIterable<OtherElement>) {
      if (item.type === "node") nodes.set(item.id, [Math.round(item.lon * 1e7), Math.round(item.lat * 1e7)]);
      else if (item.type === "way") ways.push(item);
      else if (item.type === "relation") relations++;
    }
    expect([ours.nodes.count, ours.ways.count, ours.relations.count]).toEqual([
      nodes.size,
      ways.length,
      relations,
    ]);
    for (let n = 0; n < ours.nodes.count; n++) {
      const [lon, lat] = nodes.get(ours.nodes.id[n]!)!;
      if (lon !== ours.nodes.lonE7[n] || lat !== ours.nodes.latE7[n])
        expect.fail(`node ${ours.nodes.id[n]} lies elsewhere`);
    }
    ways.sort((a, b) => a.id - b.id);
    const known = new Set(ours.nodes.id);
    for (const [w, way] of ways.entries()) expectSameWay(ours, known, w, way);
  });
});

/** What the other reader gives; its own types say only "object". */
interface OtherWay {
  readonly type: "way";
  readonly id: number;
  readonly refs: readonly number[];
  readonly tags?: Readonly<Record<string, string>>;
}

type OtherElement =
  | OtherWay
  | { readonly type: "node"; readonly id: number; readonly lon: number; readonly lat: number }
  | { readonly type: "relation" };

function expectSameWay(ours: OsmData, known: ReadonlySet<number>, w: number, way: OtherWay): void {
  expect(ours.ways.id[w]).toBe(way.id);
  const refs = ours.ways.ref.subarray(ours.ways.firstRef[w]!, ours.ways.firstRef[w + 1]!);
  expect(Array.from(refs, (n) => ours.nodes.id[n] ?? "missing")).toEqual(
    way.refs.map((id) => (known.has(id) ? id : "missing")),
  );
  expect({ ...tagsOf(ours.strings, ours.ways.tags, w) }).toEqual({ ...way.tags });
}

function uniqueIds({ nodeId, streetNodeCount }: WalkNetwork): Map<number, number> {
  const nodes = new Map<number, number>();
  const twice = new Set<number>();
  for (let v = 0; v < streetNodeCount; v++) {
    if (nodes.has(nodeId[v]!)) twice.add(nodeId[v]!);
    nodes.set(nodeId[v]!, v);
  }
  for (const id of twice) nodes.delete(id);
  return nodes;
}
