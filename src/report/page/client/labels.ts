/**
 * Where names of streets stand at a zoom: along their longest straight stretch, none over another.
 */
import { addTo } from "../../../base/grouping.js";
import { wholeNumber } from "../amounts.js";
import { pageLang } from "./app.js";
import type { Scene, Shown } from "./paint.js";

export interface Label {
  readonly text: string;
  /** Pixels of the whole world. */
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly width: number;
}

/** Zooms from which side streets, and main streets, carry names. */
const FROM_ZOOM = { 1: 16, 2: 14 } as const;
/** The same name stands again only this far away, and no two names in one cell. */
const [REPEAT_PX, CELL_PX] = [420, 34];

/** How far labels of areas stand above the mark of a block. */
const ABOVE_MARK_PX = 22;

/** Names of areas and how many are without: the most in need first, none over another. */
export function areaLabelsAt(
  { area, model }: Scene,
  { service, scale }: Shown,
  zoom: number,
): readonly Label[] {
  const lang = pageLang();
  const key = `${service} ${scale} ${zoom} ${lang}`;
  const known = areaLabels.get(key);
  if (known !== undefined) return known;
  const { areas, shapes } = area;
  const without = area.without[service] ?? new Float64Array(areas.names.length);
  const world = 256 * 2 ** zoom;
  const labels: Label[] = [];
  // Over blocks and squares few names stand, so that they hide little.
  const [roomX, roomY] = scale === "areas" && areas.squares === null ? [4, 36] : [50, 64];
  const boxes: (readonly [number, number, number])[] = [];
  const isFree = (x: number, y: number, half: number) =>
    boxes.every(([bx, by, other]) => Math.abs(bx - x) > half + other + roomX || Math.abs(by - y) > roomY);
  const order = [...areas.names.keys()].sort((a, b) => without[b] - without[a]);
  // From near, squares say less than their streets.
  const shown = areas.squares !== null && scale === "blocks" ? [] : order;
  for (const at of shown) {
    if (shapes.label.x[at] < 0) continue;
    const text = areas.short[at][lang];
    const [x, y] = [shapes.label.x[at] * world, shapes.label.y[at] * world];
    const width = widthOf(text) * 1.2;
    if (!isFree(x, y, width / 2)) continue;
    boxes.push([x, y, width / 2]);
    // Over the mark of the block that they stand at, where blocks are marked.
    const up = scale === "areas" ? 0 : ABOVE_MARK_PX;
    labels.push({ text, x, y: y - up - 8, angle: 0, width });
    if (without[at] > 0) labels.push({ text: wholeNumber(without[at]), x, y: y - up + 8, angle: 0, width });
  }
  if (model.blocks.count > 0) areaLabels.set(key, labels);
  return labels;
}

const areaLabels = new Map<string, readonly Label[]>();

function widthOf(text: string): number {
  let width = 8;
  for (const char of text) width += char > "\u2e80" ? 11 : 6.3;
  return width;
}

const labelsByZoom = new Map<number, readonly Label[]>();

/** Labels at a zoom, the same for every tile. */
export function labelsAt(scene: Scene, zoom: number): readonly Label[] {
  if (zoom < FROM_ZOOM[2]) return [];
  let labels = labelsByZoom.get(zoom);
  if (labels === undefined) {
    labels = placeLabels(scene, zoom);
    labelsByZoom.set(zoom, labels);
  }
  return labels;
}

function placeLabels({ model, streets }: Scene, zoom: number): Label[] {
  if (streets === null || model.streets === null) return [];
  const { kind, name, names } = model.streets;
  const world = 256 * 2 ** zoom;
  const taken = new Set<string>();
  const labels: Label[] = [];
  const places = new Map<number, [number, number][]>();
  for (const wanted of [2, 1] as const) {
    if (zoom < FROM_ZOOM[wanted]) continue;
    for (let i = 0; i < kind.length; i++) {
      const text = names[name[i]];
      if (kind[i] !== wanted || text === "") continue;
      const label = longestPiece(streets, i, world, text);
      if (label === null) continue;
      const others = places.get(name[i]) ?? [];
      if (others.some(([x, y]) => Math.hypot(x - label.x, y - label.y) < REPEAT_PX)) continue;
      const cells = cellsOf(label);
      if (cells.some((cell) => taken.has(cell))) continue;
      for (const cell of cells) taken.add(cell);
      addTo(places, name[i], [label.x, label.y]);
      labels.push(label);
    }
  }
  return labels;
}

/** The label along the longest piece of a line, or null where the name does not fit. */
function longestPiece(
  { first, x, y }: NonNullable<Scene["streets"]>,
  i: number,
  world: number,
  text: string,
): Label | null {
  let [longest, at] = [0, -1];
  for (let s = first[i] + 1; s < first[i + 1]; s++) {
    const length = Math.hypot(x[s] - x[s - 1], y[s] - y[s - 1]) * world;
    if (length > longest) [longest, at] = [length, s];
  }
  const width = widthOf(text);
  if (at < 0 || longest < width * 0.8) return null;
  const angle = Math.atan2(y[at] - y[at - 1], x[at] - x[at - 1]);
  // Upside down reads badly: turn half way round.
  const turned = angle > Math.PI / 2 ? angle - Math.PI : angle < -Math.PI / 2 ? angle + Math.PI : angle;
  return {
    text,
    x: ((x[at] + x[at - 1]) / 2) * world,
    y: ((y[at] + y[at - 1]) / 2) * world,
    angle: turned,
    width,
  };
}

function cellsOf({ x, y, angle, width }: Label): string[] {
  const steps = Math.ceil(width / CELL_PX);
  const cells = new Set<string>();
  for (let step = 0; step <= steps; step++) {
    const along = (step / steps - 0.5) * width;
    cells.add(
      `${Math.floor((x + along * Math.cos(angle)) / CELL_PX)}:${Math.floor((y + along * Math.sin(angle)) / CELL_PX)}`,
    );
  }
  return [...cells];
}
