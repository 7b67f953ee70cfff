/**
 * How blocks are drawn: colour and shape by verdict, reason or minutes.
 *
 * Colours of verdicts and reasons are those of Okabe & Ito (2008), told apart by every common kind of colour
 * blindness; minutes take ColorBrewer's YlOrRd (Brewer 2002), ordered by lightness, so that it reads in grey. Shapes
 * repeat what colours say.
 */

import { addAt, itemAt, nothingAt } from "../../base/at.js";
import { reasonWords } from "./reason-words.js";
import type { Words } from "./report-data.js";
import type { ServiceModel } from "./report-model.js";
import { number, say, WORDS } from "./words.js";

export type Shape = "square" | "diamond" | "dot" | "triangle" | "wedge" | "plus" | "bar" | "pillar";

interface Mark {
  readonly colour: string;
  readonly shape: Shape;
  /** Size against the usual one. */
  readonly scale: number;
  readonly label: Words;
}

export type ColourBy = "verdict" | "reason" | "minutes" | "range";

/** Marks in the order of the legend, and which one a block takes. */
export interface Scheme {
  readonly marks: readonly Mark[];
  /** Index into `marks` per block. */
  readonly markOf: (block: number) => number;
}

export const MET = "#56b4e9";
/** Their vermillion, darkened: beside the sky blue of what is met it stands out in grey too (lightness 41 against 70). */
export const GAP = "#a84300";
export const UNKNOWN = "#9a9a9a";
export const CIRCLE = "#009e73";
/** Streets in reach of one place: the green of circles, darkened. */
export const REACH = "#00573f";
/** Proposed sites. */
export const SITE = "#f0e442";

/** Five classes from little to much, after one for what was not judged: ColorBrewer's Oranges. */
export const AREA_COLOURS = ["#e9e9e9", "#feedde", "#fdd0a2", "#fdae6b", "#f16913", "#a63603"] as const;
const AREA_CLASSES = AREA_COLOURS.length - 1;

/** How areas are coloured: units by the share that is without, squares, which are alike in size, by how many are. */
export interface AreaScale {
  /** -1 where nothing was judged, else 0 to 4. */
  readonly classOf: (split: { readonly met: number; readonly gap: number }) => number;
  /** Names of the classes, in the order of `AREA_COLOURS`. */
  readonly names: readonly Words[];
}

/** @param most - the largest amount without in any square; null for units */
export function areaScale(most: number | null): AreaScale {
  const step = most === null ? 0 : niceStep(most / AREA_CLASSES);
  const classOf = ({ met, gap }: { readonly met: number; readonly gap: number }) => {
    if (met + gap === 0) return -1;
    const at = most === null ? (AREA_CLASSES * gap) / (met + gap) : gap / step;
    return Math.min(AREA_CLASSES - 1, Math.floor(at));
  };
  const rangeOf = (i: number) => {
    if (most === null) return `${20 * i}–${20 * (i + 1)} %`;
    return i === AREA_CLASSES - 1 ? `≥ ${number(step * i)}` : `${number(step * i)}–${number(step * (i + 1))}`;
  };
  const names = AREA_COLOURS.map((_, i): Words => {
    return i === 0 ? WORDS.notJudged : { en: rangeOf(i - 1), zh: rangeOf(i - 1) };
  });
  return { classOf, names };
}

/** The largest of 1, 2 and 5 times a power of ten that is not above `value`, at least 1. */
function niceStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [5, 2].map((lead) => lead * power).find((step) => step <= value) ?? power;
}

/** Upper ends of the classes of minutes, and their colours; the last class is open. */
const MINUTE_STEPS = [5, 10, 15, 20, 30];
const MINUTE_COLOURS = ["#fed976", "#feb24c", "#fd8d3c", "#f03b20", "#bd0026", "#67001f"];

/** Reasons in a fixed order of styles, so that one reason looks the same in every report. */
const REASON_MARKS: Readonly<Record<string, readonly [string, Shape]>> = {
  none: [MET, "square"],
  "too-far": [GAP, "diamond"],
  unlinked: [UNKNOWN, "dot"],
  "not-mapped": ["#b5b5b5", "dot"],
  absent: ["#000000", "plus"],
  severed: ["#cc79a7", "triangle"],
  detour: ["#5c3566", "triangle"],
  "not-open": ["#8f5902", "wedge"],
  "closed-then": ["#f0e442", "wedge"],
  "too-small": ["#e69f00", "bar"],
  "too-full": ["#0072b2", "pillar"],
  "capacity-unknown": ["#8c8c8c", "bar"],
  "no-rule": ["#d0d0d0", "dot"],
};
const SPARE_MARKS: readonly (readonly [string, Shape])[] = [
  ["#009e73", "triangle"],
  ["#4e3a10", "bar"],
  ["#3d2545", "plus"],
];

