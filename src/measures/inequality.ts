/**
 * Fairness: how evenly access is spread over people.
 *
 * Every measure weighs a place by its people. Where it has no value (nobody lives there, or all access is zero) the
 * answer is null, never NaN. Sums run in ascending order of access, so the order of the rows changes no more than the
 * last bits of ties.
 */
import { InvalidInputError } from "../base/errors.js";
import { requireAmounts } from "./travel-matrix.js";

/** Access and people, one entry per place. */
export interface AccessByPlace {
  readonly access: ArrayLike<number>;
  readonly people: ArrayLike<number>;
}

/** One place with people, in the order of a rank. */
interface Ranked {
  readonly access: number;
  readonly people: number;
  readonly rank: number;
}

/**
 * Gini coefficient: 0 where all have the same, towards 1 where one has all.
 *
 * `G = 1 − Σ (X_k − X_{k−1})(Y_k + Y_{k−1})`, X the cumulated share of people, Y that of access, poorest first.
 *
 * @returns 0 to 1; null where nobody lives or nobody has access
 * @throws {InvalidInputError} if access or people is not one finite number from 0 per place
 *
 * @example
 * gini({ access: [1, 3], people: [100, 100] }); // => 0.25
 */
export function gini(input: AccessByPlace): number | null {
  const places = ranked(input);
  const { people, mean } = totals(places);
  if (!(people > 0 && mean > 0)) return null;
  let [before, area] = [0, 0];
  for (const place of places) {
    const now = before + (place.people * place.access) / (people * mean);
    area += (place.people / people) * (now + before);
    before = now;
  }
  return 1 - area;
}

/**
 * Theil's T: 0 where all have the same; the share of each place times the logarithm of its advantage.
 *
 * @returns from 0; null where nobody lives or nobody has access
 * @throws {InvalidInputError} as `gini`
 *
 * @example
 * theil({ access: [0, 2], people: [100, 100] })?.toFixed(3); // => "0.693"
 */
export function theil(input: AccessByPlace): number | null {
  const places = ranked(input);
  const { people, mean } = totals(places);
  if (!(people > 0 && mean > 0)) return null;
  let sum = 0;
  for (const place of places) {
    const ratio = place.access / mean;
    if (ratio > 0) sum += (place.people / people) * ratio * Math.log(ratio);
  }
  return sum;
}

/**
 * Palma ratio: what the best-off tenth of people have, over what the worst-off four tenths have.
 *
 * People of a place that lies across the border of a tenth are divided.
 *
 * @param input.access - access of each place, from 0
 * @param input.people - people of each place
 * @param input.rank - who is well off, e.g. income by place; by default access itself
 * @param compare - `shares` of all access (Palma 2011), or `means` per head as transport studies have it: four times
 *   that
 * @returns the ratio; null where nobody lives or the worst-off four tenths have nothing
 * @throws {InvalidInputError} as `gini`, or if a rank is not a finite number
 *
 * @example
 * palma({ access: [1, 3], people: [500, 500] }); // => 0.75
 */
export function palma(
  input: AccessByPlace & { readonly rank?: ArrayLike<number> | undefined },
  compare: "shares" | "means" = "shares",
): number | null {
  const places = ranked(input, input.rank);
  const { people } = totals(places);
  const poor = accessBetween(places, 0, 0.4 * people);
  const rich = accessBetween(places, 0.9 * people, people);
  if (!(poor > 0)) return null;
  return compare === "shares" ? rich / poor : (4 * rich) / poor;
}

/** What the people between two positions in the order of rank have together. */
function accessBetween(places: readonly Ranked[], from: number, to: number): number {
  let [before, sum] = [0, 0];
  for (const { access, people } of places) {
    const inside = Math.min(to, before + people) - Math.max(from, before);
    if (inside > 0) sum += inside * access;
    before += people;
  }
  return sum;
}

/**
 * Concentration index: negative where those of low rank have more access, positive where those of high rank do.
 *
 * `C = 2 / μ · cov(A, R)`, R the fractional rank of a place in the middle of its people; equal ranks share one.
 *
 * @param input.access - access of each place, from 0
 * @param input.people - people of each place
 * @param input.rank - what people are ordered by, e.g. income or the share of older people
 * @returns −1 to 1; null where nobody lives or nobody has access
 * @throws {InvalidInputError} as `gini`, or if a rank is not a finite number
 *
 * @example
 * concentration({ access: [1, 3], people: [100, 100], rank: [20_000, 50_000] }); // => 0.25
 */
