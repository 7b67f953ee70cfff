/**
 * Width of the buckets of every queue: 2^14 mm is 16.4 m; 2^13 ms is 8.2 s, 9.8 m at 1.2 m/s.
 */
export const BUCKET_SHIFT = { mm: 14, ms: 13 } as const;
