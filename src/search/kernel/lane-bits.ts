/** Comparisons of sixteen lanes, held as four vectors of four. */

@inline
export function within(costs: v128, limit: v128): v128 {
  return i32x4.le_u(costs, limit);
}

@inline
export function bitsOf(r0: v128, r1: v128, r2: v128, r3: v128): u32 {
  return i32x4.bitmask(r0) | (i32x4.bitmask(r1) << 4) | (i32x4.bitmask(r2) << 8) | (i32x4.bitmask(r3) << 12);
}
