/**
 * Paints one tile of the map: water, areas or blocks, the circle of the rule, streets, facilities, names.
 *
 * At the scale of a city areas are coloured by the share that is without; from district scale on blocks are marked, those in
 * a gap by how many live there. Every tile is painted from the same columns with the same rules, so marks and names that lie
 * across an edge meet.
 */
import { amounts } from "../amounts.js";
import { type Areas, areasOf, scaleOfAreas, splitByArea } from "../areas.js";
import { AREA_COLOURS, type AreaScale, markPath, type Scheme } from "../marks.js";
import type { ReportModel } from "../report-model.js";
import { SYMBOL_DARK, SYMBOL_LIGHT, SYMBOL_TILE, symbolOf } from "../symbols.js";
import { type AreaShapes, areaShapes, spacing } from "./area-shapes.js";
import { areaLabelsAt, labelsAt } from "./labels.js";
import {
  meets,
  paintCircle,
  paintNames,
  paintOutline,
  paintStreets,
  paintWater,
  type Tile,
  traceRing,
} from "./paint-base.js";
import { linesToPlane, type PlaneLines, type PlanePoints, toPlane } from "./view-data.js";

/** Areas with what they are without, by service. */
interface AreaScene {
  readonly areas: Areas;
  readonly shapes: AreaShapes;
  /** Class of the share that is without, -1 where nothing was judged, and the amount of it; by service and area. */
  readonly classes: readonly Int8Array[];
  readonly scales: readonly AreaScale[];
  readonly without: readonly Float64Array[];
}

export interface Scene {
  readonly model: ReportModel;
  readonly blocks: PlanePoints;
  /** Blocks from west to east. */
  readonly eastward: Uint32Array;
  /** Size class of each block among those in a gap: 0 the smallest. */
  readonly size: Uint8Array;
  /** The usual distance between blocks. */
  readonly apart: number;
  readonly facilities: PlanePoints;
  readonly streets: PlaneLines | null;
  readonly barriers: PlaneLines | null;
  readonly outline: PlaneLines | null;
  /** Circles by index of service. */
  readonly circles: readonly (PlaneLines | null)[];
  readonly area: AreaScene;
}

export interface Shown {
  readonly service: number;
  readonly scheme: Scheme | null;
  readonly isLit: (block: number) => boolean;
  readonly scale: MapScale;
  readonly layers: {
    readonly streets: boolean;
    readonly blocks: boolean;
    readonly facilities: boolean;
    readonly circle: boolean;
  };
}

/** Whether areas or blocks are shown. */
export type MapScale = "areas" | "blocks";

const FONT =
  '"Noto Sans","Helvetica Neue",Arial,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';

/** Blocks are shown from this zoom on, where they lie at least so far apart, pixels. */
const [BLOCKS_ZOOM, APART_PX] = [13.5, 4];
/** From here on they are shown in any case. */
const CLOSE_ZOOM = 15;

/** Whether a view shows areas or blocks. */
export function scaleOf({ apart, model }: Scene, zoom: number): MapScale {
  if (model.blocks.count === 0 || zoom >= CLOSE_ZOOM) return "blocks";
  return zoom >= BLOCKS_ZOOM && apart * 256 * 2 ** zoom >= APART_PX ? "blocks" : "areas";
}

export function createScene(model: ReportModel): Scene {
  const blocks = toPlane(model.blocks);
  const eastward = Uint32Array.from(blocks.x.keys()).sort((a, b) => blocks.x[a] - blocks.x[b]);
  return {
    model,
    blocks,
    eastward,
    size: sizeClasses(model),
    apart: spacing(blocks.x, blocks.y),
    facilities: toPlane(model.facilities),
    streets: model.streets && linesToPlane(model.streets.lines),
    barriers: model.streets && linesToPlane(model.streets.barriers),
    outline: model.outline && linesToPlane(model.outline),
    circles: model.services.map(({ circle }) => circle && linesToPlane(circle)),
    area: areaScene(model, blocks),
  };
}

function areaScene(model: ReportModel, blocks: PlanePoints): AreaScene {
  const areas = areasOf(model);
  let shapes: AreaShapes | null = null;
  const splits = model.services.map((service) => splitByArea(model, service, areas));
  const scales = splits.map((parts) => scaleOfAreas(areas, parts));
  return {
    areas,
    // Shapes take a moment, and a district may never be looked at from afar.
    get shapes() {
      shapes ??= areaShapes(model, blocks, areas);
      return shapes;
    },
    scales,
    classes: splits.map((parts, s) => Int8Array.from(parts, scales[s].classOf)),
    without: splits.map((parts) => Float64Array.from(parts, ({ gap }) => gap)),
  };
}

/** Sizes of marks against the usual one, by class. */
const SIZES = [0.75, 1, 1.3, 1.6] as const;

/** Blocks in four classes by the square root of who lives there, so that areas of marks go with people. */
function sizeClasses(model: ReportModel): Uint8Array {
  const weight = amounts(model);
  const sorted = weight.filter((amount) => amount > 0).sort();
  const large = sorted[Math.floor(0.95 * sorted.length)] ?? 1;
  const even = sorted[0] === sorted[sorted.length - 1];
  return Uint8Array.from(weight, (amount) =>
    even ? 1 : Math.min(3, Math.floor(4 * Math.sqrt(Math.min(1, amount / large)) * 0.999)),
  );
}