const VERDICT_MARKS = {
  met: { colour: MET, shape: "square", scale: 1 },
  gap: { colour: GAP, shape: "diamond", scale: 1.35 },
  unknown: { colour: UNKNOWN, shape: "dot", scale: 0.9 },
  depends: { colour: "#e69f00", shape: "triangle", scale: 1.2 },
} as const;

/** How the blocks of one service are drawn. */
export function schemeOf(
  service: ServiceModel,
  colourBy: ColourBy,
  { verdicts, reasons }: { readonly verdicts: readonly string[]; readonly reasons: readonly string[] },
): Scheme {
  if (colourBy === "minutes") return minuteScheme(service);
  if (colourBy === "range" && service.range !== null) {
    const { verdict } = service.range;
    return { marks: RANGE_VERDICTS.map(verdictMark), markOf: (block) => verdict[block] ?? nothingAt(block) };
  }
  if (colourBy === "reason") {
    return { marks: reasons.map(reasonMark), markOf: (block) => service.reason[block] ?? nothingAt(block) };
  }
  return { marks: verdicts.map(verdictMark), markOf: (block) => service.verdict[block] ?? nothingAt(block) };
}

/** The marks, with how many of the blocks that are `counted` take each. */
export function countMarks(
  { marks, markOf }: Scheme,
  blocks: number,
  counted: (block: number) => boolean = () => true,
): (Mark & { readonly count: number })[] {
  const counts = marks.map(() => 0);
  for (let b = 0; b < blocks; b++) if (counted(b)) addAt(counts, markOf(b));
  return marks.map((mark, i) => ({ ...mark, count: itemAt(counts, i) }));
}

/** In the order of the data. */
const RANGE_VERDICTS = ["met", "gap", "unknown", "depends"] as const;

function verdictMark(verdict: string): Mark {
  const known = RANGE_VERDICTS.find((one) => one === verdict);
  return { ...VERDICT_MARKS[known ?? "depends"], label: known ? WORDS[known] : { en: verdict, zh: verdict } };
}

function reasonMark(reason: string, position: number): Mark {
  const [colour, shape] = REASON_MARKS[reason] ?? itemAt(SPARE_MARKS, position % SPARE_MARKS.length);
  return {
    colour,
    shape,
    scale: shape === "dot" ? 0.9 : shape === "square" ? 1 : 1.3,
    label: reasonWords(reason).label,
  };
}

function minuteScheme({ walkMin }: ServiceModel): Scheme {
  const marks = MINUTE_COLOURS.map((colour, i): Mark => {
    const [from, to] = [MINUTE_STEPS[i - 1] ?? 0, MINUTE_STEPS[i]];
    const range = to === undefined ? `> ${number(from)}` : `${number(from)}–${number(to)}`;
    return {
      colour,
      shape: i < 3 ? "square" : "diamond",
      scale: i < 3 ? 1 : 1.2,
      label: say(WORDS.minutes, { n: range }),
    };
  });
  const none: Mark = { colour: UNKNOWN, shape: "dot", scale: 0.9, label: WORDS.none };
  return {
    marks: [...marks, none],
    markOf(block) {
      const minutes = walkMin[block] ?? nothingAt(block);
      if (minutes < 0) return marks.length;
      const step = MINUTE_STEPS.findIndex((end) => minutes <= end);
      return step < 0 ? marks.length - 1 : step;
    },
  };
}

/** A mark around a place as an SVG path; `r` is half its width. */
export function markPath(shape: Shape, x: number, y: number, r: number): string {
  const n = (value: number) => String(Math.round(value * 10) / 10);
  const at = `M${n(x)} ${n(y)}`;
  const [s, d] = [n(r), n(2 * r)];
  switch (shape) {
    case "diamond":
      return `${at}m0-${s}l${s} ${s}l-${s} ${s}l-${s}-${s}z`;
    case "triangle":
      return `${at}m0-${s}l${s} ${d}h-${d}z`;
    case "wedge":
      return `${at}m0 ${s}l-${s}-${d}h${d}z`;
    case "dot":
      return `${at}m-${s} 0a${s} ${s} 0 1 0 ${d} 0a${s} ${s} 0 1 0-${d} 0z`;
    case "plus": {
      const t = n(r / 3);
      const [long, wide] = [n(r - r / 3), n((2 * r) / 3)];
      return `${at}m-${t}-${s}h${wide}v${long}h${long}v${wide}h-${long}v${long}h-${wide}v-${long}h-${long}v-${wide}h${long}z`;
    }
    case "bar":
      return `${at}m-${s}-${n(r / 2)}h${d}v${s}h-${d}z`;
    case "pillar":
      return `${at}m-${n(r / 2)}-${s}h${s}v${d}h-${s}z`;
    default:
      return `${at}m-${s}-${s}h${d}v${d}h-${d}z`;
  }
}
