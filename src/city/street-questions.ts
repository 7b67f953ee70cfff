import type { AuditReport } from "../audit/audit-study.js";
import { AsyncClosable } from "../base/async-closing.js";
import { checkCall } from "../base/check-call.js";
import { DISTANCE_BASIS, type WalkProfile } from "../network/profiles.js";
import type { WalkNetwork } from "../network/walk-network.js";
import type { PlaceWithDoors } from "../places/facility-index.js";
import type { BlockSet, Facility, FacilitySet } from "../places/places.js";
import { requireService } from "../read/places/service-words.js";
import { candidateRules, type PlausibleHosts, plausibleHosts } from "../siting/candidate-kinds.js";
import type { CoverageMatrix } from "../siting/coverage-matrix.js";
import type { Requirement } from "../standards/requirement.js";
import type { OpenAt } from "./ask/analyze-at.js";
import { candidateReach } from "./ask/candidate-reach.js";
import { chooseProfile } from "./ask/choose-profile.js";
import type { CityAudit } from "./ask/city-audit.js";
import * as takes from "./ask/city-calls.js";
import {
  type CityIsochroneOptions,
  type IsochroneCollection,
  isochronesOfPlaces,
  isochronesOfService,
} from "./ask/city-isochrones.js";
import { type CityMatrix, matrixBetween, type NearestRow, nearestTo } from "./ask/city-matrix.js";
import { type CityWalk, type PlaceOnStreets, placeOnStreets, walkBetween } from "./ask/city-walks.js";
import { cutoffMinutes } from "./ask/lineage-options.js";
import {
  isOnePlace,
  limitOfWithin,
  type PlainPlace,
  requiredLimit,
  type WalkerOptions,
  type WithinOptions,
} from "./ask/plain-points.js";
import type { CityConfig } from "./config/load-config.js";
import type { CityLinks } from "./open/city-links.js";
import type { LivingCirclePlaces } from "./open/linked-places.js";
import { profileNamed, type Study } from "./open/study.js";

/** What a city is made of. */
export interface CityContents {
  readonly study: Study;
  readonly links: CityLinks;
  readonly hours: OpenAt | null;
  readonly threads: number | undefined;
  /** Shared by the city and its views of other times. */
  readonly audit: CityAudit;
}

/** The questions of a city that streets and places alone answer. */
export abstract class StreetQuestions extends AsyncClosable {
  /** @internal */
  readonly contents: CityContents;

  /** @internal */
  constructor(contents: CityContents) {
    super();
    this.contents = contents;
  }

  /** The configuration: rules, services, profile, names of files. */
  get config(): CityConfig {
    return this.contents.study.config;
  }

  /** The walking network. */
  get network(): WalkNetwork {
    return this.contents.links.network;
  }

  /** All facilities, including those outside the study area. */
  get facilities(): FacilitySet {
    return this.contents.study.given.facilities;
  }

  /** The blocks that are judged, those of the study area; blocks that are large against the walk are spread over
   * their homes or streets. */
  get blocks(): BlockSet {
    return this.contents.study.blocksInArea;
  }

  /** One requirement per service. */
  get requirements(): readonly Requirement[] {
    return this.contents.study.requirements;
  }

  /** Who walks, for limits in minutes. */
  get profile(): WalkProfile<"ms"> {
    return this.contents.study.profile;
  }

