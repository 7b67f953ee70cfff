/**
 * How long anything in the tests may take before it counts as hung.
 *
 * The slowest test needs some 20 s of a free processor. On a machine at load 20 with two processors it gets a tenth of
 * one, so the limit leaves room for three times that. No test asserts a duration.
 */
export const PATIENCE_MS = 600_000;

/** Waiting times for what runs beside the test: how long, and how often to look. */
export const POLL = { timeout: PATIENCE_MS, interval: 20 } as const;
