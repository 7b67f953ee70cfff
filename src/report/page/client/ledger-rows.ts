/**
 * What the ledger lists: blocks that fail, or units of a level with those who live in a gap there.
 */
import { byBasis } from "../../../standards/requirement.js";
import { amounts, amountUnit, inhabitants, unitWords } from "../amounts.js";
import { firstAction, gapCells, gapReasons, gapSentences } from "../gap-reasons.js";
import { html, type Markup } from "../html.js";
import { reasonWords } from "../reason-words.js";
import type { Words } from "../report-data.js";
import { type LevelModel, labelOf, type ReportModel, type ServiceModel } from "../report-model.js";
import { requiredWords } from "../required-words.js";
import { capital, nearestName, shareBar, worstBlocks } from "../tables.js";
import { levelHead } from "../unit-tables.js";
import { number, say, WORDS } from "../words.js";
import { type App, isInUnit, pageLang, shownLevel } from "./app.js";
import { straightOf } from "./panel.js";

/** A service, and a block or a unit that fails for it. */
export interface LedgerRow {
  readonly service: number;
  readonly at: number;
}

interface LedgerColumn {
  readonly title: Words;
  readonly value: (row: LedgerRow) => number | string;
  readonly cell: (row: LedgerRow) => Markup;
  /** What stands in a file; default the value. */
  readonly text?: (row: LedgerRow) => string;
}

/** One list: its columns (service, name and people come first), its rows, and what is asked of them. */
export interface Listing {
  readonly columns: readonly LedgerColumn[];
  readonly rows: readonly LedgerRow[];
  /** How many places there are in all. */
  readonly places: number;
  /** Who lives in it, for a filter. */
  readonly peopleOf: (row: LedgerRow) => number;
  /** How many are without the service there, in the amounts of the report; 0 where it is not in a gap. */
  readonly withoutOf: (row: LedgerRow) => number;
  readonly hasReason: (row: LedgerRow, reason: number) => boolean;
  readonly searched: (row: LedgerRow) => string;
  readonly isShown: (row: LedgerRow) => boolean;
  /** Id and place for a file. */
  readonly idOf: (row: LedgerRow) => string;
  /** The block to show on the map. */
  readonly blockOf: (row: LedgerRow) => number;
}

/** The list of the level that is shown. */
export function listingOf(app: App): Listing {
  const level = shownLevel(app);
  return level === null ? blockListing(app) : unitListing(app, level);
}

function numeric(title: Words, value: (row: LedgerRow) => number, digits: number): LedgerColumn {
  return { title, value, cell: (row) => html`${value(row) < 0 ? "–" : number(value(row), digits)}` };
}

function blockListing(app: App): Listing {
  const { model } = app;
  const { blocks } = model;
  const { count: living } = inhabitants(model);
  const weight = amounts(model);
  const gap = model.data.verdicts.indexOf("gap");
  return {
    columns: blockColumns(model),
    rows: failingBlocks(model),
    places: blocks.count,
    peopleOf: ({ at }) => living[at],
    withoutOf: ({ service, at }) => (model.services[service].verdict[at] === gap ? weight[at] : 0),
    hasReason: ({ service, at }, reason) => model.services[service].reason[at] === reason,
    searched: ({ at }) => `${blocks.name[at]} ${blocks.id[at]} ${unitNames(model, at)}`.toLowerCase(),
    isShown: ({ at }) => isInUnit(app, at),
    idOf: ({ at }) => blocks.id[at],
    blockOf: ({ at }) => at,
  };
}

function unitNames({ levels }: ReportModel, block: number): string {
  return levels.map(({ unit, units }) => units[unit[block]] ?? "").join(" ");
}

/** Blocks that are not met and could be judged, or that join no street; what nobody mapped is left out. */
function failingBlocks(model: ReportModel): LedgerRow[] {
  const met = model.data.verdicts.indexOf("met");
  const notMapped = model.data.reasons.indexOf("not-mapped");
  return model.services.flatMap(({ verdict, reason }, service) => {
    const rows: LedgerRow[] = [];
    for (let at = 0; at < verdict.length; at++)
      if (verdict[at] !== met && reason[at] !== notMapped) rows.push({ service, at });
    return rows;
  });
}

