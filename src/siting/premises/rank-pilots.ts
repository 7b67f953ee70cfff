/**
 * Which communities to take as pilots: most people helped first, spread over subdistricts.
 *
 * Only communities with usable premises can be pilots. The order is by score alone and the spread is a cap, so that
 * taking one away changes the order of no two others.
 */
import { InvalidInputError } from "../../base/errors.js";

/** A community chosen as a pilot. */
export interface PilotCandidate {
  readonly unit: string;
  readonly subdistrict: string;
  /** People without a service that they need; the gap. */
  readonly peopleWithout: number;
  /** People that the premises at hand could serve. */
  readonly peopleHelped: number;
  readonly usablePremises: number;
  /** Cost of the premises at hand; null where unknown. */
  readonly cost: number | null;
}

/** A community chosen as a pilot, with its rank. */
export interface Pilot extends PilotCandidate {
  readonly rank: number;
  /** What the rank was made from. */
  readonly score: number;
}

/** Pilots in order, and why the other communities are not among them. */
export interface PilotRanking {
  readonly pilots: readonly Pilot[];
  /** Communities left out, with the reason. */
  readonly left: readonly {
    readonly unit: string;
    readonly reason: "no-premises" | "nobody-helped" | "subdistrict-full" | "count-reached";
  }[];
  /** Most pilots of one subdistrict. */
  readonly cap: number;
}

/** How many pilots are listed, and how they are ranked. */
export interface PilotOptions {
  /** How many pilots, a whole number from 0. */
  readonly count: number;
  /** Most pilots of one subdistrict; default: the count shared out evenly, rounded up. */
  readonly cap?: number | undefined;
  /** Default: people helped. */
  readonly score?: ((candidate: PilotCandidate) => number) | undefined;
}

/**
 * Ranks communities for a list of pilots; ties go to the one with more people without a service, then to the name.
 *
 * @param candidates - the communities
 * @returns `count` pilots, or fewer where not as many have premises; where the cap leaves places empty they are filled
 *   regardless of it
 * @throws {InvalidInputError} if the count is not a whole number from 0
 *
 * @example
 * const at = { subdistrict: "A", peopleWithout: 400, usablePremises: 2, cost: null };
 * const [south, north] = [
 *   { unit: "South", peopleHelped: 300, ...at },
 *   { unit: "North", peopleHelped: 350, ...at },
 * ];
 * rankPilots([south, north], { count: 1 }).pilots[0]?.unit; // => "North"
 */
export function rankPilots(candidates: readonly PilotCandidate[], options: PilotOptions): PilotRanking {
  const { count, score = ({ peopleHelped }) => peopleHelped } = options;
  if (!(Number.isInteger(count) && count >= 0)) throw new InvalidInputError(`A list of ${count} pilots`);
  const usable = candidates.filter((c) => c.usablePremises > 0 && c.peopleHelped > 0);
  const subdistricts = new Set(usable.map(({ subdistrict }) => subdistrict)).size;
  const cap = options.cap ?? Math.ceil(count / Math.max(1, subdistricts));
  const ordered = usable
    .map((candidate) => ({ candidate, score: score(candidate) }))
    .sort(
      (a, b) =>
        b.score - a.score ||
        b.candidate.peopleWithout - a.candidate.peopleWithout ||
        (a.candidate.unit < b.candidate.unit ? -1 : 1),
    );
  const taken = new Map<string, number>();
  const chosen = new Set<PilotCandidate>();
  for (const within of [cap, Number.POSITIVE_INFINITY]) {
    for (const { candidate } of ordered) {
      const already = taken.get(candidate.subdistrict) ?? 0;
      if (chosen.size >= count || chosen.has(candidate) || already >= within) continue;
      chosen.add(candidate);
      taken.set(candidate.subdistrict, already + 1);
    }
  }
  const pilots = ordered
    .filter(({ candidate }) => chosen.has(candidate))
    .map(({ candidate, score: value }, i) => ({ ...candidate, rank: i + 1, score: value }));
  const last = pilots.at(-1)?.score ?? Number.NEGATIVE_INFINITY;
  const left = candidates
    .filter((c) => !chosen.has(c))
    .map((c) => {
      if (c.usablePremises === 0) return { unit: c.unit, reason: "no-premises" as const };
      if (c.peopleHelped === 0) return { unit: c.unit, reason: "nobody-helped" as const };
      return {
        unit: c.unit,
        reason: score(c) > last ? ("subdistrict-full" as const) : ("count-reached" as const),
      };
    });
  return { pilots, left, cap };
}
