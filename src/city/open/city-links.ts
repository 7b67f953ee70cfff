/**
 * Where the places of a city join its streets: each set of places linked once for each set of usable streets, with one set
 * of costs and one engine a profile.
 */
import type { CostUnit } from "../../base/cost-units.js";
import { InvalidInputError } from "../../base/errors.js";
import { IsochroneEngine } from "../../isochrone/isochrone-engine.js";
import { compoundOfEdges } from "../../network/compound-edges.js";
import { linkPoints } from "../../network/link-points.js";
import { type Linkage, selectPoints } from "../../network/linkage.js";
import type { PointLinker } from "../../network/overlay-links.js";
import { rememberingLinker } from "../../network/place-linker.js";
import type { WalkProfile } from "../../network/profiles.js";
import { type WalkCosts, walkCosts } from "../../network/walk-costs.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import { pointsOfFacilities, pointsOfPlaces } from "../../places/facility-index.js";
import type { Facility } from "../../places/places.js";
import { openWalkEngine, type WalkEngine } from "../../search/walk-engine.js";
import {
  keepToResidents,
  type LinkedBasis,
  type LinkedPlaces,
  type LivingCirclePlaces,
} from "./linked-places.js";

export interface CityLinksOptions {
  /** How many threads search; by default all cores where the work is worth it. */
  readonly threads?: number | undefined;
  /** How points are linked; by default each set of points once. */
  readonly link?: PointLinker | undefined;
  /** Stops searches. */
  readonly signal?: AbortSignal | undefined;
}

/** What is kept for one profile. */
interface ProfileLinks<U extends CostUnit> {
  readonly costs: WalkCosts<U>;
  engine: WalkEngine<U> | null;
  isochrones: IsochroneEngine<U> | null;
  readonly facilities: { readonly list: readonly Facility[]; readonly linkage: Linkage<U> }[];
  readonly places: { readonly key: LivingCirclePlaces; readonly linked: LinkedPlaces<U> }[];
}

/** The streets of a city with what was linked to them; `close` stops the threads. */
export class CityLinks {
  readonly network: WalkNetwork;
  /** As `linkPoints`; each set of points is linked once. */
  readonly link: PointLinker;
  /** As `linkPoints`, for places that are asked about once: their links are not kept. */
  readonly linkOnce: PointLinker;
  readonly #options: CityLinksOptions;
  #isClosed = false;
  #compounds: Uint32Array | null = null;
  readonly #profiles = new Map<string, ProfileLinks<CostUnit>>();

  constructor(network: WalkNetwork, options: CityLinksOptions = {}) {
    this.network = network;
    this.link = options.link ?? rememberingLinker();
    this.linkOnce = options.link ?? linkPoints;
    this.#options = options;
  }

  /** The streets seen by a profile. */
  costs<U extends CostUnit>(profile: WalkProfile<U>): WalkCosts<U> {
    return this.#of(profile).costs;
  }

  /** The engine that searches for a profile; its threads start when work is worth them. */
  engine<U extends CostUnit>(profile: WalkProfile<U>): WalkEngine<U> {
    const links = this.#of(profile);
    const { threads } = this.#options;
    links.engine ??= openWalkEngine(links.costs, threads === undefined ? {} : { threads });
    return links.engine;
  }

  /** The memory in which isochrones of a profile are drawn. */
  isochrones<U extends CostUnit>(profile: WalkProfile<U>): IsochroneEngine<U> {
    const links = this.#of(profile);
    links.isochrones ??= new IsochroneEngine(links.costs);
    return links.isochrones;
  }

  /** Facilities joined to the streets, whoever may use them; some of a list that is linked already are picked from it. */
  facilities<U extends CostUnit>(profile: WalkProfile<U>, facilities: readonly Facility[]): Linkage<U> {
    const { costs, facilities: linkages } = this.#of(profile);
    for (const { list, linkage } of linkages) {
      const chosen = positionsIn(list, facilities);
      if (chosen !== null) return list === facilities ? linkage : selectPoints(linkage, chosen);
    }
    const linkage = this.link(costs, pointsOfFacilities(facilities), { islandsToo: true });
    linkages.push({ list: facilities, linkage });
    return linkage;
  }

  /** Facilities and blocks joined to the streets; a facility in a compound serves its residents. */
  places<U extends CostUnit>(
    profile: WalkProfile<U>,
    { facilities, blocks }: LivingCirclePlaces,
  ): LinkedPlaces<U> {
    const { costs, places } = this.#of(profile);
    const before = places.find(
      ({ key }) => key.facilities.facilities === facilities.facilities && key.blocks.blocks === blocks.blocks,
    );
    if (before !== undefined) return before.linked;
    const linkedFacilities = this.facilities(profile, facilities.facilities);
    const linkedBlocks = this.link(costs, pointsOfPlaces(blocks.blocks), { facilities: [linkedFacilities] });
    const linked = {
      facilities: keepToResidents(
        facilities.facilities,
        linkedFacilities,
        linkedBlocks,
        this.#compoundOfEdges(),
      ),
      blocks: linkedBlocks,
    };
    places.push({ key: { facilities, blocks }, linked });
    return linked;
  }

  /** As `places`, with the engine that searches between them. */
  basis<U extends CostUnit>(profile: WalkProfile<U>, places: LivingCirclePlaces): LinkedBasis<U> {
    return { ...this.places(profile, places), engine: this.engine(profile), signal: this.#options.signal };
  }

  /** Stops the threads; whatever needs the streets is refused from then on. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#profiles.values()].map(({ engine }) => engine?.close()));
  }

  #compoundOfEdges(): Uint32Array {
    this.#compounds ??= compoundOfEdges(this.network);
    return this.#compounds;
  }

  #of<U extends CostUnit>(profile: WalkProfile<U>): ProfileLinks<U> {
    if (this.#isClosed) throw new InvalidInputError("The city is closed: open it again with openCity");
    // A profile is its figures: two with the same figures walk the same.
    const key = JSON.stringify(profile);
    let links = this.#profiles.get(key) as ProfileLinks<U> | undefined;
    if (links === undefined) {
      const costs = walkCosts(this.network, profile);
      links = { costs, engine: null, isochrones: null, facilities: [], places: [] };
      this.#profiles.set(key, links as unknown as ProfileLinks<CostUnit>);
    }
    return links;
  }
}

/** Positions of some facilities in a list; null where it does not hold them all. */
function positionsIn(list: readonly Facility[], some: readonly Facility[]): number[] | null {
  if (list === some) return [];
  const position = new Map(list.map((facility, f) => [facility, f]));
  const chosen: number[] = [];
  for (const facility of some) {
    const at = position.get(facility);
    if (at === undefined) return null;
    chosen.push(at);
  }
  return chosen;
}
