/**
 * Paints one tile of the map: the circle of the rule, barriers, streets, blocks, facilities, names of streets.
 *
 * Every tile is painted from the same columns with the same rules, so marks and names that lie across an edge meet.
 */
import { CIRCLE, markPath, type Scheme } from "../marks.js";
import type { ReportModel } from "../report-model.js";
import { type Label, labelsAt } from "./labels.js";
import { linesToPlane, type PlaneLines, type PlanePoints, toPlane } from "./view-data.js";

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

export interface Scene {
  readonly model: ReportModel;
  readonly blocks: PlanePoints;
  readonly facilities: PlanePoints;
  readonly streets: PlaneLines | null;
  readonly barriers: PlaneLines | null;
  readonly outline: PlaneLines | null;
  /** Circles by index of service. */
  readonly circles: readonly (PlaneLines | null)[];
}

export interface Shown {
  readonly service: number;
  readonly scheme: Scheme | null;
  readonly isLit: (block: number) => boolean;
  readonly layers: {
    readonly streets: boolean;
    readonly blocks: boolean;
    readonly facilities: boolean;
    readonly circle: boolean;
  };
}

export function createScene(model: ReportModel): Scene {
  return {
    model,
    blocks: toPlane(model.blocks),
    facilities: toPlane(model.facilities),
    streets: model.streets && linesToPlane(model.streets.lines),
    barriers: model.streets && linesToPlane(model.streets.barriers),
    outline: model.outline && linesToPlane(model.outline),
    circles: model.services.map(({ circle }) => circle && linesToPlane(circle)),
  };
}

/** Half the width of a block's mark, pixels. */
function blockPx(zoom: number, count: number): number {
  const crowd = count > 8000 ? -0.3 : count > 1500 ? 0.6 : 1.6;
  return Math.max(0.9, Math.min(7, 0.9 + crowd + (zoom - 11) * 0.95));
}

export function paintTile(scene: Scene, shown: Shown, tile: Tile): void {
  const circle = scene.circles[shown.service];
  if (shown.layers.circle && circle) paintCircle(circle, tile);
  if (shown.layers.streets) paintStreets(scene, tile);
  if (scene.outline !== null) paintOutline(scene.outline, tile);
  if (shown.layers.blocks && shown.scheme !== null) paintBlocks(scene, shown, shown.scheme, tile);
  if (shown.layers.streets) paintNames(scene, tile);
  if (shown.layers.facilities) paintFacilities(scene, shown, tile);
}

function paintCircle(circle: PlaneLines, tile: Tile): void {
  const { context } = tile;
  context.beginPath();
  for (let i = 0; i < circle.first.length - 1; i++) if (meets(circle, i, tile)) trace(circle, i, tile);
  context.fillStyle = CIRCLE;
  context.globalAlpha = 0.2;
  context.fill("evenodd");
  context.globalAlpha = 0.8;
  context.strokeStyle = CIRCLE;
  context.lineWidth = 1;
  context.stroke();
  context.globalAlpha = 1;
}

function paintOutline(outline: PlaneLines, tile: Tile): void {
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
  ["#dadada", 0.8, 14],
  ["#c6c6c6", 1.4, 11],
  ["#989898", 2.2, 0],
] as const;

function paintStreets({ model, streets, barriers }: Scene, tile: Tile): void {
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
  stroke(barriers, barrierKind, 0, "#7fb2d6", Math.max(1.2, 2 * wide), []);
  STREET_STYLES.forEach(([colour, px, from], kind) => {
    if (zoom >= from) stroke(streets, streetKind, kind, colour, px * wide, []);
  });
  stroke(barriers, barrierKind, 1, "#6b6b6b", 1.1, [6, 4]);
}

function paintBlocks({ model, blocks }: Scene, { isLit }: Shown, scheme: Scheme, tile: Tile): void {
  const { context, world, left, top, width, height, zoom } = tile;
  const px = blockPx(zoom, model.blocks.count);
  const edge = 2 * px;
  // What is fine lies below what is not: later marks are painted over earlier ones.
  for (const [mark, { shape, scale, colour }] of scheme.marks.entries()) {
    const path = new Path2D(markPath(shape, 0, 0, px * scale));
    context.fillStyle = colour;
    for (let b = 0; b < model.blocks.count; b++) {
      if (scheme.markOf(b) !== mark) continue;
      const x = blocks.x[b] * world - left;
      const y = blocks.y[b] * world - top;
      if (x < -edge || y < -edge || x > width + edge || y > height + edge) continue;
      context.globalAlpha = isLit(b) ? 1 : 0.18;
      context.translate(x, y);
      context.fill(path);
      if (px > 3) {
        context.strokeStyle = "#fff";
        context.lineWidth = 0.8;
        context.stroke(path);
      }
      context.translate(-x, -y);
    }
  }
  context.globalAlpha = 1;
}

function paintFacilities({ model, facilities }: Scene, { service }: Shown, tile: Tile): void {
  const { context, world, left, top, width, height, zoom } = tile;
  const id = model.services[service]?.service;
  const px = Math.max(3, Math.min(8, 3 + (zoom - 11) * 0.8));
  context.fillStyle = "#000";
  context.strokeStyle = "#fff";
  context.lineWidth = 1.5;
  for (let f = 0; f < model.facilities.count; f++) {
    if (id === undefined || !model.facilities.services[f].includes(id)) continue;
    const x = facilities.x[f] * world - left;
    const y = facilities.y[f] * world - top;
    if (x < -px || y < -px || x > width + px || y > height + px) continue;
    context.beginPath();
    context.arc(x, y, px, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}

function paintNames(scene: Scene, tile: Tile): void {
  const { context, left, top, width, height, zoom } = tile;
  const labels: readonly Label[] = labelsAt(scene, zoom);
  context.font = "11px sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineWidth = 3;
  context.strokeStyle = "#ffffffd0";
  context.fillStyle = "#333";
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

function meets({ box }: PlaneLines, i: number, { world, left, top, width, height }: Tile): boolean {
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
