/**
 * A city opened once, of which every question is asked: its streets, places and rules, each set of places linked to the
 * streets once for each set of usable streets.
 */
import { checkCall, orNothing } from "../base/check-call.js";
import { isCounted } from "../coverage/apply-opening-hours.js";
import { judgeRanges, type Ranges, type RangeVerdicts } from "../coverage/judge-ranges.js";
import type { WalkerGroup } from "../coverage/walker-group.js";
import type { GapExplanation } from "../explain/explain-gap.js";
import { networkAt } from "../network/street-hours.js";
import type { PlaceWithDoors } from "../places/facility-index.js";
import { toSvg } from "../report/maps/to-svg.js";
import { renderReport } from "../report/page/index.js";
import type { ScenarioEdit } from "../scenario/edits.js";
import { checkedEdits, loadScenario } from "../scenario/load-scenario.js";
import { CityAnalyses, type CityAnalyzeOptions } from "./ask/city-analyses.js";
import * as takes from "./ask/city-calls.js";
import { type CityMapOptions, type CityPageOptions, cityPageData } from "./ask/city-page.js";
import type { CityReport } from "./ask/city-report.js";
import {
  type CityPlan,
  type CityPlanOptions,
  type CitySites,
  type CitySitesOptions,
  cityPlan,
  citySites,
  planOfConfig,
} from "./ask/city-siting.js";
import { type Examination, type ExamineOptions, examine, judgeEnough } from "./ask/examine.js";
import { type Explainer, explainerOf } from "./ask/explain-places.js";
import { cutoffMinutes, examineOptions, rangesOfConfig } from "./ask/lineage-options.js";
import { openingHoursFilter } from "./ask/opening-hours-filter.js";
import { servedServices, walkerGroups } from "./ask/walker-groups.js";
import { knownServices } from "./config/own-services.js";
import { CityLinks } from "./open/city-links.js";
import { type CityContents, StreetQuestions } from "./street-questions.js";
import type { CityChange } from "./what-if/city-change.js";
import { type Opening, openEdits, openingsOf } from "./what-if/openings.js";
import { whatIfInCity } from "./what-if/what-if-in-city.js";

/**
 * A city opened by `openCity`.
 *
 * Methods take plain things and return plain things: places as `[lon, lat]`, minutes as numbers, GeoJSON, rows as
 * objects. Links, analyses and explanations are made once and kept until `close`. Methods that return a promise reject
 * it with the errors they name. Every method throws `InvalidInputError` for an argument or option of a wrong type, and for
 * an option that it does not have: the message names the option, what came, what was expected, and the option that was
 * perhaps meant.
 *
 * @example
 * const city = await openCity("city.osm.pbf");
 * const report = await city.analyze();
 * console.log(report.rows({ verdict: "gap" }).length, "gaps");
 * await city.close();
 */
export class City extends StreetQuestions {
  readonly #isView: boolean;
  readonly #analyses: CityAnalyses;
  #explainer: Explainer | null = null;
  #closed = false;

  /** @internal */
  constructor(contents: CityContents, isView = false) {
    super(contents);
    this.#isView = isView;
    this.#analyses = new CityAnalyses(contents);
  }

