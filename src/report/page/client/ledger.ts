/**
 * The ledger of places that fail: sorted, filtered, searched, and taken away as CSV.
 */
import { byBasis } from "../../../standards/requirement.js";
import { attribute, html, type Markup } from "../html.js";
import { reasonWords } from "../reason-words.js";
import type { Words } from "../report-data.js";
import { labelOf } from "../report-model.js";
import { requiredWords } from "../required-words.js";
import { nearestName } from "../tables.js";
import { number, say, WORDS } from "../words.js";
import { type App, applyLang, byId, pageLang } from "./app.js";
import { straightOf } from "./panel.js";
import { saveCsv } from "./save-csv.js";

interface Row {
  readonly service: number;
  readonly block: number;
}

interface Column {
  readonly title: Words;
  readonly value: (row: Row) => number | string;
  readonly cell: (row: Row) => Markup;
}

const PAGE_ROWS = 25;

export function createLedger(app: App, box: HTMLElement): void {
  const { model } = app;
  const columns = columnsOf(app);
  const all = failingRows(app);
  const view = {
    rows: all,
    sortBy: 2,
    descending: true,
    page: 0,
    text: "",
    service: -1,
    reason: -1,
    least: 0,
  };
  const searched = searchTexts(app);
  box.innerHTML = frameOf(app, all).html;
  const body = byId("ledger-body");
  const update = (refilter: boolean) => {
    if (refilter) {
      const text = view.text.trim().toLowerCase();
      view.rows = all.filter(
        ({ service, block }) =>
          (view.service < 0 || service === view.service) &&
          (view.reason < 0 || model.services[service].reason[block] === view.reason) &&
          (view.least <= 0 || model.blocks.residents[block] >= view.least) &&
          (app.choice.unit < 0 || model.blocks.unit[block] === app.choice.unit) &&
          (text === "" || searched[block].includes(text)),
      );
      sortRows(view.rows, columns[view.sortBy].value, view.descending);
      view.page = 0;
    }
    body.innerHTML = bodyOf(columns, view, all.length).html;
    applyLang(box);
  };
  box.addEventListener("input", ({ target }) => {
    const { name, value } = target as HTMLInputElement;
    if (name === "text") view.text = value;
    if (name === "least") view.least = Number(value) || 0;
    if (name === "service") view.service = Number(value);
    if (name === "reason") view.reason = Number(value);
    update(true);
  });
  box.addEventListener("click", ({ target }) => {
    const button = (target as Element).closest("button");
    if (button === null) return;
    const { sort, turn, row } = button.dataset;
    if (sort !== undefined) {
      view.descending = Number(sort) === view.sortBy ? !view.descending : Number(sort) >= 2;
      view.sortBy = Number(sort);
      update(true);
      byId("ledger").querySelector<HTMLElement>(`[data-sort="${sort}"]`)?.focus();
    }
    if (turn !== undefined) {
      view.page += Number(turn);
      update(false);
      byId("ledger")
        .querySelector<HTMLElement>(`[data-turn="${turn}"]:not(:disabled), [data-turn]:not(:disabled)`)
        ?.focus();
    }
    if (row !== undefined) {
      const { service, block } = view.rows[Number(row)];
      app.set({ service, chosen: { kind: "block", index: block, goThere: true } });
      byId("map-section").scrollIntoView();
      byId("panel").focus({ preventScroll: true });
    }
    if (button.id === "download") saveCsv(app, columns, view.rows);
  });
  app.onChange((now, before) => {
    if (now.unit !== before.unit) update(true);
  });
  update(true);
}

/** Blocks that are not met and could be judged, or that join no street; what nobody mapped or rules on is left out. */
function failingRows({ model }: App): Row[] {
  const met = model.data.verdicts.indexOf("met");
  const leftOut = ["not-mapped", "no-rule"].map((reason) => model.data.reasons.indexOf(reason));
  return model.services.flatMap(({ verdict, reason }, service) => {
    const rows: Row[] = [];
    for (let block = 0; block < verdict.length; block++)
      if (verdict[block] !== met && !leftOut.includes(reason[block])) rows.push({ service, block });
    return rows;
  });
}

function searchTexts({ model: { blocks } }: App): string[] {
  return blocks.name.map((name, b) =>
    `${name} ${blocks.id[b]} ${blocks.units[blocks.unit[b]] ?? ""}`.toLowerCase(),
  );
}

