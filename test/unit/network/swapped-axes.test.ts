/** Places written latitude first, beside a town at 20° E, 50° N. */
import { expect, test } from "vitest";
import { UNREACHED } from "../../../src/base/cost-units.js";
import { NoAnswer } from "../../../src/cli/exit-codes.js";
import { linkPlace } from "../../../src/cli/options/streets.js";
import { networkFromEdges } from "../../../src/network/network-from-edges.js";
import { PROFILES } from "../../../src/network/profiles.js";
import { areaLooksSwapped, looksSwapped } from "../../../src/network/swapped-axes.js";
import { walkCosts } from "../../../src/network/walk-costs.js";

const { network } = networkFromEdges({ from: [0], to: [1], lon: [20, 20.02], lat: [50, 50] });

test("a place is asked about that lies among the streets only with its axes swapped", () => {
  expect(looksSwapped(network, [50, 20.01])).toBe(true);
  expect(looksSwapped(network, [20.01, 50])).toBe(false);
  expect(looksSwapped(network, [0, 0])).toBe(false);
  // 5 km north: a place without a street, not a swapped one.
  expect(looksSwapped(network, [20.01, 50.05])).toBe(false);
});

test("near the diagonal, where a swapped place lies among the streets too, nothing is asked", () => {
  const cairo = networkFromEdges({ from: [0], to: [1], lon: [30, 30.02], lat: [30, 30] }).network;
  expect(looksSwapped(cairo, [30, 30.01])).toBe(false);
});

test("an area is asked about by its box", () => {
  const ring = (points: [number, number][]) => [[...points, points[0] ?? [0, 0]]] as const;
  expect(
    areaLooksSwapped(
      network,
      ring([
        [49.9, 19.9],
        [50.1, 19.9],
        [50.1, 20.2],
      ]),
    ),
  ).toBe(true);
  expect(
    areaLooksSwapped(
      network,
      ring([
        [19.9, 49.9],
        [20.2, 49.9],
        [20.2, 50.1],
      ]),
    ),
  ).toBe(false);
});

test("a place that joins no street says how far it is, and asks", () => {
  const costs = walkCosts(network, PROFILES.adult);
  const refused = (place: [number, number]) => {
    try {
      linkPlace(costs, place, { islandsToo: true });
    } catch (error) {
      return error instanceof NoAnswer ? error.message : String(error);
    }
    return "linked";
  };
  expect(refused([50, 20.01])).toContain("more than 4,000 km away; is that latitude, longitude?");
  expect(refused([20.01, 50.01])).toMatch(/is 1112 m away$/);
  expect(refused([-150, -50])).toMatch(/more than 4,000 km away$/);
});

test("an edge longer than 32 bits of millimetres is refused by its name, and one just shorter is not", () => {
  const edge = (lengthMm: number) =>
    networkFromEdges({ from: [0], to: [1], lengthMm: [lengthMm], lon: [20, 20.02], lat: [50, 50] });
  expect(edge(UNREACHED - 1).network.edgeLengthMm[0]).toBe(UNREACHED - 1);
  expect(() => edge(UNREACHED)).toThrow();
  // 100° of the equator, 111.32 km each.
  expect(() => networkFromEdges({ from: [0], to: [1], lon: [20, 120], lat: [0, 0] })).toThrow(
    /is 11,132 km long between two junctions/,
  );
});
