/**
 * The audit of one city: made once for each set of allowed codes, and asked before anything is computed.
 */
import { type AuditReport, assertAuditPasses, auditStudy } from "../../audit/audit-study.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import type { Study } from "../open/study.js";

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
      const { given, area } = this.#study;
      report = auditStudy(this.#network, area === undefined ? given : { ...given, area }, { allow });
      this.#made.set(key, report);
    }
    return report;
  }

  /** @throws {AuditError} if the inputs would make results false and the configuration does not allow it */
  assertPasses(): void {
    assertAuditPasses(this.of());
  }
}
