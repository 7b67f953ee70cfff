/**
 * All that is wrong or odd in the inputs of a study, before anything is computed from them.
 */

import { aList, anObject, anything, aText, aThing, checkCall } from "../base/check-call.js";
import { InvalidInputError, LivingCircleError } from "../base/errors.js";
import { liesInArea } from "../geo/area.js";
import { pointInPolygon } from "../geo/polygon-point.js";
import { WALK_NETWORK } from "../network/network-forms.js";
import type { WalkNetwork } from "../network/walk-network.js";
import { BLOCK_SET, FACILITY_SET } from "../places/place-forms.js";
import type { BlockSet, FacilitySet } from "../places/places.js";
import { cutToArea, DEFAULT_BUFFER_M, type StudyArea } from "../places/study-area.js";
import { auditBlocks, auditFacilities } from "./audit-places.js";
import { auditShift } from "./audit-shift.js";
import { auditStreets } from "./audit-streets.js";
import { type AuditUnit, auditUnits } from "./audit-units.js";
import { AUDIT_RULES, type AuditCode, type AuditFinding, type AuditLayer } from "./finding.js";
import { auditLayerOffset } from "./layer-offset.js";
import type { ShiftHypothesis } from "./shift.js";

/** What is looked at, beside the network. */
export interface AuditInput {
  readonly blocks: BlockSet;
  readonly facilities: FacilitySet;
  /** Only what lies in it and its buffer is looked at, but for shifts. */
  readonly area?: StudyArea | undefined;
  /** Communities or subdistricts as polygons, where there are any. */
  readonly units?: readonly AuditUnit[] | undefined;
}

/** Which errors the audit accepts, and which shifts it tries. */
export interface AuditOptions {
  /** Codes of errors that do not stop a run; the report lists them all the same. */
  readonly allow?: readonly string[] | undefined;
  /** What the shift detector tries, instead of GCJ-02 and BD-09 where the layers lie in China. */
  readonly hypotheses?: readonly ShiftHypothesis[] | undefined;
}

const AUDIT_INPUT = anObject<AuditInput>(
  {
    blocks: BLOCK_SET,
    facilities: FACILITY_SET,
    area: aThing("an area with polygons", "polygons"),
    units: aList(anything),
  },
  ["blocks", "facilities"],
  { otherKeys: true },
);

const AUDIT_OPTIONS = anObject<AuditOptions>({ allow: aList(aText), hypotheses: aList(anything) });

/** The report of `auditStudy`: findings with place and remedy, and which of them should stop a run. */
export interface AuditReport {
  /** Errors first, then warnings, then what is worth knowing; by code, in the order of the layers. */
  readonly findings: readonly AuditFinding[];
  /** Findings per code, in the order of `findings`. */
  readonly counts: Readonly<Partial<Record<AuditCode, number>>>;
  /** How many of each layer were looked at; streets are counted by edges. */
  readonly sizes: Readonly<Record<AuditLayer, number>>;
  readonly allowed: readonly AuditCode[];
  /** Codes of errors that are not allowed: no result should be computed. */
  readonly blockingCodes: readonly AuditCode[];
}

/** The audit found errors that would make results wrong; `report` holds them. */
export class AuditError extends LivingCircleError {
  override readonly name = "AuditError";
  override readonly code = "audit-failed";
  /** The whole audit. */
  readonly report: AuditReport;

  /** An error whose message names the first blocking finding. */
  constructor(report: AuditReport) {
    const first = report.findings
      .filter(({ code }) => code === report.blockingCodes[0])
      .slice(0, 1)
      .map(
        ({ id, layer, message, fix }) =>
          `: ${id === null ? layer : `${layer}, ${id}`}: ${message.en}; ${fix.en}`,
      );
    super(
      `The audit found what would make results false (${report.blockingCodes.join(", ")})${first.join("")} ` +
        `(to accept it: --allow ${report.blockingCodes.join(",")}, or allow: [${report.blockingCodes.join(", ")}])`,
    );
    this.report = report;
  }
}

/**
 * Looks for faults in streets, blocks, facilities and units, before anything is computed from them.
 *
 * @returns findings, errors first, each with its place and remedy in English and Chinese; `blockingCodes` is empty
 *   where results can be trusted
 * @throws {InvalidInputError} if `allow` names a code that does not exist
 *
 * @example
 * const audit = auditStudy(network, { blocks, facilities });
 * for (const { code, message, fix } of audit.findings) console.log(code, message.en, fix.en);
 */
export function auditStudy(network: WalkNetwork, input: AuditInput, options: AuditOptions = {}): AuditReport {
  checkCall(
    "auditStudy",
    ["network", network, WALK_NETWORK],
    ["input", input, AUDIT_INPUT],
    ["options", options, AUDIT_OPTIONS],
  );
  const { area, units = [], ...places } = input;
  const { allow = [], hypotheses } = options;
  const allowed = allow.map(requireCode);
  const { blocks, facilities } =
    area === undefined ? places : cutToArea(places, { ...area, bufferM: area.bufferM ?? DEFAULT_BUFFER_M });
  const judgedUnits = area === undefined ? units : unitsIn(area, units);
  const all = [
    ...auditShift(network, places, hypotheses),
    ...auditLayerOffset(places.facilities),
    ...auditStreets(network),
    ...auditBlocks(network, blocks, facilities),
    ...auditFacilities(network, facilities),
    ...auditUnits(judgedUnits, blocks.blocks),
  ];
  const order = Object.keys(AUDIT_RULES) as AuditCode[];
  const findings = order.flatMap((code) => all.filter((finding) => finding.code === code));
  const counts: Partial<Record<AuditCode, number>> = {};
  for (const { code } of findings) counts[code] = (counts[code] ?? 0) + 1;
  const blockingCodes = order.filter(
    (code) => counts[code] !== undefined && AUDIT_RULES[code].severity === "error" && !allowed.includes(code),
  );
  const sizes = {
    streets: network.edgeCount,
    blocks: blocks.blocks.length,
    facilities: facilities.facilities.length,
    units: judgedUnits.length,
  };
  return { findings, counts, sizes, allowed, blockingCodes };
}

/** Units of which a part has its middle in the area; blocks of others were left out, so nothing can be said of them. */
function unitsIn({ polygons }: StudyArea, units: readonly AuditUnit[]): AuditUnit[] {
  return units.filter(({ parts }) => parts.some((rings) => liesInArea(polygons, pointInPolygon(rings))));
}

/** @throws {AuditError} if something stops the run */
export function assertAuditPasses(report: AuditReport): AuditReport {
  if (report.blockingCodes.length > 0) throw new AuditError(report);
  return report;
}

function requireCode(code: string): AuditCode {
  if (Object.hasOwn(AUDIT_RULES, code)) return code as AuditCode;
  throw new InvalidInputError(
    `The audit has no code "${code}"; there are ${Object.keys(AUDIT_RULES).join(", ")}`,
  );
}
