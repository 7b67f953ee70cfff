/**
 * Small reports for tests: blocks, facilities, and measures of two services at 1 m/s.
 */

import { NO_FACILITY, UNREACHED } from "../../src/base/cost-units.js";
import type { ServiceMeasures } from "../../src/coverage/assess-gaps.js";
import { assessGaps } from "../../src/coverage/assess-gaps.js";
import type { GapReport } from "../../src/coverage/gap-report.js";
import type { Block, Facility } from "../../src/places/places.js";
import type { Requirement } from "../../src/standards/requirement.js";

export function block(id: string, residents: number | null, more: Partial<Block> = {}): Block {
  return {
    id,
    name: id,
    lon: 0,
    lat: 0,
    entrances: [],
    residents,
    estimated: false,
    households: null,
    ages: null,
    unit: null,
    ...more,
  };
}

export function facility(id: string, services: readonly string[], more: Partial<Facility> = {}): Facility {
  return {
    id,
    name: id,
    names: {},
    services,
    lon: 0,
    lat: 0,
    entrances: [],
    openToAll: null,
    areaM2: null,
    capacity: null,
    source: "test",
    ...more,
  };
}

export const KINDERGARTEN: Requirement = {
  service: "kindergarten",
  basis: "distance",
  limit: 300,
  profile: "distance",
  ruleSet: "cn.gb50180-2018",
  recordId: "radius.kindergarten",
  status: "H",
  source: "GB 50180-2018, Appendix C (2018)",
};

export const MEALS: Requirement = {
  service: "meals",
  basis: "time",
  limit: 15,
  profile: "adult",
  ruleSet: "x.fifteen-minute",
  recordId: "minutes.meals",
  status: "assumption",
  source: "assumption",
};

/** Measures from walks in metres (null: none reached; "unlinked": joins no street), at 1 m/s. */
export function measures(
  requirement: Requirement,
  walksM: readonly (number | null | "unlinked")[],
  more: Partial<ServiceMeasures> = {},
): ServiceMeasures {
  const mm = Uint32Array.from(walksM, (m) => (typeof m === "number" ? Math.round(m * 1000) : UNREACHED));
  const limitMm = requirement.basis === "distance" ? requirement.limit * 1000 : requirement.limit * 60_000;
  return {
    requirement,
    completeness: "complete",
    facilityCount: 1,
    linkedFacilityCount: 1,
    nearest: mm.map((walk) => (walk === UNREACHED ? NO_FACILITY : 0)),
    walkMm: mm,
    walkMs: mm,
    inReach: mm.map((walk) => (walk <= limitMm ? 1 : 0)),
    unlinked: Uint8Array.from(walksM, (m) => (m === "unlinked" ? 1 : 0)),
    ...more,
  };
}

export function report(
  blocks: readonly Block[],
  services: readonly ServiceMeasures[],
  facilities: readonly Facility[] = [facility("f", ["kindergarten", "meals"])],
): GapReport {
  return assessGaps({
    blocks: { blocks, notes: [] },
    facilities: { facilities, completeness: {}, suspectedDuplicates: [], merged: 0, notes: [] },
    services,
    lineage: {
      attribution: "© OpenStreetMap contributors, ODbL 1.0",
      library: "test",
      inputs: [],
      ruleSets: [],
      profile: "adult",
      speedMps: 1.2,
      options: {},
    },
  });
}
