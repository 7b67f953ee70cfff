/**
 * The ledger as it is read: a row a place, with a chip for each service that it is without.
 */
import { itemAt } from "../../../base/at.js";
import { groupBy } from "../../../base/grouping.js";
import { amounts, amountUnit, inhabitants, unitWords, wholeNumber } from "../amounts.js";
import { firstAction } from "../gap-reasons.js";
import { html, type Markup } from "../html.js";
import { reasonWords } from "../reason-words.js";
import type { Words } from "../report-data.js";
import { labelOf, type ReportModel, verdictOn } from "../report-model.js";
import { capital } from "../tables.js";
import { levelHead } from "../unit-tables.js";
import { number, say, WORDS } from "../words.js";
import { type App, pageLang, shownLevel } from "./app.js";
import type { LedgerRow, Listing } from "./ledger-rows.js";
import { walkCell } from "./panel.js";

/** A place and what it fails, the worst first. */
export interface PlaceRow {
  readonly at: number;
  readonly fails: readonly LedgerRow[];
  /** Who lives there; -1 where unknown. */
  readonly living: number;
  /** People without, counted once for each service. */
  readonly need: number;
}

/** A column of the table; the first is the name. */
export interface PlaceColumn {
  readonly title: Words;
  readonly isText: boolean;
  readonly value: (row: PlaceRow) => number | string;
  readonly cell: (row: PlaceRow, position: number) => Markup;
}

/** The rows of a listing that are left after a search, a place each. */
export function placeRows(app: App, { withoutOf }: Listing, rows: readonly LedgerRow[]): PlaceRow[] {
  const { model } = app;
  const level = shownLevel(app);
  const { count } = inhabitants(model);
  const weight = amounts(model);
  const living = level === null ? count : new Float64Array(level.units.length);
  if (level !== null) for (const [b, unit] of level.unit.entries()) if (unit >= 0) living[unit] += weight[b];
  return [...groupBy(rows, ({ at }) => at)].map(([at, fails]) => {
    const sorted = fails
      .map((row) => [withoutOf(row), row] as const)
      .sort(([a, p], [b, q]) => b - a || p.service - q.service);
    return {
      at,
      fails: sorted.map(([, row]) => row),
      living: itemAt(living, at),
      need: sorted.reduce((sum, [without]) => sum + without, 0),
    };
  });
}

/** The columns for the level that is shown. */
export function placeColumns(app: App, listing: Listing): PlaceColumn[] {
  const { model } = app;
  const level = shownLevel(app);
  const unit = level === null ? inhabitants(model).unit : amountUnit(model);
  const nameOf = ({ at }: PlaceRow) => (level === null ? labelOf(model.blocks, at) : level.units[at]);
  const worstOf = ({ fails }: PlaceRow) => listing.blockOf(fails[0]);
  const action = (row: PlaceRow) => {
    const { en, zh } = firstAction(model, model.services[row.fails[0].service], worstOf(row));
    if (level === null) return { en, zh };
    const where = labelOf(model.blocks, worstOf(row));
    return { en: `${where}: ${en}`, zh: `${where}：${zh}` };
  };
  return [
    {
      title: level === null ? WORDS.block : levelHead(level.level),
      isText: true,
      value: nameOf,
      cell: (row, position) =>
        html`<button type="button" data-row="${position}">${nameOf(row)}</button>${under(app, row)}`,
    },
    {
      title: capital(unitWords(unit)),
      isText: false,
      value: ({ living }) => living,
      cell: ({ living }) => html`${living < 0 ? "–" : wholeNumber(living)}`,
    },
    {
      title: WORDS.needTitle,
      isText: false,
      value: ({ need }) => need,
      cell: ({ need }) => html`${need === 0 ? "–" : wholeNumber(need)}`,
    },
    {
      title: WORDS.missing,
      isText: true,
      value: ({ fails }) => fails.length,
      cell: (row, position) =>
        html`<span class="chips">${row.fails.map((fail, f) => chip(app, listing, fail, position, f))}</span>`,
    },
    {
      title: WORDS.first,
      isText: true,
      value: (row) => action(row)[pageLang()],
      cell: (row) => html`${action(row)}`,
    },
  ];
}

/** The community of a block beside its name. */
function under(app: App, { at }: PlaceRow): Markup | null {
  if (shownLevel(app) !== null) return null;
  const [smallest] = app.model.levels;
  const unit = smallest?.units[smallest.unit[at]];
  return unit === undefined ? null : html` <small>${unit}</small>`;
}

function chip(app: App, listing: Listing, fail: LedgerRow, position: number, f: number): Markup {
  const { model } = app;
  const service = model.services[fail.service];
  const block = listing.blockOf(fail);
  const { verdict, reason } = verdictOn(model, service, block);
  const isOne = shownLevel(app) === null;
  const said = isOne ? blockChip(model, fail, block) : html`${wholeNumber(listing.withoutOf(fail))}`;
  const far = !isOne || ["too-far", "absent"].includes(reason);
  const kind = verdict === "unknown" ? "unsure" : far ? "far" : "other";
  return html`<button type="button" class="chip ${kind}" data-row="${position}" data-fail="${f}">${service.name} <b>${said}</b></button>`;
}

/** Why in words; the walk where the walk is what fails. */
function blockChip(model: ReportModel, fail: LedgerRow, block: number): Markup {
  const service = model.services[fail.service];
  const { reason, walkM } = verdictOn(model, service, block);
  if (walkM < 0 || !["too-far", "detour", "severed"].includes(reason))
    return html`${reasonWords(reason).label}`;
  const walk = walkCell(service, block);
  return reason === "too-far" ? walk : html`${walk} <small>${reasonWords(reason).label}</small>`;
}

/** How many rows there are. */
export function rowsWords(shown: number, all: number, gaps: number): Words {
  return say(WORDS.placesFound, { n: number(shown), all: number(all), gaps: number(gaps) });
}
