/**
 * How far off the streets a place may stand: the defaults of linking, and what follows from them elsewhere.
 */

/** Longest leg off the street, metres; an assumption. A street farther away gives no link. */
export const OFF_STREET_CAP_M = 150;

/** How places join the streets of a network, where it is not as usual. */
export interface LinkingRules {
  /** Longest leg off the street, metres. */
  readonly offStreetCapM?: number | undefined;
  /** Whether a place that walls alone shut in joins the nearest street. */
  readonly assumeGates?: boolean | undefined;
}

/** The longest leg off the streets of a network, metres. */
export function offStreetCapOf({ linking }: { readonly linking?: LinkingRules | undefined }): number {
  return linking?.offStreetCapM ?? OFF_STREET_CAP_M;
}

/** A place joins every street whose leg is at most this much longer than the leg to the nearest, metres; an assumption. */
export const OFF_STREET_EXTRA_M = 25;
