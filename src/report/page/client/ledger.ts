/**
 * The ledger of places that fail: sorted, filtered, searched, and taken away as CSV.
 */
import { inhabitants, unitWords } from "../amounts.js";
import { attribute, html, type Markup } from "../html.js";
import { reasonWords } from "../reason-words.js";
import type { Words } from "../report-data.js";
import type { ReportModel } from "../report-model.js";
import { number, say, WORDS } from "../words.js";
import { type App, applyLang, byId, pageLang } from "./app.js";
import { levelOptions } from "./controls.js";
import { type PlaceColumn, type PlaceRow, placeColumns, placeRows, rowsWords } from "./ledger-places.js";
import { type LedgerRow, listingOf } from "./ledger-rows.js";
import { saveCsv } from "./save-csv.js";

const PAGE_ROWS = 25;
/** The column of who is without. */
const NEED = 2;

export function createLedger(app: App, box: HTMLElement): void {
  let listing = listingOf(app);
  let columns = placeColumns(app, listing);
  const view = {
    rows: [] as PlaceRow[],
    records: [...listing.rows],
    sortBy: NEED,
    descending: true,
    page: 0,
    text: "",
    service: -1,
    reason: -1,
    least: 0,
  };
  box.innerHTML = frameOf(app).html;
  const update = (refilter: boolean) => {
    if (refilter) {
      const text = view.text.trim().toLowerCase();
      view.records = listing.rows.filter(
        (row) =>
          (view.service < 0 || row.service === view.service) &&
          (view.reason < 0 || listing.hasReason(row, view.reason)) &&
          (view.least <= 0 || listing.peopleOf(row) >= view.least) &&
          listing.isShown(row) &&
          (text === "" || listing.searched(row).includes(text)),
      );
      view.rows = placeRows(app, listing, view.records);
      sortRows(view.rows, columns[view.sortBy].value, view.descending);
      view.page = 0;
    }
    byId("ledger-body").innerHTML = bodyOf(columns, listing.places, view).html;
    applyLang(box);
  };
  box.addEventListener("input", ({ target }) => {
    const { name, value } = target as HTMLInputElement;
    if (name === "by") {
      app.set({ level: Number(value), unit: -1 });
      return;
    }
    if (name === "text") view.text = value;
    if (name === "least") view.least = Number(value) || 0;
    if (name === "service") view.service = Number(value);
    if (name === "reason") view.reason = Number(value);
    update(true);
  });
  box.addEventListener("click", ({ target }) => {
    const button = (target as Element).closest("button");
    if (button === null) return;
    const { sort, turn, row, fail } = button.dataset;
    if (sort !== undefined) {
      view.descending = Number(sort) === view.sortBy ? !view.descending : !columns[Number(sort)].isText;
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
      const chosen = view.rows[Number(row)].fails[Number(fail ?? 0)];
      const index = listing.blockOf(chosen);
      app.set({ service: chosen.service, chosen: { kind: "block", index, goThere: true } });
      byId("map-section").scrollIntoView();
      byId("panel").focus({ preventScroll: true });
    }
    if (button.id === "download") saveCsv(app, listing, view.records);
  });
  app.onChange((now, before) => {
    if (now.level !== before.level) {
      listing = listingOf(app);
      columns = placeColumns(app, listing);
      view.sortBy = NEED;
      const levels = box.querySelector<HTMLSelectElement>("select[name=by]");
      if (levels !== null) levels.value = String(now.level);
      view.descending = true;
    }
    if (now.unit !== before.unit || now.level !== before.level) update(true);
  });
  update(true);
}

function sortRows(rows: PlaceRow[], value: (row: PlaceRow) => number | string, descending: boolean): void {
  const keyed = rows.map((row) => [value(row), row] as const);
  const sign = descending ? -1 : 1;
  keyed.sort(([a, p], [b, q]) => (a < b ? -sign : a > b ? sign : q.living - p.living || p.at - q.at));
  keyed.forEach(([, row], i) => {
    rows[i] = row;
  });
}

