/**
 * What the reader has chosen, and who wants to know when it changes.
 */
import { nothingAt } from "../../../base/at.js";
import { areasOf } from "../areas.js";
import type { ColourBy } from "../marks.js";
import type { LevelModel, ReportModel, ServiceModel } from "../report-model.js";
import type { Lang } from "../words.js";
import type { MapScale } from "./paint.js";

type Chosen = {
  readonly kind: "block" | "facility";
  readonly index: number;
  /** Whether the map shall go there: yes from a list, no from a click on the map. */
  readonly goThere: boolean;
} | null;

export interface Choice {
  /** Index of the service shown. */
  readonly service: number;
  readonly colourBy: ColourBy;
  /** Index of the level of units, -1 for housing: each block is its own. */
  readonly level: number;
  /** Index of the unit within that level, -1 for all. */
  readonly unit: number;
  readonly streets: boolean;
  readonly blocks: boolean;
  readonly facilities: boolean;
  readonly circle: boolean;
  readonly sites: boolean;
  /** Streets within the walk of the chosen place. */
  readonly reach: boolean;
  readonly chosen: Chosen;
  /** Whether the map shows areas or blocks. */
  readonly scale: MapScale;
}

export interface App {
  readonly model: ReportModel;
  choice: Choice;
  /** Changes some of the choice and tells everyone. */
  readonly set: (change: Partial<Choice>) => void;
  readonly onChange: (listener: (now: Choice, before: Choice) => void) => void;
}

export function createApp(model: ReportModel, choice: Choice): App {
  const listeners: ((now: Choice, before: Choice) => void)[] = [];
  const app: App = {
    model,
    choice,
    set(change) {
      const before = app.choice;
      app.choice = { ...before, ...change };
      for (const listener of listeners) listener(app.choice, before);
    },
    onChange: (listener) => listeners.push(listener),
  };
  return app;
}

export function shownService({ model, choice }: App): ServiceModel | undefined {
  return model.services[choice.service];
}

/** The units of a level as a list shows them: by name, numbers in it as numbers. */
export function unitsByName({ units }: LevelModel): number[] {
  return [...units.keys()].sort((a, b) => COLLATOR.compare(units[a], units[b]) || a - b);
}

const COLLATOR = new Intl.Collator("zh-Hans", { numeric: true });

/** The level of units that is shown; null: housing, each block is its own. */
export function shownLevel({ model, choice }: App): LevelModel | null {
  return model.levels[choice.level] ?? null;
}

/** Whether a block belongs to the unit that was chosen; all do where none was. */
export function isInUnit(app: App, block: number): boolean {
  const { unit } = app.choice;
  return unit < 0 || shownLevel(app)?.unit[block] === unit;
}

/** The level whose areas the first screen of the page lists. */
export function knownLevel(model: ReportModel): number {
  return areasOf(model).position;
}

/** The language the page is in. */
export function pageLang(): Lang {
  return document.documentElement.lang.startsWith("zh") ? "zh" : "en";
}

/** Puts attributes and options below `root` into the language of the page. */
export function applyLang(root: ParentNode): void {
  const lang = pageLang();
  for (const element of root.querySelectorAll<HTMLElement>("[data-say]")) {
    const { say, [lang]: words } = element.dataset;
    if (say !== undefined && words !== undefined) element.setAttribute(say, words);
  }
  for (const option of root.querySelectorAll<HTMLOptionElement>("option[data-en]"))
    option.textContent = option.dataset[lang] ?? null;
}

/** An element by id; the page is made together with this script, so it is there. */
export function byId(id: string): HTMLElement {
  return document.getElementById(id) ?? nothingAt(id);
}