export function concentration(input: AccessByPlace & { readonly rank: ArrayLike<number> }): number | null {
  const places = ranked(input, input.rank);
  const { people, mean } = totals(places);
  if (!(people > 0 && mean > 0)) return null;
  let [before, covariance] = [0, 0];
  for (let first = 0; first < places.length; ) {
    let last = first;
    while (last + 1 < places.length && places[last + 1].rank === places[first].rank) last++;
    const tied = places.slice(first, last + 1);
    const width = tied.reduce((sum, place) => sum + place.people, 0) / people;
    const middle = before + width / 2;
    for (const place of tied) covariance += (place.people / people) * (place.access - mean) * (middle - 0.5);
    before += width;
    first = last + 1;
  }
  return (2 * covariance) / mean;
}

/**
 * Foster–Greer–Thorbecke index: how many people lack access, and by how much.
 *
 * `FGT = 1/P · Σ_{A < z} P_i ((z − A_i) / z)^α`; α 0 counts heads, 1 weighs by the shortfall, 2 weighs the worst more.
 *
 * @param line - access below which people count as lacking
 * @param alpha - α, from 0
 * @returns 0 to 1; null where nobody lives
 * @throws {InvalidInputError} if the line is not positive, α is not a number from 0, or as `gini`
 *
 * @example
 * shortfallIndex({ access: [1, 3], people: [100, 300] }, 2, 0); // => 0.25
 */
export function shortfallIndex(input: AccessByPlace, line: number, alpha: number): number | null {
  if (!(line > 0 && Number.isFinite(line)))
    throw new InvalidInputError(`The line is ${line}: expected a positive number`);
  if (!(alpha >= 0 && Number.isFinite(alpha)))
    throw new InvalidInputError(`Alpha is ${alpha}: expected a number from 0`);
  const places = ranked(input);
  const { people } = totals(places);
  if (!(people > 0)) return null;
  const lacking = places.filter(({ access }) => access < line);
  return (
    lacking.reduce((sum, place) => sum + place.people * ((line - place.access) / line) ** alpha, 0) / people
  );
}

/** Mean access of a group beside that of all people. */
export interface GroupGap {
  readonly groupMean: number;
  readonly allMean: number;
  /** Group ÷ all: below 1 the group is worse off; null where all have none. */
  readonly ratio: number | null;
  readonly difference: number;
}

/**
 * How a group fares beside all people, e.g. older people beside everybody.
 *
 * @param input.access - access of each place, from 0
 * @param input.people - all people of each place
 * @param input.group - people of the group in each place
 * @returns both means, their ratio and difference; null where the group or the population is empty
 * @throws {InvalidInputError} as `gini`
 *
 * @example
 * groupGap({ access: [1, 3], people: [100, 100], group: [30, 10] })?.ratio; // => 0.75
 */
export function groupGap(input: AccessByPlace & { readonly group: ArrayLike<number> }): GroupGap | null {
  const all = totals(ranked(input));
  const group = totals(ranked({ access: input.access, people: input.group }));
  if (!(all.people > 0 && group.people > 0)) return null;
  return {
    groupMean: group.mean,
    allMean: all.mean,
    ratio: all.mean > 0 ? group.mean / all.mean : null,
    difference: group.mean - all.mean,
  };
}

/** Places with people, ascending by rank, then access, then people. */
function ranked({ access, people }: AccessByPlace, rank: ArrayLike<number> = access): Ranked[] {
  requireAmounts("access", access, access.length);
  requireAmounts("people", people, access.length);
  if (rank.length !== access.length) {
    throw new InvalidInputError(`rank has ${rank.length} values, expected ${access.length}`);
  }
  return Array.from({ length: access.length }, (_, i) => ({
    access: access[i],
    people: people[i],
    rank: requireRank(rank[i], i),
  }))
    .filter((place) => place.people > 0)
    .sort((a, b) => a.rank - b.rank || a.access - b.access || a.people - b.people);
}

function requireRank(rank: number, place: number): number {
  if (Number.isFinite(rank)) return rank;
  throw new InvalidInputError(`rank value ${place} is ${rank}: expected a finite number`);
}

function totals(places: readonly Ranked[]): { people: number; mean: number } {
  let [people, access] = [0, 0];
  for (const place of places) {
    people += place.people;
    access += place.people * place.access;
  }
  return { people, mean: people > 0 ? access / people : 0 };
}