  /**
   * The verdict on every block and service, with reasons, walks and nearest facilities.
   *
   * @returns the report; the same object when you ask again
   * @throws {InvalidInputError} if no rule gives a walk for a service of `services`
   * @throws {AuditError} if the audit found what would make results false, such as a layer in another coordinate system;
   *   `allow` in the configuration accepts it
   *
   * @example
   * const report = await city.analyze();
   * for (const { service, summary } of report.services) console.log(service, summary.blocks.gap);
   */
  async analyze(options: CityAnalyzeOptions = {}): Promise<CityReport> {
    checkCall("city.analyze", ["options", options, takes.ANALYZE_OPTIONS]);
    const { services, onProgress } = options;
    return (await this.#analyses.of(services, onProgress)).report;
  }

  /**
   * Units that fail and which of them come first, places and beds, indicators, and floor area per 100 households.
   *
   * @param options - override what the configuration says
   * @returns the report with capacity judged, and units by level, the most urgent first
   * @throws {InvalidInputError} (the promise is rejected) if `metShare` is not above 0 and at most 1, or `demandPer1000` names a service that does not exist
   *
   * @example
   * const { levels } = await city.examine();
   * for (const { level, failing } of levels) console.log(level, failing.length);
   */
  async examine(options: ExamineOptions = {}): Promise<Examination> {
    checkCall("city.examine", ["options", options, takes.EXAMINE_OPTIONS]);
    const { study, links } = this.contents;
    this.requireServices(options.demandPer1000);
    const whole = { ...examineOptions(study.config), ...options };
    const judged = await this.#analyses.of();
    const { sizes, demandPer1000, unknownPlaces } = options;
    const again = [sizes, demandPer1000, unknownPlaces].some((one) => one !== undefined);
    const enough = again ? judgeEnough(links, judged.near, this.profile, whole) : judged;
    return examine(links, enough, this.profile, whole);
  }

  /**
   * Verdicts under uncertain inputs: which hold over the whole range of speed, position and capacity, and which depend
   * on it.
   *
   * @param ranges - speeds in m/s, positions in metres, capacities as shares of the numbers given; default those of the
   *   configuration
   * @returns one result per service; typed arrays with one entry per block: positions in `RANGE_VERDICTS` and `DECIDING`
   * @throws {InvalidInputError} if a range is upside down
   *
   * @example
   * const [elderly] = await city.ranges({ speedMps: [0.8, 1.2], positionM: 20 });
   * console.log(elderly?.met, elderly?.depends.speed);
   */
  async ranges(ranges: Ranges = rangesOfConfig(this.config) ?? {}): Promise<RangeVerdicts[]> {
    checkCall("city.ranges", ["ranges", ranges, takes.RANGES]);
    const { report, rules } = await this.#analyses.of();
    return judgeRanges(report, ranges, rules);
  }

  /**
   * Why a block does not reach a service: the walk, what lies between, and the smallest street change that would help.
   *
   * @param service - id of a service, e.g. `childcare`
   * @param block - id of a block
   * @returns verdict, reason, the walk to the nearest facility, barriers crossed by the straight line, and the street
   *   change
   * @throws {InvalidInputError} if no rule judges the service, or there is no such block
   *
   * @example
   * const { reason, barriers } = await city.explain("kindergarten", city.blocks.blocks[0]!.id);
   */
  async explain(service: string, block: string): Promise<GapExplanation> {
    checkCall("city.explain", ["service", service, takes.SERVICE_ID], ["block", block, takes.BLOCK_ID]);
    this.#analyses.requirementsOf([service]);
    const { whole } = this.#analyses;
    if (whole === undefined) {
      const { report } = await this.#analyses.of([service]);
      return explainerOf(this.contents.links, report, this.profile)(service, block);
    }
    const { report } = await whole;
    this.#explainer ??= explainerOf(this.contents.links, report, this.profile);
    return this.#explainer(service, block);
  }

  /**
   * How much demand each kind of walker reaches within the same minutes, side by side.
   *
   * @param options.profiles - ids of walking profiles; default those of the configuration, else all of `PROFILES`
   * @param options.services - ids of services; default those with facilities
   * @param options.minutes - limits in minutes; default those of the city
   * @returns one group per service and profile, with shares from 0 to 1
   * @throws {InvalidInputError} if a profile does not exist, or a limit is not positive
   *
   * @example
   * const groups = await city.walkers({ profiles: ["adult", "senior80"], services: ["pharmacy"], minutes: [15] });
   * for (const { profile, within } of groups) console.log(profile.id, within[0]?.share);
   */
  async walkers(
    options: {
      readonly profiles?: readonly string[] | undefined;
      readonly services?: readonly string[] | undefined;
      readonly minutes?: readonly number[] | undefined;
    } = {},
  ): Promise<WalkerGroup[]> {
    checkCall("city.walkers", ["options", options, takes.WALKERS_OPTIONS]);
    const { report } = await this.#analyses.of();
    const services = servedServices(report, options.services, this.config.ownServices);
    if (services.length === 0) return [];
    const profiles = (options.profiles ?? this.config.profiles)?.map((id) => this.walker(id));
    return walkerGroups(this.contents.links, report, {
      services,
      profiles,
      minutes: options.minutes ?? cutoffMinutes(this.config),
      isCounted: (f) => isCounted(report, f),
    });
  }

  /**
   * Where to build: the candidates that serve most people, by one of the siting models.
   *
   * @param options - the model with its numbers, the candidates, and the longest walk to a site in `minutes` or `metres`
   * @returns the plan with its bound, and the candidates chosen, the most helpful first
   * @throws {InvalidInputError} if the model lacks what it needs, or no walk is given
   *
   * @example
   * const candidates = city.facilities.facilities.filter(({ services }) => services.includes("convenience"));
   * const { chosen } = await city.sites({ model: "mclp", p: 3, candidates, minutes: 15, profile: "senior60" });
   * for (const { candidate } of chosen) console.log(candidate.name);
   */
  async sites<Candidate extends PlaceWithDoors>(
    options: CitySitesOptions<Candidate>,
  ): Promise<CitySites<Candidate>> {
    checkCall("city.sites", ["options", options, takes.SITES_QUESTION]);
    return citySites(this.contents.links, this.blocks.blocks, options, this.walker(options.profile));
  }

  /**
   * Which vacant premises to take, and which services to open in each, for the people in a gap.
   *
   * @param options - premises, rooms, money and rules; what is not given comes from `plan` and `asOf` of the configuration
   * @returns the plan, the premises it chose from, and the question as it was solved
   * @throws {InvalidInputError} if no rule judges a service of `rooms`, or there is a budget but a price is missing
   * @throws {InputFileError} if the table of premises is damaged
   *
   * @example
   * const premises = [{ id: "r1", lon: 71.43, lat: 51.13, areaM2: 400 }];
   * const { plan } = await city.plan({ premises, rooms: { kindergarten: 350 } });
   */
  async plan(options: CityPlanOptions): Promise<CityPlan> {
    checkCall("city.plan", ["options", options, takes.PLAN_OPTIONS]);
    this.requireServices(options.worth);
    const { open, ...whole } = { ...planOfConfig(this.config), ...options };
    const edits = open === undefined ? [] : openEdits(this.facilities.facilities, open);
    const near = edits.length === 0 ? (await this.#analyses.of()).near : (await this.whatIf(edits)).after;
    return cityPlan(this.contents.links, near, this.profile, whole);
  }

  /**
   * Whom each place that is not open to outsiders would serve if it alone opened to everybody.
   *
   * @param services - ids of services; default all that are judged
   * @returns one row per place and service, with the hours that it gives, most residents gained first
   * @throws {InvalidInputError} if no rule gives a walk for a service of `services`
   *
   * @example
   * const [best] = await city.openings(["kindergarten"]);
   * if (best !== undefined) console.log(best.name, best.residentsGained, best.openingHours);
   */
  async openings(services?: readonly string[]): Promise<Opening[]> {
    checkCall("city.openings", ["services", services, orNothing(takes.SERVICE_IDS)]);
    const judged = this.#analyses.requirementsOf(services).map(({ service }) => service);
    const { facilities } = this.facilities;
    return openingsOf(facilities, judged, async (edits) => (await this.whatIf(edits)).services);
  }

  /**
   * Who gains and who loses if streets or facilities change.
   *
   * @param edits - edits as objects, or a JSON file of them; every question starts from the city as it is
   * @param options.crs - coordinate system of their places, e.g. `GCJ-02`; default what the file says, else WGS 84, and for a
   *   file of places in China there is no default
   * @returns reports before and after, sums per service, and every block that changed
   * @throws {InvalidInputError} if an edit names what does not exist
   * @throws {InputFileError} if the file of edits is damaged, or its places lie in China and declare no coordinate system
   *
   * @example
   * const { services } = await city.whatIf([{ do: "close-facility", id: city.facilities.facilities[0]!.id }]);
   */
  async whatIf(
    edits: readonly ScenarioEdit[] | string,
    options: { readonly crs?: string | undefined } = {},
  ): Promise<CityChange> {
    checkCall("city.whatIf", ["edits", edits, takes.EDITS], ["options", options, takes.WHAT_IF_OPTIONS]);
    const { crs } = options;
    const known = knownServices(this.config);
    const list =
      typeof edits === "string" ? loadScenario(edits, crs, known) : checkedEdits(edits, crs, known);
    return whatIfInCity(this.contents, this.#analyses, list);
  }

  /**
   * The same city at a given time, when closed facilities serve nobody, and streets and gates that are closed then are not
   * walked. Where no street has hours it shares its links with this city and closes with it; else close it too.
   *
   * @param time - a wall clock time, e.g. `2026-11-25T12:00`
   * @param options.timeZone - IANA name, e.g. `Asia/Almaty`; needed where `time` has an offset
   * @param options.holidays - country code of the public holidays, e.g. `kz`
   * @returns a city that answers every question for that time
   * @throws {InvalidInputError} if that is not a time
   * @throws {UnsupportedFileError} if the package opening_hours is not installed
   *
   * @example
   * const sunday = await city.at("2026-11-29T21:00");
   * console.log((await sunday.analyze({ services: ["pharmacy"] })).rows({ verdict: "gap" }).length);
   */
  async at(
    time: string,
    options: { readonly timeZone?: string | undefined; readonly holidays?: string | undefined } = {},
  ): Promise<City> {
    checkCall("city.at", ["time", time, takes.WALL_TIME], ["options", options, takes.AT_OPTIONS]);
    const { timeZone, holidays } = options;
    const { study, ...contents } = this.contents;
    const config = { ...study.config, at: time, timeZone, holidays };
    const hours = await openingHoursFilter(config);
    const { network } = study.streets;
    const then = hours === null ? network : networkAt(network, hours.stateOf);
    const isSame = then === contents.links.network;
    const links = isSame ? contents.links : new CityLinks(then, { threads: contents.threads });
    return new City({ ...contents, links, study: { ...study, config }, hours }, isSame);
  }

  /**
   * The report page: one HTML file for any browser.
   *
   * @returns the text of the file
   *
   * @example
   * import { writeFileSync } from "node:fs";
   * writeFileSync("report.html", await city.report({ title: "Pharmacies and play" }));
   */
  async report(options: CityPageOptions = {}): Promise<string> {
    checkCall("city.report", ["options", options, takes.PAGE_OPTIONS]);
    const { language, title, explain = 0 } = options;
    const data = cityPageData(this.contents, await this.#analyses.of(), { title, explain });
    return renderReport(data, { lang: language ?? this.config.language ?? "en" });
  }

  /**
   * The gap map of one service as a picture; it can be printed in grey.
   *
   * @param options - the service, by default the first that could be judged; language and title as those of the page
   * @returns a whole SVG document
   * @throws {InvalidInputError} if the service is not judged
   *
   * @example
   * const svg = await city.map({ service: "pharmacy" }); // as text
   */
  async map(options: CityMapOptions = {}): Promise<string> {
    checkCall("city.map", ["options", options, takes.MAP_OPTIONS]);
    const { service, language, title } = options;
    return toSvg({
      data: cityPageData(this.contents, await this.#analyses.of(), { title }),
      service,
      lang: language ?? this.config.language ?? "en",
    });
  }

  /**
   * Stops the threads; calling it again does nothing. Questions that need the streets are refused from then on. At the end of an `await using` block it is called for you.
   *
   * @example
   * const city = await openCity("city.osm.pbf");
   * await city.close();
   */
  async close(): Promise<void> {
    if (this.#closed || this.#isView) return;
    this.#closed = true;
    await this.contents.links.close();
  }
}
