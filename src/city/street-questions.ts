import { AsyncClosable } from "../base/async-closing.js";
import { DISTANCE_BASIS, type WalkProfile } from "../network/profiles.js";
import type { WalkNetwork } from "../network/walk-network.js";
import type { PlaceWithDoors } from "../places/facility-index.js";
import type { BlockSet, FacilitySet } from "../places/places.js";
import type { CoverageMatrix } from "../siting/coverage-matrix.js";
import type { Requirement } from "../standards/requirement.js";
import type { OpenAt } from "./ask/analyze-at.js";
import { candidateReach } from "./ask/candidate-reach.js";
import { chooseProfile } from "./ask/choose-profile.js";
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

/** @internal What a city is made of. */
export interface CityContents {
  readonly study: Study;
  readonly links: CityLinks;
  readonly hours: OpenAt | null;
  readonly threads: number | undefined;
}

/** The part of a city that answers from streets and places alone. */
export abstract class StreetQuestions extends AsyncClosable {
  /** @internal */
  readonly contents: CityContents;

  /** @internal */
  constructor(contents: CityContents) {
    super();
    this.contents = contents;
  }

  /** What was asked for: rules, services, profile, names of files. */
  get config(): CityConfig {
    return this.contents.study.config;
  }

  /** The walking network. */
  get network(): WalkNetwork {
    return this.contents.links.network;
  }

  /** All facilities, those outside the study area with them. */
  get facilities(): FacilitySet {
    return this.contents.study.given.facilities;
  }

  /** The blocks to be judged; those that are large against the walk are spread over their homes or streets. */
  get blocks(): BlockSet {
    return this.contents.study.blocks;
  }

  /** One requirement a service. */
  get requirements(): readonly Requirement[] {
    return this.contents.study.requirements;
  }

  /** Who walks, for minutes. */
  get profile(): WalkProfile<"ms"> {
    return this.contents.study.profile;
  }

  /**
   * Where one can walk to, or from where: polygons around places, or around all facilities of a service.
   *
   * @param around - `[lon, lat]`, an object with both, a list of either, or `{ service }`
   * @returns a GeoJSON feature a place and cutoff; places that join no street are listed in `unlinked`
   * @throws {InvalidInputError} if a place is not in degrees, or minutes and metres are both given
   *
   * @example
   * const circles = city.isochrone([71.4304, 51.1283], { minutes: [5, 10, 15] });
   */
  isochrone(
    around: PlainPlace | readonly PlainPlace[] | { readonly service: string },
    options: CityIsochroneOptions = {},
  ): IsochroneCollection {
    const { links, study, hours } = this.contents;
    const profile = this.walker(options.profile);
    const defaults = cutoffMinutes(study.config);
    if ("service" in around) {
      const { facilities } = this.facilities;
      const open = facilities.filter(({ openingHours }) => hours?.stateOf(openingHours) !== "closed");
      return isochronesOfService(links, open, around.service, profile, options, defaults);
    }
    const places = isOnePlace(around) ? [around] : around;
    return isochronesOfPlaces(links, places, profile, options, defaults);
  }

  /**
   * The shortest walk between two places, door to door.
   *
   * @returns metres, minutes, streets and geometry; null where a place joins no street (`link` says why) or no walk leads
   * there
   *
   * @example
   * const walk = city.walk([71.4304, 51.1283], [71.4189, 51.1479], { profile: "senior80" });
   */
  walk(from: PlainPlace, to: PlainPlace, { profile, offStreetCapM }: WalkerOptions = {}): CityWalk | null {
    const { links } = this.contents;
    return profile === "distance"
      ? walkBetween(links, DISTANCE_BASIS, from, to, offStreetCapM)
      : walkBetween(links, this.walker(profile), from, to, offStreetCapM);
  }

  /**
   * Where a place joins the streets, or why it does not.
   *
   * @example
   * console.log(city.link([71.4304, 51.1283]).reason);
   */
  link(place: PlainPlace, { profile, offStreetCapM }: WalkerOptions = {}): PlaceOnStreets {
    const walker = profile === "distance" ? DISTANCE_BASIS : this.walker(profile);
    return placeOnStreets(this.contents.links, walker, place, offStreetCapM);
  }

  /**
   * Walks from places to places.
   *
   * @param options - a limit in minutes or metres, by default none; who walks
   * @returns rows as objects, or columns; pairs that are not reached stand nowhere
   *
   * @example
   * const walks = city.matrix(city.blocks.blocks.slice(0, 3), city.facilities.facilities, { minutes: 15 }).rows();
   */
  matrix(
    from: readonly PlainPlace[],
    to: readonly PlainPlace[],
    { profile, ...within }: WithinOptions & Pick<WalkerOptions, "profile"> = {},
  ): CityMatrix {
    const { links } = this.contents;
    const asked = limitOfWithin(within, profile === "distance" ? null : this.walker(profile));
    return asked.unit === "mm"
      ? matrixBetween(links, asked.profile, from, to, asked.limit)
      : matrixBetween(links, asked.profile, from, to, asked.limit);
  }

  /**
   * The facilities of a service that are nearest to some places.
   *
   * @param options.k - how many of each place; default 1
   * @returns one row a place and facility, nearest first; none where no walk leads to one
   *
   * @example
   * const [nearest] = city.nearest([71.4304, 51.1283], "pharmacy", { k: 3 });
   */
  nearest(
    from: PlainPlace | readonly PlainPlace[],
    service: string,
    { profile, k = 1 }: Pick<WalkerOptions, "profile"> & { readonly k?: number | undefined } = {},
  ): NearestRow[] {
    const places = isOnePlace(from) ? [from] : from;
    const { links } = this.contents;
    const question = [places, this.places(), service, { k, limit: null }] as const;
    return profile === "distance"
      ? nearestTo(links, DISTANCE_BASIS, ...question)
      : nearestTo(links, this.walker(profile), ...question);
  }

  /**
   * Which blocks each candidate site could serve on foot, as the siting models take it.
   *
   * @example
   * const matrix = city.reach(city.facilities.facilities, { minutes: 15, profile: "senior60" });
   */
  reach(
    candidates: readonly PlaceWithDoors[],
    { profile, ...within }: WithinOptions & Pick<WalkerOptions, "profile">,
  ): CoverageMatrix {
    const walker = this.walker(profile);
    const limit = requiredLimit(within, walker);
    return candidateReach(this.contents.links, this.blocks.blocks, candidates, { limit, profile: walker });
  }

  /** @internal */
  protected places(): LivingCirclePlaces {
    return { facilities: this.facilities, blocks: this.blocks };
  }

  /** @internal */
  protected walker(id: string | undefined): WalkProfile<"ms"> {
    return id === undefined ? this.profile : chooseProfile(profileNamed(id), this.config);
  }
}
