/**
 * Small pieces of SVG: thinned paths, round lengths for a scale bar.
 */

/** A path through pixels, to a tenth; points nearer than `leastPx` to the last one drawn are left out. */
export function simplifyPath(
  xy: readonly (readonly [number, number])[],
  leastPx: number,
  closed: boolean,
): string {
  let path = "";
  let [lastX, lastY] = [Number.NaN, Number.NaN];
  xy.forEach(([x, y], i) => {
    const isEnd = i === 0 || (i === xy.length - 1 && !closed);
    if (!isEnd && Math.abs(x - lastX) < leastPx && Math.abs(y - lastY) < leastPx) return;
    path += `${i === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
    [lastX, lastY] = [x, y];
  });
  return closed && path !== "" ? `${path}Z` : path;
}

/** The largest of 1, 2 or 5 times a power of ten that is not above `most`. */
export function niceLength(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  const lead = most / power;
  return (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power;
}