function blockColumns(model: ReportModel): LedgerColumn[] {
  const { blocks, data, services } = model;
  const of = ({ service }: LedgerRow) => services[service];
  const limit = (row: LedgerRow) => of(row).requirement.limit;
  const over = (row: LedgerRow) => {
    const service = of(row);
    const walk = byBasis(service.requirement, service.walkM, service.walkMin)[row.at];
    return walk < 0 ? -1 : walk - limit(row);
  };
  const reasonOf = (row: LedgerRow) => reasonWords(data.reasons[of(row).reason[row.at]]).label;
  const smallest = model.levels[0];
  const living = inhabitants(model);
  const unit = ({ at }: LedgerRow) => smallest?.units[smallest.unit[at]] ?? "";
  return [
    { title: WORDS.service, value: (row) => row.service, cell: (row) => html`${of(row).name}` },
    {
      title: WORDS.block,
      value: ({ at }) => labelOf(blocks, at),
      cell: ({ at }) => html`${labelOf(blocks, at)}`,
    },
    numeric(capital(unitWords(living.unit)), ({ at }) => living.count[at], 0),
    {
      title: WORDS.reason,
      value: (row) => of(row).reason[row.at],
      cell: (row) => html`${reasonOf(row)}`,
      text: (row) => reasonOf(row)[pageLang()],
    },
    numeric(WORDS.walkM, (row) => of(row).walkM[row.at], 0),
    numeric(WORDS.walkMin, (row) => of(row).walkMin[row.at], 1),
    numeric(WORDS.straightM, (row) => straightOf(model, of(row), row.at) ?? -1, 0),
    { title: WORDS.required, value: limit, cell: (row) => html`${requiredWords(of(row))}` },
    {
      title: WORDS.shortfall,
      value: over,
      cell: (row) => {
        const words = byBasis(of(row).requirement, WORDS.metres, WORDS.minutes);
        return over(row) < 0
          ? html`–`
          : html`${say(words, { n: number(over(row), words === WORDS.minutes ? 1 : 0) })}`;
      },
    },
    {
      title: WORDS.nearest,
      value: (row) => nearestName(model, of(row), row.at)[pageLang()],
      cell: (row) => html`${nearestName(model, of(row), row.at)}`,
    },
    ...(smallest === undefined
      ? []
      : [{ title: WORDS.unit, value: unit, cell: (row: LedgerRow) => html`${unit(row)}` }]),
  ];
}

function unitListing(app: App, level: LevelModel): Listing {
  const { model } = app;
  const members = level.units.map((): number[] => []);
  for (let b = 0; b < model.blocks.count; b++) members[level.unit[b]]?.push(b);
  const worst = (row: LedgerRow) => worstBlocks(model, model.services[row.service], 1, members[row.at])[0];
  const gap = model.data.verdicts.indexOf("gap");
  const rows = model.services.flatMap(({ verdict }, service) =>
    level.units.flatMap((_, at): LedgerRow[] =>
      members[at].some((b) => verdict[b] === gap) ? [{ service, at }] : [],
    ),
  );
  return {
    columns: unitColumns(model, level, members, worst),
    rows,
    places: level.units.length,
    peopleOf: (row) => amountIn(model, row, members, gap),
    withoutOf: (row) => amountIn(model, row, members, gap),
    hasReason: ({ service, at }, reason) => {
      const { reason: reasons, verdict } = model.services[service];
      return members[at].some((b) => verdict[b] === gap && reasons[b] === reason);
    },
    searched: ({ at }) => level.units[at].toLowerCase(),
    isShown: ({ at }) => app.choice.unit < 0 || app.choice.unit === at,
    idOf: ({ at }) => level.units[at],
    blockOf: (row) => worst(row) ?? members[row.at][0],
  };
}

/** How much of a unit has the verdict that is asked for. */
function amountIn(
  model: ReportModel,
  { service, at }: LedgerRow,
  members: readonly (readonly number[])[],
  verdict: number,
): number {
  const weight = amounts(model);
  const counts = (b: number) => model.services[service].verdict[b] === verdict;
  return members[at].reduce((sum, b) => sum + (counts(b) ? weight[b] : 0), 0);
}

function unitColumns(
  model: ReportModel,
  level: LevelModel,
  members: readonly (readonly number[])[],
  worst: (row: LedgerRow) => number | undefined,
): LedgerColumn[] {
  const { blocks, data, services } = model;
  const [met, gap] = [data.verdicts.indexOf("met"), data.verdicts.indexOf("gap")];
  const of = ({ service }: LedgerRow): ServiceModel => services[service];
  const share = (row: LedgerRow) => {
    const [inReach, inGap] = [met, gap].map((verdict) => amountIn(model, row, members, verdict));
    return inReach + inGap > 0 ? inReach / (inReach + inGap) : -1;
  };
  const reasons = (row: LedgerRow) => gapReasons(model, of(row), members[row.at]);
  const weight = amounts(model);
  const unit = unitWords(amountUnit(model));
  const all = ({ at }: LedgerRow) => members[at].reduce((sum, b) => sum + weight[b], 0);
  const first = (row: LedgerRow): Words | null => {
    const block = worst(row);
    if (block === undefined) return null;
    const { en, zh } = firstAction(model, of(row), block);
    const name = labelOf(blocks, block);
    return { en: `${name}: ${en}`, zh: `${name}：${zh}` };
  };
  return [
    { title: WORDS.service, value: (row) => row.service, cell: (row) => html`${of(row).name}` },
    {
      title: levelHead(level.level),
      value: ({ at }) => level.units[at],
      cell: ({ at }) => html`${level.units[at]}`,
    },
    numeric(capital(say(WORDS.gapOf, { unit })), (row) => amountIn(model, row, members, gap), 0),
    {
      title: WORDS.reason,
      value: (row) => reasons(row)[0]?.reason ?? "",
      cell: (row) => gapCells(reasons(row), true) ?? html`–`,
      text: (row) =>
        gapSentences(reasons(row))
          .map((sentence) => sentence[pageLang()])
          .join("; "),
    },
    {
      title: WORDS.share,
      value: share,
      cell: (row) => (share(row) < 0 ? html`–` : shareBar(share(row))),
      text: (row) => (share(row) < 0 ? "" : `${(100 * share(row)).toFixed(1)} %`),
    },
    numeric(capital(unit), all, 0),
    {
      title: WORDS.first,
      value: (row) => first(row)?.[pageLang()] ?? "",
      cell: (row) => html`${first(row)}`,
    },
  ];
}