export function paintTile(scene: Scene, shown: Shown, tile: Tile): void {
  const circle = scene.circles[shown.service];
  if (shown.layers.streets) paintWater(scene, tile);
  const areas = shown.scale === "areas" && shown.layers.blocks;
  if (areas) paintAreas(scene, shown, tile);
  if (shown.layers.circle && circle && !areas) paintCircle(circle, tile);
  if (shown.layers.streets) paintStreets(scene, tile, areas);
  if (scene.outline !== null) paintOutline(scene.outline, tile);
  if (areas || (shown.layers.blocks && scene.area.areas.squares === null))
    paintBorders(scene, tile, areas ? "#6b6b6b" : "#d8c9b8");
  if (!areas && shown.layers.blocks && shown.scheme !== null) paintBlocks(scene, shown, shown.scheme, tile);
  if (shown.layers.streets && !areas) paintNames(labelsAt(scene, tile.zoom), tile, `11px ${FONT}`, "#333");
  if (shown.layers.facilities) paintFacilities(scene, shown, tile);
  if (shown.layers.blocks) {
    const labels = areaLabelsAt(scene, shown, tile.zoom);
    paintNames(labels, tile, `bold 13px ${FONT}`, areas ? "#111" : "#44403c");
  }
}

function paintAreas({ area }: Scene, { service }: Shown, tile: Tile): void {
  const { context } = tile;
  const { rings, areaOf } = area.shapes;
  const classes = area.classes[service];
  for (const [level, colour] of AREA_COLOURS.entries()) {
    context.beginPath();
    for (let i = 0; i < areaOf.length; i++)
      if ((classes?.[areaOf[i]] ?? -1) + 1 === level && meets(rings, i, tile)) traceRing(rings, i, tile);
    context.fillStyle = context.strokeStyle = colour;
    context.fill();
    context.lineWidth = 0.7;
    context.stroke();
  }
}

function paintBorders({ area }: Scene, { context, world, left, top }: Tile, colour: string): void {
  const { borders } = area.shapes;
  context.beginPath();
  for (let i = 0; i < borders.length; i += 4) {
    context.moveTo(borders[i] * world - left, borders[i + 1] * world - top);
    context.lineTo(borders[i + 2] * world - left, borders[i + 3] * world - top);
  }
  context.strokeStyle = colour;
  context.lineWidth = 0.9;
  context.stroke();
}

/** Half the usual width of a mark: less than half way to the next one, within what can be seen and pointed at. */
function blockPx({ apart }: Scene, world: number): number {
  return Math.max(1.8, Math.min(6.5, apart * world * 0.42));
}

function paintBlocks(scene: Scene, { isLit, service }: Shown, scheme: Scheme, tile: Tile): void {
  const { model, blocks, eastward, size } = scene;
  const { context, world, left, top, width, height } = tile;
  const px = blockPx(scene, world);
  const edge = 3 * px;
  const gap = model.data.verdicts.indexOf("gap");
  const verdict = model.services[service]?.verdict;
  // By mark and size; what is fine lies below what is not: later marks are painted over earlier ones.
  const piles = scheme.marks.map(() => SIZES.map((): number[] => []));
  const [from, to] = [(left - edge) / world, (left + width + edge) / world];
  for (let i = firstFrom(blocks.x, eastward, from); i < eastward.length; i++) {
    const b = eastward[i];
    if (blocks.x[b] > to) break;
    const y = blocks.y[b] * world - top;
    if (y < -edge || y > height + edge) continue;
    piles[scheme.markOf(b)][verdict?.[b] === gap ? size[b] : 0].push(b);
  }
  for (const [mark, bySize] of piles.entries()) {
    const { shape, scale, colour } = scheme.marks[mark];
    context.fillStyle = colour;
    // Large ones first, so that small ones stay to be seen.
    for (let s = SIZES.length - 1; s >= 0; s--) {
      if (bySize[s].length === 0) continue;
      const path = new Path2D(markPath(shape, 0, 0, px * scale * SIZES[s]));
      for (const b of bySize[s]) {
        const [x, y] = [blocks.x[b] * world - left, blocks.y[b] * world - top];
        context.globalAlpha = isLit(b) ? 1 : 0.18;
        context.translate(x, y);
        context.fill(path);
        if (px > 2.6) {
          context.strokeStyle = "#fff";
          context.lineWidth = 0.9;
          context.stroke(path);
        }
        context.translate(-x, -y);
      }
    }
  }
  context.globalAlpha = 1;
}

/** The first place in the order of `order` whose `x` is not below `least`. */
function firstFrom(x: Float64Array, order: Uint32Array, least: number): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x[order[middle]] < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Symbols from district scale on, dots from afar. */
function paintFacilities({ model, facilities }: Scene, { service }: Shown, tile: Tile): void {
  const { context, world, left, top, width, height, zoom } = tile;
  const id = model.services[service]?.service;
  const px = zoom < BLOCKS_ZOOM ? 3 : Math.max(5.5, Math.min(10, 5.5 + (zoom - BLOCKS_ZOOM) * 1.3));
  const [back, symbol] = [new Path2D(SYMBOL_TILE), new Path2D(symbolOf(id ?? ""))];
  for (let f = 0; f < model.facilities.count; f++) {
    if (id === undefined || !model.facilities.services[f].includes(id)) continue;
    const x = facilities.x[f] * world - left;
    const y = facilities.y[f] * world - top;
    if (x < -px || y < -px || x > width + px || y > height + px) continue;
    context.fillStyle = SYMBOL_DARK;
    context.strokeStyle = SYMBOL_LIGHT;
    if (zoom < BLOCKS_ZOOM) {
      context.lineWidth = 1.2;
      context.beginPath();
      context.arc(x, y, px, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
      continue;
    }
    context.save();
    context.translate(x, y);
    context.scale(px / 9, px / 9);
    context.lineWidth = 2.4;
    context.stroke(back);
    context.fill(back);
    context.fillStyle = SYMBOL_LIGHT;
    context.fill(symbol, "evenodd");
    context.restore();
  }
}
