/**
 * Which kinds of places may be proposed for a new community service: by rule, so that no concert hall, church or police
 * station comes out as an elderly-care station.
 *
 * The rules are `data/tags/candidate-kinds.json`, marked as an assumption; a city may override them.
 */
import { shippedJson } from "../base/read-file.js";

/** A kind that is never proposed. */
export interface NeverKind {
  readonly kind: string;
  /** OpenStreetMap tags, as `amenity=theatre`. */
  readonly tags: readonly string[];
  /** Words at the end of a name, and words anywhere in it; upper and lower case make no difference. */
  readonly ends: readonly string[];
  readonly holds: readonly string[];
}

/** What is proposed, and what never is. */
export interface CandidateRules {
  /** Ids of services whose places may take in another one. */
  readonly hosts: readonly string[];
  readonly never: readonly NeverKind[];
}

const SHIPPED = shippedJson<{
  readonly hosts: { readonly services: readonly string[] };
  readonly never: readonly NeverKind[];
  readonly passed: { readonly begins: readonly string[]; readonly holds: readonly string[] };
}>("tags/candidate-kinds.json");

/** What a city rules out itself. */
const OWN_KIND = "ruled out by the configuration";

/** Kinds that the shipped rules never propose. */
export const NEVER_KINDS: readonly string[] = SHIPPED.never.map(({ kind }) => kind);

/**
 * The shipped rules, as far as a city does not override them.
 *
 * @param own.hosts - ids of services whose places may take in another one, in the place of those shipped
 * @param own.allow - kinds of `NEVER_KINDS` that may be proposed all the same; `all`: nothing is ruled out
 * @param own.never - further words of names, or tags as `amenity=theatre`, that are never proposed
 * @returns rules for `plausibleHosts` and for the `kinds` of a room rule
 *
 * @example
 * candidateRules({ allow: ["museum or exhibition"] }).hosts.includes("culture"); // => true
 */
export function candidateRules(
  own: {
    readonly hosts?: readonly string[] | undefined;
    readonly allow?: "all" | readonly string[] | undefined;
    readonly never?: readonly string[] | undefined;
  } = {},
): CandidateRules {
  const { hosts = SHIPPED.hosts.services, allow = [], never = [] } = own;
  const ruledOut = { kind: OWN_KIND, ends: [] };
  const [tags, words] = [never.filter((one) => one.includes("=")), never.filter((one) => !one.includes("="))];
  const kept = allow === "all" ? [] : SHIPPED.never.filter(({ kind }) => !allow.includes(kind));
  return { hosts, never: never.length === 0 ? kept : [...kept, { ...ruledOut, tags, holds: words }] };
}

/** A name that speaks of a former use, or of a place beside one: the former police station is an idle room. */
function isPassed(plain: string): boolean {
  const { begins, holds } = SHIPPED.passed;
  return begins.some((word) => plain.startsWith(word)) || holds.some((word) => plain.includes(word));
}

/**
 * The kind by which a place is never proposed; null where nothing speaks against it. Names prove nothing where they speak of
 * a former use or of a place beside; tags, and words that a city rules out itself, do.
 */
export function neverKindOf(
  { name, kinds = [] }: { readonly name: string; readonly kinds?: readonly string[] | undefined },
  { never }: CandidateRules,
): string | null {
  const plain = name.normalize("NFKC").toLowerCase().trim();
  const isFormer = isPassed(plain);
  const found = never.find(
    ({ kind, tags, ends, holds }) =>
      kinds.some((one) => tags.includes(one)) ||
      ((!isFormer || kind === OWN_KIND) &&
        (ends.some((word) => plain === word || plain.endsWith(` ${word}`)) ||
          holds.some((word) => plain.includes(word.toLowerCase())))),
  );
  return found?.kind ?? null;
}

/** Candidates for a new service, and what was left out by its kind. */
export interface PlausibleHosts<Place> {
  readonly candidates: readonly Place[];
  readonly leftOut: readonly { readonly place: Place; readonly kind: string }[];
}

/**
 * Places that may be proposed for a new service, and those that were left out by their kind.
 *
 * @param places - facilities with their services, and the tags of what they are where known
 * @returns candidates in their order, and what was left out with its kind
 *
 * @example
 * const { candidates } = plausibleHosts(facilities.facilities, candidateRules());
 */
export function plausibleHosts<
  Place extends {
    readonly name: string;
    readonly services: readonly string[];
    readonly kinds?: readonly string[] | undefined;
  },
>(places: readonly Place[], rules: CandidateRules): PlausibleHosts<Place> {
  const hosts = places.filter(({ services }) => services.some((id) => rules.hosts.includes(id)));
  const judged = hosts.map((place) => ({ place, kind: neverKindOf(place, rules) }));
  return {
    candidates: judged.flatMap(({ place, kind }) => (kind === null ? [place] : [])),
    leftOut: judged.flatMap(({ place, kind }) => (kind === null ? [] : [{ place, kind }])),
  };
}
