/**
 * Sites and premises for a city, from plain candidates.
 */
import { itemAt } from "../../base/at.js";
import { InvalidInputError } from "../../base/errors.js";
import type { ReadNote } from "../../base/notes.js";
import type { GapReport } from "../../coverage/gap-report.js";
import type { WalkProfile } from "../../network/profiles.js";
import { looksSwapped } from "../../network/swapped-axes.js";
import type { PlaceWithDoors } from "../../places/facility-index.js";
import type { Block } from "../../places/places.js";
import { type ReadPremisesOptions, readPremises } from "../../read/places/read-premises.js";
import { type CandidateRules, candidateRules } from "../../siting/candidate-kinds.js";
import type { SitingPlan } from "../../siting/plan.js";
import {
  type PlanPremisesOptions,
  type PremisesPlan,
  planPremises,
} from "../../siting/premises/plan-premises.js";
import type { Premises, RoomRule } from "../../siting/premises/premises.js";
import type { PremisesQuestion } from "../../siting/premises/premises-question.js";
import type { SitingQuestion } from "../../siting/question.js";
import { type RankedSite, rankSites } from "../../siting/rank-sites.js";
import { type SelectOptions, selectSites } from "../../siting/select-sites.js";
import type { CityConfig } from "../config/load-config.js";
import type { CityLinks } from "../open/city-links.js";
import { unusedKeys } from "../open/plain-places.js";
import type { OpenChoice } from "../what-if/openings.js";
import { candidateReach } from "./candidate-reach.js";
import { requiredLimit, type WithinOptions } from "./plain-points.js";
import { premisesOfReport } from "./premises-of-report.js";

/** A siting model with what it needs, without the walks and the people: those are the city's. */
export type SitesModel = SitingQuestion extends infer Question
  ? Question extends SitingQuestion
    ? Omit<Question, "matrix" | "weight">
    : never
  : never;

/** Where sites could be, how far people walk to them, and the model. */
export type CitySitesOptions<Candidate extends PlaceWithDoors> = SitesModel &
  WithinOptions &
  SelectOptions & {
    /** Places where a site could open; anything with `lon` and `lat`, WGS 84 degrees. */
    readonly candidates: readonly Candidate[];
    /** Id of a walking profile, for minutes; default that of the city. */
    readonly profile?: string | undefined;
    /** Whom the model counts in each block: residents (default), households, or one number per block. */
    readonly people?: "residents" | "households" | ArrayLike<number> | undefined;
  };

/** A plan with the candidates that it chose, the most helpful first. */
export interface CitySites<Candidate> {
  readonly plan: SitingPlan;
  readonly chosen: readonly (Omit<RankedSite, "candidate"> & { readonly candidate: Candidate })[];
  /** Blocks whose people are not known; they count nobody. */
  readonly blocksWithoutPeople: number;
}

/** Chooses sites for the blocks of a city. */
export async function citySites<Candidate extends PlaceWithDoors>(
  links: CityLinks,
  blocks: readonly Block[],
  options: CitySitesOptions<Candidate>,
  walker: WalkProfile<"ms">,
): Promise<CitySites<Candidate>> {
  const { candidates, people = "residents", minutes, metres, profile: _, ...siteOptions } = options;
  const { seed, maxNodes, timeLimitS, exactSize, heuristicOnly, solverOnly, ...model } = siteOptions;
  const limit = requiredLimit({ minutes, metres }, walker);
  const matrix = candidateReach(links, blocks, candidates, { limit, profile: walker });
  const counts = peopleOf(blocks, people);
  const weight = counts.map((count) => Math.round(count ?? 0));
  const question = { ...model, matrix, weight } as SitingQuestion;
  const limits = { seed, maxNodes, timeLimitS, exactSize, heuristicOnly, solverOnly };
  const given = Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
  const plan = await selectSites(question, given as SelectOptions);
  return {
    plan,
    chosen: rankSites(question, plan.sites).map((site) => ({
      ...site,
      candidate: itemAt(candidates, site.candidate),
    })),
    blocksWithoutPeople: counts.filter((count) => count === null).length,
  };
}

function peopleOf(
  blocks: readonly Block[],
  people: "residents" | "households" | ArrayLike<number>,
): (number | null)[] {
  if (typeof people === "string") return blocks.map((block) => block[people]);
  if (people.length === blocks.length) return Array.from(people);
  throw new InvalidInputError(
    `people has ${people.length} values, expected ${blocks.length} (one per block)`,
  );
}

/** Premises as plain objects; what is not given is unknown. */
export type PlainPremises = Pick<Premises, "id" | "lon" | "lat" | "areaM2"> & Partial<Premises>;

/** A table of premises and how it is read. */
export interface PremisesLayer extends ReadPremisesOptions {
  readonly file: string;
}

