/**
 * The audit of one city: made once for each set of allowed codes, and asked before anything is computed.
 */
import { type AuditInput, type AuditReport, assertAuditPasses, auditStudy } from "../../audit/audit-study.js";
import { topSpeedMps } from "../../network/slope.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import type { Study } from "../open/study.js";
import { bufferOf } from "./analyze.js";

/** Audits of a city by the codes that they allow. */
export class CityAudit {
  readonly #study: Study;
  readonly #network: WalkNetwork;
  readonly #made = new Map<string, AuditReport>();

  constructor(study: Study, network: WalkNetwork) {
    this.#study = study;
    this.#network = network;
  }

  /** The findings; `allow` is by default that of the configuration. */
  of(allow: readonly string[] = this.#study.config.allow ?? []): AuditReport {
    const key = [...allow].sort().join(" ");
    let report = this.#made.get(key);
    if (report === undefined) {
      report = auditStudy(this.#network, this.#input(), { allow });
      this.#made.set(key, report);
    }
    return report;
  }

  /** The places that the analysis counts: those of the area and as far around it as facilities serve it. */
  #input(): AuditInput {
    const { given, area, requirements, profile } = this.#study;
    if (area === undefined) return given;
    const bufferM = bufferOf(area, requirements, topSpeedMps(this.#network, profile.speedMps));
    return { ...given, area: { ...area, bufferM } };
  }

  /** @throws {AuditError} if the inputs would make results false and the configuration does not allow it */
  assertPasses(): void {
    assertAuditPasses(this.of());
  }
}