function frameOf(app: App): Markup {
  const { model, choice } = app;
  const [met, notMapped] = [model.data.verdicts.indexOf("met"), model.data.reasons.indexOf("not-mapped")];
  const fails = ({ verdict, reason }: ReportModel["services"][number], b: number) =>
    verdict[b] !== met && reason[b] !== notMapped;
  const services = [...model.services.keys()].filter((s) =>
    model.services[s].verdict.some((_, b) => fails(model.services[s], b)),
  );
  const found = model.services.flatMap((service) => [
    ...new Set(service.reason.filter((_, b) => fails(service, b))),
  ]);
  const reasons = [...new Set(found)].sort((a, b) => a - b);
  const any = html`<option value="-1" data-en="${WORDS.any.en}" data-zh="${WORDS.any.zh}"></option>`;
  const options = (values: readonly number[], words: (value: number) => Words) =>
    html`${any}${values.map((value) => html`<option value="${value}" data-en="${words(value).en}" data-zh="${words(value).zh}"></option>`)}`;
  return html`<div class="controls">
${model.levels.length === 0 ? null : html`<label>${WORDS.levelShown}<select name="by">${levelOptions(app).map(([at, words]) => html`<option value="${at}" data-en="${words.en}" data-zh="${words.zh}" ${at === choice.level ? html`selected` : null}></option>`)}</select></label>`}
<label>${WORDS.search}<input type="search" name="text" autocomplete="off"></label>
<label>${WORDS.filterService}<select name="service">${options(services, (s) => model.services[s].name)}</select></label>
<label>${WORDS.filterReason}<select name="reason">${options(reasons, (r) => reasonWords(model.data.reasons[r]).label)}</select></label>
<label>${say(WORDS.leastPeople, { unit: unitWords(inhabitants(model).unit) })}<input type="number" name="least" min="0" step="10" inputmode="numeric"></label>
<button type="button" id="download">${WORDS.download}</button></div>
<p class="small">${WORDS.sortHint}</p><div id="ledger-body"></div>`;
}

interface View {
  readonly rows: readonly PlaceRow[];
  readonly records: readonly LedgerRow[];
  readonly sortBy: number;
  readonly descending: boolean;
  readonly page: number;
}

function bodyOf(columns: readonly PlaceColumn[], all: number, view: View): Markup {
  const pages = Math.max(1, Math.ceil(view.rows.length / PAGE_ROWS));
  const from = view.page * PAGE_ROWS;
  const order = view.descending ? WORDS.descending : WORDS.ascending;
  const sorted = say(WORDS.sorted, { column: columns[view.sortBy].title, order });
  const heads = columns.map(({ title, isText }, c) => {
    const sort = c === view.sortBy ? html`aria-sort="${view.descending ? "descending" : "ascending"}"` : null;
    const arrow =
      c === view.sortBy ? html` <span aria-hidden="true">${view.descending ? "▼" : "▲"}</span>` : null;
    return html`<th scope="col" class="${isText ? "text" : "number"}" ${sort}><button type="button" data-sort="${c}">${title}</button>${arrow}</th>`;
  });
  const rows = view.rows.slice(from, from + PAGE_ROWS).map((row, i) => {
    const cells = columns.map(({ cell, isText }, c) =>
      c === 0
        ? html`<th scope="row">${cell(row, from + i)}</th>`
        : html`<td class="${isText ? "text" : "number"}">${cell(row, from + i)}</td>`,
    );
    return html`<tr>${cells}</tr>`;
  });
  const found = rowsWords(view.rows.length, all, view.records.length);
  return html`<p class="small" role="status">${found}; ${sorted}</p>
<div class="scroll" tabindex="0" role="group" ${attribute("aria-label", WORDS.ledger, pageLang())}><table><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>
<div class="pager"><button type="button" data-turn="-1" ${view.page === 0 ? html`disabled` : null}>${WORDS.previous}</button><span>${say(WORDS.page, { n: number(view.page + 1), all: number(pages) })}</span><button type="button" data-turn="1" ${view.page >= pages - 1 ? html`disabled` : null}>${WORDS.next}</button></div>`;
}