/** Premises, what each service needs of a room, and the money and rules. */
export interface CityPlanOptions
  extends Omit<PremisesQuestion, "premises" | "services" | "unitOfPlace" | "groups">,
    PlanPremisesOptions {
  /**
   * A table of premises, alone or with its settings (in China its `crs`); or the premises themselves, in WGS 84 degrees.
   */
  readonly premises: string | PremisesLayer | readonly PlainPremises[];
  /** Services to be housed, each with its least area in m² or with the whole rule for its room. */
  readonly rooms: Readonly<Record<string, number | (Pick<RoomRule, "minAreaM2"> & Partial<RoomRule>)>>;
  /** What one person covered counts, by service; default the share of people who lack it. */
  readonly worth?: Readonly<Record<string, number | undefined>> | undefined;
  /** Which kinds of premises may be proposed; default by rule, see `data/tags/candidate-kinds.json`. */
  readonly kinds?: CandidateRules | undefined;
  /** Facilities that open to outsiders before premises are chosen: ids, or `all` that are not open; default none. */
  readonly open?: OpenChoice | undefined;
}

/** A plan with the premises and the question that its numbers mean. */
export interface CityPlan {
  readonly plan: PremisesPlan;
  readonly premises: readonly Premises[];
  readonly question: PremisesQuestion;
  /** What was read of the table of premises, left out or not used. */
  readonly notes: readonly ReadNote[];
}

/** Chooses premises for those whom a report finds in a gap. */
export async function cityPlan(
  links: CityLinks,
  report: GapReport,
  profile: WalkProfile<"ms">,
  {
    premises: given,
    rooms,
    worth = {},
    seed,
    maxNodes,
    exactSize,
    kinds,
    ...limits
  }: Omit<CityPlanOptions, "open">,
): Promise<CityPlan> {
  const { premises, notes } = await premisesOf(given);
  requireAxes(links, premises);
  const rules = Object.fromEntries(
    Object.entries(rooms).map(([service, room]) => [service, wholeRule(room, kinds)]),
  );
  const asked = premisesOfReport(links, report, premises, { rooms: rules, profile });
  const services = asked.services.map((one) => ({ ...one, worth: worth[one.id] }));
  const question = { ...asked, services, ...limits };
  const search = Object.entries({ seed, maxNodes, exactSize }).filter(([, value]) => value !== undefined);
  return { plan: await planPremises(question, Object.fromEntries(search)), premises, question, notes };
}

async function premisesOf(
  given: CityPlanOptions["premises"],
): Promise<{ premises: readonly Premises[]; notes: readonly ReadNote[] }> {
  if (typeof given === "string") return readPremises(given);
  if ("file" in given) return readPremises(given.file, given);
  return { premises: given.map(wholePremises), notes: unusedKeys(given, PREMISES_KEYS) };
}

/** @throws {InvalidInputError} if premises lie among the streets only with their axes swapped */
function requireAxes({ network }: CityLinks, premises: readonly Premises[]): void {
  const swapped = premises.find(({ lon, lat }) => looksSwapped(network, [lon, lat]));
  if (swapped === undefined) return;
  const { id, lon, lat } = swapped;
  throw new InvalidInputError(
    `The premises "${id}" lie at (${lon}, ${lat}), away from the streets: is that latitude, longitude? Longitude comes first`,
  );
}

/** Money, years, quotas and kinds of premises that a configuration gives a plan. */
export function planOfConfig({
  plan = {},
  asOf,
  candidates,
}: Pick<CityConfig, "plan" | "asOf" | "candidates">) {
  const { until, leastYears, ...others } = plan;
  const limits = { ...others, kinds: candidates === undefined ? undefined : candidateRules(candidates) };
  const years = { asOf, last: until, atLeast: leastYears };
  return Object.values(years).every((year) => year === undefined) ? limits : { ...limits, years };
}

function wholePremises(one: PlainPremises): Premises {
  return { ...UNKNOWN_PREMISES, ...one };
}

const UNKNOWN_PREMISES: Omit<Premises, "id" | "lon" | "lat" | "areaM2"> = {
  name: "",
  floor: null,
  lift: null,
  ownEntrance: null,
  owner: null,
  mode: null,
  means: null,
  readyYear: null,
  availableUntil: null,
  changesLandUse: null,
  fixedCost: null,
  fitOutPerM2: null,
  rentPerM2Year: null,
  services: null,
  unit: null,
};

const PREMISES_KEYS = ["id", "lon", "lat", "areaM2", "kind", ...Object.keys(UNKNOWN_PREMISES)];

function wholeRule(room: CityPlanOptions["rooms"][string], kinds?: CandidateRules): RoomRule {
  const rule = typeof room === "number" ? { minAreaM2: room } : room;
  return { maxFloor: null, ownEntrance: false, basement: false, kinds, ...rule };
}
