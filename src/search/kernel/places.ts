/** Places on the core graph, and walks between two places of one chain. */

/** Per point + 1: first anchor; per anchor two u32: core node and cost. */
export let startFirst: usize = 0;
export let startAnchors: usize = 0;
/** Per point + 1: first chain place; per place six u32: point, chain, position, forward, backward, leg. */
export let startPlaceFirst: usize = 0;
export let startPlaces: usize = 0;

export function useStarts(first: usize, anchors: usize, placeFirst: usize, places: usize): void {
  startFirst = first;
  startAnchors = anchors;
  startPlaceFirst = placeFirst;
  startPlaces = places;
}

/** Per chain + 1: first of the other side's places on it, same form. */
export let otherPlaceFirst: usize = 0;
export let otherPlaces: usize = 0;
export let turned: bool = false;

export function useOthers(placeFirst: usize, places: usize, isReversed: bool): void {
  otherPlaceFirst = placeFirst;
  otherPlaces = places;
  turned = isReversed;
}

const CLOSED: u32 = 0xffffffff;
export const PLACE_BYTES: usize = 24;

/** Cost of the walk along the chain, legs included, in 64 bits; `u32.MAX_VALUE` where there is none. */
@inline
export function alongChain(start: usize, other: usize): u64 {
  return turned ? along(other, start) : along(start, other);
}

function along(from: usize, to: usize): u64 {
  const fromAt = load<u32>(from, 8);
  const toAt = load<u32>(to, 8);
  let best: u64 = CLOSED;
  if (toAt >= fromAt) {
    const a = load<u32>(from, 12);
    const b = load<u32>(to, 12);
    if (a !== CLOSED && b !== CLOSED) best = <u64>(b - a);
  }
  if (toAt <= fromAt) {
    const a = load<u32>(from, 16);
    const b = load<u32>(to, 16);
    if (a !== CLOSED && b !== CLOSED) best = min(best, <u64>(a - b));
  }
  if (best === CLOSED) return CLOSED;
  return best + load<u32>(from, 20) + load<u32>(to, 20);
}