function columnsOf({ model }: App): Column[] {
  const { blocks, data, services } = model;
  const at = ({ service }: Row) => services[service];
  const unit = ({ block }: Row) => blocks.units[blocks.unit[block]] ?? "";
  const limit = (row: Row) => at(row).requirement.limit;
  const over = (row: Row) => {
    const service = at(row);
    const walk = byBasis(service.requirement, service.walkM, service.walkMin)[row.block];
    return walk < 0 ? -1 : walk - limit(row);
  };
  const numeric = (title: Words, value: (row: Row) => number, digits: number): Column => ({
    title,
    value,
    cell: (row) => html`${value(row) < 0 ? "–" : number(value(row), digits)}`,
  });
  const reasonOf = (row: Row) => reasonWords(data.reasons[at(row).reason[row.block]]).label;
  return [
    { title: WORDS.service, value: (row) => row.service, cell: (row) => html`${at(row).name}` },
    {
      title: WORDS.block,
      value: ({ block }) => labelOf(blocks, block),
      cell: ({ block }) => html`${labelOf(blocks, block)}`,
    },
    numeric(WORDS.residents, ({ block }) => blocks.residents[block], 0),
    {
      title: WORDS.reason,
      value: (row) => at(row).reason[row.block],
      cell: (row) => html`${reasonOf(row)}`,
    },
    numeric(WORDS.walkM, (row) => at(row).walkM[row.block], 0),
    numeric(WORDS.walkMin, (row) => at(row).walkMin[row.block], 1),
    numeric(WORDS.straightM, (row) => straightOf(model, at(row), row.block) ?? -1, 0),
    { title: WORDS.required, value: limit, cell: (row) => html`${requiredWords(at(row))}` },
    {
      title: WORDS.shortfall,
      value: over,
      cell: (row) => {
        const words = byBasis(at(row).requirement, WORDS.metres, WORDS.minutes);
        return over(row) < 0
          ? html`–`
          : html`${say(words, { n: number(over(row), words === WORDS.minutes ? 1 : 0) })}`;
      },
    },
    {
      title: WORDS.nearest,
      value: (row) => nearestName(model, at(row), row.block)[pageLang()],
      cell: (row) => html`${nearestName(model, at(row), row.block)}`,
    },
    ...(blocks.units.length > 0
      ? [{ title: WORDS.unit, value: unit, cell: (row: Row) => html`${unit(row)}` }]
      : []),
  ];
}

/** Columns of text are read from the left. */
const TEXT_COLUMNS = [0, 1, 3, 9, 10];

function sortRows(rows: Row[], value: (row: Row) => number | string, descending: boolean): void {
  const keyed = rows.map((row) => [value(row), row] as const);
  const sign = descending ? -1 : 1;
  keyed.sort(([a, p], [b, q]) => (a < b ? -sign : a > b ? sign : p.service - q.service || p.block - q.block));
  keyed.forEach(([, row], i) => {
    rows[i] = row;
  });
}

function frameOf({ model }: App, all: readonly Row[]): Markup {
  const services = [...new Set(all.map(({ service }) => service))];
  const reasons = [...new Set(all.map(({ service, block }) => model.services[service].reason[block]))].sort();
  const any = html`<option value="-1" data-en="${WORDS.any.en}" data-zh="${WORDS.any.zh}"></option>`;
  const options = (values: readonly number[], words: (value: number) => Words) =>
    html`${any}${values.map((value) => html`<option value="${value}" data-en="${words(value).en}" data-zh="${words(value).zh}"></option>`)}`;
  return html`<div class="controls">
<label>${WORDS.search}<input type="search" name="text" autocomplete="off"></label>
<label>${WORDS.filterService}<select name="service">${options(services, (s) => model.services[s].name)}</select></label>
<label>${WORDS.filterReason}<select name="reason">${options(reasons, (r) => reasonWords(model.data.reasons[r]).label)}</select></label>
<label>${WORDS.leastPeople}<input type="number" name="least" min="0" step="10" inputmode="numeric"></label>
<button type="button" id="download">${WORDS.download}</button></div>
<p class="small">${WORDS.sortHint}</p><div id="ledger-body"></div>`;
}

interface View {
  readonly rows: readonly Row[];
  readonly sortBy: number;
  readonly descending: boolean;
  readonly page: number;
}

function bodyOf(columns: readonly Column[], view: View, all: number): Markup {
  const pages = Math.max(1, Math.ceil(view.rows.length / PAGE_ROWS));
  const from = view.page * PAGE_ROWS;
  const order = view.descending ? WORDS.descending : WORDS.ascending;
  const sorted = say(WORDS.sorted, { column: columns[view.sortBy].title, order });
  const heads = columns.map((column, c) => {
    const sort = c === view.sortBy ? html`aria-sort="${view.descending ? "descending" : "ascending"}"` : null;
    const arrow =
      c === view.sortBy ? html` <span aria-hidden="true">${view.descending ? "▼" : "▲"}</span>` : null;
    return html`<th scope="col" class="${textClass(c)}" ${sort}><button type="button" data-sort="${c}">${column.title}</button>${arrow}</th>`;
  });
  const rows = view.rows.slice(from, from + PAGE_ROWS).map((row, i) => {
    const cells = columns.map((column, c) =>
      c === 1
        ? html`<th scope="row"><button type="button" data-row="${from + i}">${column.cell(row)}</button></th>`
        : html`<td class="${textClass(c)}">${column.cell(row)}</td>`,
    );
    return html`<tr>${cells}</tr>`;
  });
  return html`<p role="status">${say(WORDS.rowsFound, { n: number(view.rows.length), all: number(all) })}; ${sorted}</p>
<div class="scroll" tabindex="0" role="group" ${attribute("aria-label", WORDS.ledger, pageLang())}><table><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>
<div class="pager"><button type="button" data-turn="-1" ${view.page === 0 ? html`disabled` : null}>${WORDS.previous}</button><span>${say(WORDS.page, { n: number(view.page + 1), all: number(pages) })}</span><button type="button" data-turn="1" ${view.page >= pages - 1 ? html`disabled` : null}>${WORDS.next}</button></div>`;
}

function textClass(column: number): string {
  return TEXT_COLUMNS.includes(column) ? "text" : "number";
}
