/**
 * The analyses of one city: each set of services is judged once, and again only after a failure.
 */
import { nothingAt } from "../../base/at.js";
import { InvalidInputError } from "../../base/errors.js";
import type { GapReport } from "../../coverage/gap-report.js";
import type { Requirement } from "../../standards/requirement.js";
import type { LivingCirclePlaces } from "../open/linked-places.js";
import { studyInputs } from "../open/study-inputs.js";
import type { CityContents } from "../street-questions.js";
import { type Analysis, type AnalyzeOptions, analyze } from "./analyze.js";
import { analyzeAt } from "./analyze-at.js";
import { CityReport } from "./city-report.js";
import { type JudgedReport, judgeEnough } from "./examine.js";
import { examineOptions, lineageOptions } from "./lineage-options.js";

/** Which services are judged, and how you follow the progress. */
export interface CityAnalyzeOptions {
  /** Only these services; default all that the city's rules give a walk for. */
  readonly services?: readonly string[] | undefined;
  /** Called before each service with its position and the number of services. */
  readonly onProgress?: AnalyzeOptions["onProgress"];
}

/** An analysis whose verdicts are complete. */
export interface Analysed extends JudgedReport {
  readonly report: CityReport;
  /** Verdicts by walks alone, which what-ifs and plans start from. */
  readonly near: GapReport;
  /** Null where a time was asked about. */
  readonly analysis: Analysis | null;
}

/** Key of the analysis of all services; no list of services has it. */
const WHOLE = "*";

/** Analyses by the services that they judge. */
export class CityAnalyses {
  readonly #contents: CityContents;
  readonly #made = new Map<string, Promise<Analysed>>();

  constructor(contents: CityContents) {
    this.#contents = contents;
  }

  /** The analysis of all services, if it was started. */
  get whole(): Promise<Analysed> | undefined {
    return this.#made.get(WHOLE);
  }

  /** The analysis of some services, by default of all that a rule judges. */
  of(services?: readonly string[], onProgress?: AnalyzeOptions["onProgress"]): Promise<Analysed> {
    const key = services === undefined ? WHOLE : [...services].sort().join(" ");
    let analysed = this.#made.get(key);
    if (analysed === undefined) {
      analysed = this.#analyse(services, onProgress);
      this.#made.set(key, analysed);
      // What failed may be asked again.
      analysed.catch(() => this.#made.delete(key));
    }
    return analysed;
  }

  /** What every analysis of this city starts from. */
  options(): AnalyzeOptions {
    const { requirements, profile, area } = this.#contents.study;
    return { requirements, profile, area };
  }

  /** Facilities and blocks as the analyses take them, those outside the study area among them. */
  places(): LivingCirclePlaces {
    const { given, blocks } = this.#contents.study;
    return { facilities: given.facilities, blocks };
  }

  /** @throws {InvalidInputError} if a service is named that no rule gives a walk for */
  requirementsOf(services: readonly string[] | undefined): readonly Requirement[] {
    const { requirements } = this.#contents.study;
    if (services === undefined) return requirements;
    const judged = requirements.map(({ service }) => service);
    const stranger = services.find((service) => !judged.includes(service));
    if (stranger === undefined) return requirements.filter(({ service }) => services.includes(service));
    throw new InvalidInputError(`No rule gives a walk for "${stranger}"; there are ${judged.join(", ")}`);
  }

  async #analyse(
    services: readonly string[] | undefined,
    onProgress: AnalyzeOptions["onProgress"],
  ): Promise<Analysed> {
    const { study, links, hours, audit } = this.#contents;
    audit.assertPasses();
    const options: AnalyzeOptions = {
      ...this.options(),
      requirements: this.requirementsOf(services),
      onProgress,
      lineage: {
        ruleSets: study.ruleSets,
        inputs: await studyInputs(study),
        options: lineageOptions(study, hours),
      },
    };
    const analysis = hours === null ? await analyze(links, this.places(), options) : null;
    const near =
      hours === null
        ? (analysis ?? nothingAt("analysis")).report
        : await analyzeAt(links, this.places(), hours, options);
    const judged = judgeEnough(links, near, study.profile, examineOptions(study.config));
    return { ...judged, report: new CityReport(judged.report), near, analysis };
  }
}
