/**
 * Fairness taken apart and corrected: how much of Theil's index lies between groups, and concentration where access has an
 * upper bound.
 */
import { InvalidInputError } from "../base/errors.js";
import { type AccessByPlace, concentration, theil } from "./inequality.js";

/** Theil's T as a sum of two parts. */
export interface TheilParts {
  /** What would remain if all of a group had the mean of the group. */
  readonly between: number;
  /** What lies inside the groups, each weighted by its share of all access. */
  readonly within: number;
}

/**
 * Theil's T between groups of places (districts, kinds of estates) and within them; both add up to `theil`.
 *
 * `between = Σ s_g ln(μ_g / μ)`, `within = Σ s_g T_g`, s the share of a group in all access, μ a mean access a head.
 *
 * @param input.access - access of each place, from 0
 * @param input.people - people of each place
 * @param input.group - group of each place
 * @returns both parts; null where nobody lives or nobody has access
 * @throws {InvalidInputError} if groups are not one per place, or as `gini`
 * @see Theil, H. (1967). Economics and information theory. North-Holland.
 *
 * @example
 * theilParts({ access: [1, 3], people: [100, 100], group: ["east", "west"] })?.within; // => 0
 */
export function theilParts(
  input: AccessByPlace & { readonly group: ArrayLike<string | number> },
): TheilParts | null {
  const { access, people, group } = input;
  if (group.length !== access.length)
    throw new InvalidInputError(
      `group has ${group.length} values, expected ${access.length} (one per place)`,
    );
  const whole = theil({ access, people });
  if (whole === null) return null;
  const places = Array.from(access, (_, i) => i);
  const meanOf = (chosen: readonly number[]) => {
    const heads = sum(chosen.map((i) => people[i]));
    return { heads, mean: heads > 0 ? sum(chosen.map((i) => people[i] * access[i])) / heads : 0 };
  };
  const all = meanOf(places);
  let [between, within] = [0, 0];
  for (const name of new Set(Array.from(group))) {
    const chosen = places.filter((i) => group[i] === name);
    const { heads, mean } = meanOf(chosen);
    const share = (heads * mean) / (all.heads * all.mean);
    if (share === 0) continue;
    between += share * Math.log(mean / all.mean);
    const part = theil({ access: chosen.map((i) => access[i]), people: chosen.map((i) => people[i]) });
    within += share * (part ?? 0);
  }
  return { between, within };
}

/**
 * Concentration index of access that lies between two bounds, as a share of people served does between 0 and 1: the plain
 * index then depends on the mean.
 *
 * `erreygers`: `E = 4 μ C / (b − a)`, absolute, the same in size for access and its lack. `wagstaff`:
 * `W = (b − a) μ C / ((b − μ)(μ − a))`. C is the plain index, μ the mean access a head, a and b the bounds.
 *
 * @param input.access - access of each place, within the bounds
 * @param input.people - people of each place
 * @param input.rank - what people are ordered by, e.g. income
 * @param input.bounds - least and largest access that is possible
 * @param correction - `erreygers` or `wagstaff`
 * @returns −1 to 1; null as `concentration`, and for `wagstaff` where all have the least or the largest
 * @throws {InvalidInputError} if access lies outside the bounds, or as `concentration`
 * @see Erreygers, G. (2009). Correcting the concentration index. Journal of Health Economics 28(2).
 * @see Wagstaff, A. (2005). The bounds of the concentration index when the variable of interest is binary. Health Economics 14(4).
 *
 * @example
 * correctedConcentration({ access: [0, 1], people: [100, 100], rank: [1, 2], bounds: [0, 1] }, "erreygers"); // => 1
 */
export function correctedConcentration(
  input: AccessByPlace & { readonly rank: ArrayLike<number>; readonly bounds: readonly [number, number] },
  correction: "erreygers" | "wagstaff",
): number | null {
  const [least, largest] = input.bounds;
  const outside = Array.from(input.access).find((access) => !(access >= least && access <= largest));
  if (!(largest > least) || outside !== undefined) {
    const came = outside === undefined ? "the bounds are upside down" : `access ${outside} lies outside`;
    throw new InvalidInputError(`Bounds from ${least} to ${largest}: ${came}`);
  }
  const plain = concentration(input);
  if (plain === null) return null;
  const heads = sum(Array.from(input.people));
  const mean = sum(Array.from(input.access, (access, i) => access * input.people[i])) / heads;
  if (correction === "erreygers") return (4 * mean * plain) / (largest - least);
  const room = (largest - mean) * (mean - least);
  return room > 0 ? ((largest - least) * mean * plain) / room : null;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
