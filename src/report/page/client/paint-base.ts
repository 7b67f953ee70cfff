/**
 * The quiet base of the map and what is written on it: water, the circle of the rule, the edge of the area, streets, names.
 */
import { CIRCLE } from "../marks.js";
import type { Label } from "./labels.js";
import type { Scene } from "./paint.js";
import type { PlaneLines } from "./view-data.js";

/** What a tile shows: its corner and scale in pixels, and the pixels to be painted. */
export interface Tile {
  readonly context: CanvasRenderingContext2D;
  readonly zoom: number;
  /** Pixels of the whole world, and of the tile's corner. */
  readonly world: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Rings of water, islands left out where they are rings of their own. */
export function paintWater({ barriers, model }: Scene, tile: Tile): void {
  if (barriers === null || model.streets === null) return;
  const { context } = tile;
  const { first, x, y } = barriers;
  context.beginPath();
  for (let i = 0; i < first.length - 1; i++) {
    const [a, b] = [first[i], first[i + 1] - 1];
    const isRing = b - a > 2 && x[a] === x[b] && y[a] === y[b];
    if (model.streets.barrierKind[i] === 0 && isRing && meets(barriers, i, tile)) trace(barriers, i, tile);
  }
  context.fillStyle = WATER;
  context.fill("evenodd");
}

const [WATER, WATER_LINE] = ["#dcecf5", "#a9cbe0"];

export function paintCircle(circle: PlaneLines, tile: Tile): void {
  const { context } = tile;
  context.beginPath();
  for (let i = 0; i < circle.first.length - 1; i++) if (meets(circle, i, tile)) trace(circle, i, tile);
  context.fillStyle = context.strokeStyle = CIRCLE;
  context.globalAlpha = 0.16;
  context.fill("evenodd");
  context.globalAlpha = 0.6;
  context.lineWidth = 1;
  context.stroke();
  context.globalAlpha = 1;
}

export function paintOutline(outline: PlaneLines, tile: Tile): void {
  const { context } = tile;
  context.beginPath();
  for (let i = 0; i < outline.first.length - 1; i++) if (meets(outline, i, tile)) trace(outline, i, tile);
  context.strokeStyle = "#000";
  context.lineWidth = 1.6;
  context.setLineDash([10, 4, 2, 4]);
  context.stroke();
  context.setLineDash([]);
}

/** Colour, width at zoom 14 in pixels, and the zoom from which a kind of street is drawn. */
const STREET_STYLES = [
  ["#e7e5e1", 0.8, 14.5],
  ["#d9d6d0", 1.4, 12],
  ["#bdb8ae", 2.4, 0],
] as const;

export function paintStreets({ model, streets, barriers }: Scene, tile: Tile, isFar: boolean): void {
  const { context, zoom } = tile;
  if (streets === null || barriers === null || model.streets === null) return;
  const { kind: streetKind, barrierKind } = model.streets;
  const wide = Math.max(0.5, Math.min(3, 1.35 ** (zoom - 14)));
  const stroke = (
    lines: PlaneLines,
    kinds: Float64Array,
    kind: number,
    colour: string,
    px: number,
    dash: number[],
  ) => {
    context.beginPath();
    for (let i = 0; i < kinds.length; i++)
      if (kinds[i] === kind && meets(lines, i, tile)) trace(lines, i, tile);
    context.strokeStyle = colour;
    context.lineWidth = px;
    context.setLineDash(dash);
    context.stroke();
    context.setLineDash([]);
  };
  stroke(barriers, barrierKind, 0, WATER_LINE, Math.max(1, 1.6 * wide), []);
  STREET_STYLES.forEach(([colour, px, from], kind) => {
    if (isFar && kind === 2) stroke(streets, streetKind, kind, "#00000038", 0.9, []);
    if (zoom >= from && !isFar) stroke(streets, streetKind, kind, colour, px * wide, []);
  });
  if (!isFar) stroke(barriers, barrierKind, 1, "#8a8a8a", 1, [6, 4]);
}

export function paintNames(labels: readonly Label[], tile: Tile, font: string, colour: string): void {
  const { context, left, top, width, height } = tile;
  context.font = font;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineWidth = 3;
  context.lineJoin = "round";
  context.strokeStyle = "#ffffffd8";
  context.fillStyle = colour;
  for (const { text, x, y, angle, width: long } of labels) {
    const [offX, offY] = [Math.abs(x - left - width / 2), Math.abs(y - top - height / 2)];
    if (offX > width / 2 + long || offY > height / 2 + long) continue;
    context.save();
    context.translate(x - left, y - top);
    context.rotate(angle);
    context.strokeText(text, 0, 0);
    context.fillText(text, 0, 0);
    context.restore();
  }
}

export function meets({ box }: PlaneLines, i: number, { world, left, top, width, height }: Tile): boolean {
  return (
    box[4 * i] * world < left + width + 4 &&
    box[4 * i + 2] * world > left - 4 &&
    box[4 * i + 1] * world < top + height + 4 &&
    box[4 * i + 3] * world > top - 4
  );
}

function trace({ first, x, y }: PlaneLines, i: number, { context, world, left, top }: Tile): void {
  for (let s = first[i]; s < first[i + 1]; s++) {
    const [px, py] = [x[s] * world - left, y[s] * world - top];
    if (s === first[i]) context.moveTo(px, py);
    else context.lineTo(px, py);
  }
}

export function traceRing(rings: PlaneLines, i: number, tile: Tile): void {
  trace(rings, i, tile);
  tile.context.closePath();
}
