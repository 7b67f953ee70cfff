/**
 * Services that the list does not have, as a city declares them.
 */

/** A service that the list does not have, as a city declares it. */
export interface OwnService {
  /** Small letters, digits and hyphens, e.g. `recycling`. */
  readonly id: string;
  readonly names: { readonly en: string; readonly zh: string };
  /** Whom it is for: an age group as blocks give it (`60+`, `0-2`), or `all`, the default. */
  readonly group?: string | undefined;
  /** The longest walk, in metres or in minutes; without a rule it is walked and counted, and has no verdict. */
  readonly rule?: OwnRule | undefined;
}

/** How far a service of a city's own may be. */
export interface OwnRule {
  readonly metres?: number | undefined;
  readonly minutes?: number | undefined;
  /** Whether it is required or recommended; default `need`. */
  readonly need?: "need" | "wish" | undefined;
  /** Document, number, year and clause. */
  readonly source?: string | undefined;
}