  /**
   * Where you can walk to, or from where: polygons around places, or around all facilities of a service.
   *
   * @param around - `[lon, lat]`, an object with both, a list of either, or `{ service }`
   * @returns one GeoJSON feature per place and cutoff; `unlinked` lists places that join no street
   * @throws {InvalidInputError} if a place is not in degrees, or minutes and metres are both given
   *
   * @example
   * const { features } = city.isochrone([71.4304, 51.1283], { minutes: [5, 10, 15] });
   * const pharmacies = city.isochrone({ service: "pharmacy" }, { metres: 500 });
   */
  isochrone(
    around: PlainPlace | readonly PlainPlace[] | { readonly service: string },
    options: CityIsochroneOptions = {},
  ): IsochroneCollection {
    checkCall(
      "city.isochrone",
      ["around", around, takes.AROUND],
      ["options", options, takes.ISOCHRONE_OPTIONS],
    );
    const { links, study } = this.contents;
    const profile = this.walker(options.profile);
    const defaults = cutoffMinutes(study.config);
    if ("service" in around) {
      const service = requireService(around.service, study.config.ownServices);
      return isochronesOfService(links, this.#openFacilities(), service, profile, options, defaults);
    }
    const places = isOnePlace(around) ? [around] : around;
    return isochronesOfPlaces(links, places, profile, options, defaults);
  }

  /**
   * The shortest walk between two places, door to door.
   *
   * @returns metres, minutes, streets and geometry; null where a place joins no street (`link` says why) or no walk
   *   leads there
   * @throws {InvalidInputError} if a place is not in degrees, or the profile does not exist
   *
   * @example
   * const walk = city.walk([71.4304, 51.1283], [71.4189, 51.1479], { profile: "senior80" });
   * if (walk !== null) console.log(walk.metres, "m in", walk.minutes, "minutes");
   */
  walk(from: PlainPlace, to: PlainPlace, options: WalkerOptions = {}): CityWalk | null {
    checkCall(
      "city.walk",
      ["from", from, takes.PLACE],
      ["to", to, takes.PLACE],
      ["options", options, takes.WALKER_OPTIONS],
    );
    const { profile, offStreetCapM } = options;
    const { links } = this.contents;
    return profile === "distance"
      ? walkBetween(links, DISTANCE_BASIS, from, to, offStreetCapM)
      : walkBetween(links, this.walker(profile), from, to, offStreetCapM);
  }

  /**
   * Where a place joins the streets, or why it does not.
   *
   * @returns the reason, the distance to the nearest street in metres, and every place where it joins
   * @throws {InvalidInputError} if the place is not in degrees, or the profile does not exist
   *
   * @example
   * city.link([71.4304, 51.1283]).reason; // => "linked"
   */
  link(place: PlainPlace, options: WalkerOptions = {}): PlaceOnStreets {
    checkCall("city.link", ["place", place, takes.PLACE], ["options", options, takes.WALKER_OPTIONS]);
    const { profile, offStreetCapM } = options;
    const walker = profile === "distance" ? DISTANCE_BASIS : this.walker(profile);
    return placeOnStreets(this.contents.links, walker, place, offStreetCapM);
  }

  /**
   * Walks from places to places.
   *
   * @param from - where walks start
   * @param to - where they end
   * @param options - a limit in minutes or metres, by default none; who walks
   * @returns rows as objects, or columns; pairs past the limit are absent
   * @throws {InvalidInputError} if a place is not in degrees, or minutes and metres are both given
   *
   * @example
   * const walks = city.matrix(city.blocks.blocks.slice(0, 3), city.facilities.facilities, { minutes: 15 }).rows();
   */
  matrix(
    from: readonly PlainPlace[],
    to: readonly PlainPlace[],
    options: WithinOptions & Pick<WalkerOptions, "profile"> = {},
  ): CityMatrix {
    checkCall(
      "city.matrix",
      ["from", from, takes.PLACES],
      ["to", to, takes.PLACES],
      ["options", options, takes.WITHIN_OPTIONS],
    );
    const { profile, ...within } = options;
    const { links } = this.contents;
    const limitAndWalker = limitOfWithin(within, profile === "distance" ? null : this.walker(profile));
    return limitAndWalker.unit === "mm"
      ? matrixBetween(links, limitAndWalker.profile, from, to, limitAndWalker.limit)
      : matrixBetween(links, limitAndWalker.profile, from, to, limitAndWalker.limit);
  }

  /**
   * The nearest facilities of a service from some places.
   *
   * @param from - one place or several
   * @param service - id of a service, e.g. `pharmacy`
   * @param options.k - how many facilities per place; default 1
   * @returns one row per place and facility, nearest first; none where no walk leads to one
   * @throws {InvalidInputError} if a place is not in degrees, or `k` is not a whole number from 1
   *
   * @example
   * const [nearest] = city.nearest([71.4304, 51.1283], "pharmacy", { k: 3 });
   */
  nearest(
    from: PlainPlace | readonly PlainPlace[],
    service: string,
    options: Pick<WalkerOptions, "profile"> & { readonly k?: number | undefined } = {},
  ): NearestRow[] {
    checkCall(
      "city.nearest",
      ["from", from, takes.PLACE_OR_PLACES],
      ["service", service, takes.SERVICE_ID],
      ["options", options, takes.NEAREST_OPTIONS],
    );
    const { profile, k = 1 } = options;
    const places = isOnePlace(from) ? [from] : from;
    const { links } = this.contents;
    const facilities = { ...this.facilities, facilities: this.#openFacilities() };
    const serviceId = requireService(service, this.config.ownServices);
    const question = [places, { ...this.places(), facilities }, serviceId, { k, limit: null }] as const;
    return profile === "distance"
      ? nearestTo(links, DISTANCE_BASIS, ...question)
      : nearestTo(links, this.walker(profile), ...question);
  }

  /**
   * Which blocks each candidate site could serve on foot: the matrix that the siting models take.
   *
   * @param candidates - places where a site could open; anything with `lon` and `lat`
   * @param options.minutes - longest walk, minutes
   * @param options.metres - longest walk, metres; give this or `minutes`
   * @returns a sparse matrix of blocks by candidates, with walks in milliseconds or millimetres
   * @throws {InvalidInputError} if neither or both of the limits are given
   *
   * @example
   * const matrix = city.reach(city.facilities.facilities, { minutes: 15, profile: "senior60" });
   * const plan = await selectSites({ model: "mclp", matrix, weight: residents, p: 2 });
   */
  reach(
    candidates: readonly PlaceWithDoors[],
    options: WithinOptions & Pick<WalkerOptions, "profile">,
  ): CoverageMatrix {
    checkCall(
      "city.reach",
      ["candidates", candidates, takes.CANDIDATES],
      ["options", options, takes.WITHIN_OPTIONS],
    );
    const { profile, ...within } = options;
    const walker = this.walker(profile);
    const limit = requiredLimit(within, walker);
    return candidateReach(this.contents.links, this.blocks.blocks, candidates, { limit, profile: walker });
  }

  /**
   * Facilities that may be proposed as the site of a new service, by the rules of the city (`candidates` in its
   * configuration, else `data/tags/candidate-kinds.json`): no concert hall, church or police station is among them.
   *
   * @returns candidates, and what was left out by its kind
   *
   * @example
   * const { candidates, leftOut } = city.candidates();
   * console.log(candidates.length, "candidates,", leftOut.length, "left out");
   */
  candidates(): PlausibleHosts<Facility> {
    return plausibleHosts(this.facilities.facilities, candidateRules(this.config.candidates));
  }

  /**
   * What is wrong or odd in the inputs. `analyze` and every question that needs verdicts refuse inputs with errors.
   *
   * @param options.allow - codes of errors to accept; default those of the configuration
   * @returns the findings, errors first
   * @throws {InvalidInputError} if a code of `allow` does not exist
   *
   * @example
   * for (const { code, message } of city.audit().findings) console.log(code, message.en);
   */
  audit(options: { readonly allow?: readonly string[] | undefined } = {}): AuditReport {
    checkCall("city.audit", ["options", options, takes.AUDIT_OPTIONS]);
    return this.contents.audit.of(options.allow);
  }

  /** Facilities that are not closed at the time of this city; all where it has none. */
  #openFacilities(): readonly Facility[] {
    const { hours } = this.contents;
    const { facilities } = this.facilities;
    return hours === null
      ? facilities
      : facilities.filter((one) => hours.stateOf(one.openingHours) !== "closed");
  }

  /** @internal Facilities and blocks, those outside the study area among them. */
  protected places(): LivingCirclePlaces {
    return { facilities: this.facilities, blocks: this.contents.study.blocks };
  }

  /** @internal */
  protected walker(id: string | undefined): WalkProfile<"ms"> {
    return id === undefined ? this.profile : chooseProfile(profileNamed(id), this.config);
  }

  /** @internal @throws {InvalidInputError} if figures by service name one that does not exist */
  protected requireServices(figures: object = {}): void {
    for (const service of Object.keys(figures)) requireService(service, this.config.ownServices);
  }
}
