/**
 * How far off the streets a place may stand: the defaults of linking, and what follows from them elsewhere.
 */

/** Longest leg off the street, metres; an assumption. A street farther away gives no link. */
export const OFF_STREET_CAP_M = 150;

/** A place joins every street whose leg is at most this much longer than the leg to the nearest, metres; an assumption. */
export const OFF_STREET_EXTRA_M = 25;
