/**
 * Names by which a reader finds a block: a number alone, or no name at all, gets the street beside it.
 */
import { itemAt } from "../../base/at.js";
import { addTo } from "../../base/grouping.js";
import { degreeLengths } from "../../geo/earth.js";
import type { ReportModel } from "./report-model.js";

/** House numbers and the like: digits with at most a letter, a part, or the word for house in Chinese. */
const BARE = /^(?:\d{1,4}\s?\p{L}?(?:[/-]\d{1,3}\p{L}?)?(?:号|號|栋|幢|号楼|號樓|单元)?)?$/u;
/** A street farther away than this names nothing. */
const NEAR_M = 250;

type Named = Pick<ReportModel["blocks"], "name" | "id" | "lon" | "lat">;

/** Names with the nearest named street in brackets where the name is a number alone or there is none. */
export function placeNames(blocks: Named, streets: ReportModel["streets"]): readonly string[] {
  const { name, id, lon, lat } = blocks;
  if (streets === null || !name.some((one) => BARE.test(one))) return name;
  const { lonM, latM } = degreeLengths(lat[0] ?? 0);
  const cellOf = (x: number, y: number) => [Math.floor((x * lonM) / NEAR_M), Math.floor((y * latM) / NEAR_M)];
  const { lines, names, name: nameOf } = streets;
  const points = new Map<string, [point: number, street: number][]>();
  for (const [i, n] of nameOf.entries()) {
    if (itemAt(names, n) === "") continue;
    const end = itemAt(lines.first, i + 1);
    for (let s = itemAt(lines.first, i); s < end; s++)
      addTo(points, cellOf(itemAt(lines.lon, s), itemAt(lines.lat, s)).join(" "), [s, n]);
  }
  return name.map((own, b) => {
    if (!BARE.test(own)) return own;
    const [x, y] = [itemAt(lon, b), itemAt(lat, b)];
    const [i = 0, j = 0] = cellOf(x, y);
    let [nearest, street] = [NEAR_M, -1];
    for (const di of [-1, 0, 1])
      for (const dj of [-1, 0, 1])
        for (const [s, n] of points.get(`${i + di} ${j + dj}`) ?? []) {
          const away = Math.hypot((itemAt(lines.lon, s) - x) * lonM, (itemAt(lines.lat, s) - y) * latM);
          if (away < nearest) [nearest, street] = [away, n];
        }
    return street < 0 ? own : `${own || itemAt(id, b)} (${itemAt(names, street)})`;
  });
}
