import { writeFileWhole } from "../../base/write-file.js";
import { pilotCandidates } from "../../city/ask/premises-of-report.js";
import type { CityConfig } from "../../city/config/load-config.js";
import { readPremises } from "../../read/places/read-premises.js";
import { requireService } from "../../read/places/service-words.js";
import { numberOf } from "../../read/tables/check-place.js";
import { coverageCurve } from "../../siting/premises/budget-curve.js";
import { phasePlan } from "../../siting/premises/phase-plan.js";
import { MODES, type RoomRule } from "../../siting/premises/premises.js";
import type { PremisesQuestion } from "../../siting/premises/premises-question.js";
import { rankPilots } from "../../siting/premises/rank-pilots.js";
import { type AnalyzeFlags, configOf } from "../options/analyze-config.js";
import type { CommandBody } from "../options/command-spec.js";
import { withCity } from "../options/open-city.js";
import { decimalOf, given, parseFrom0, parseList, parseRow, parseWhole } from "../options/options.js";
import { AS_JSON, CITY_ARGUMENT, QUIET, STREET_OPTIONS, STUDY_OPTIONS } from "../options/shared-options.js";
import { UsageError } from "../options/usage-error.js";
import { type NamedPlan, planJson, planLayer, planTable } from "../print/plan-tables.js";
import { createProgress } from "../print/progress.js";

interface PlanFlags extends AnalyzeFlags {
  readonly premises: string;
  readonly premisesCrs?: string;
  readonly premisesLayer?: string;
  readonly premisesDecimal?: string;
  readonly premisesHeaderRow?: number;
  readonly rooms: string;
  readonly maxFloor?: number;
  readonly ownEntrance?: boolean;
  readonly basement?: boolean;
  readonly budget?: number;
  readonly rentYears?: number;
  readonly maxPremises?: number;
  readonly until?: number;
  readonly asOf?: number;
  readonly leastYears?: number;
  /** `convert=1..3,transfer=..2`. */
  readonly modes?: string;
  /** `childcare=2,meals=1`. */
  readonly worth?: string;
  readonly first?: string;
  /** `all`, or ids set apart by commas. */
  readonly open?: string;
  readonly years?: string;
  readonly budgetPerYear?: number;
  readonly curve?: string;
  readonly pilots?: number;
  readonly exactSize?: number;
  readonly sitesOut?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const PLAN_HELP = `
The table of premises has the columns id, lon, lat, area_m2, and if known name, floor, lift, own_entrance, owner, mode, means,
ready_year, available_until, changes_land_use, fixed_cost, fit_out_per_m2, rent_per_m2_year, services, unit; an empty cell is unknown.
data/examples/premises-made-up.csv of the package shows them all; its rows are made up.
How far people walk, and who is covered already, comes from the analysis; areas and prices are yours: nothing is assumed.
`;

async function planCommand(file: string | undefined, flags: PlanFlags): Promise<string> {
  const config = configOf(file, flags);
  const rooms = roomsOf(flags, config);
  const { premisesCrs: crs, premisesLayer: layer, premisesDecimal, premisesHeaderRow: headerRow } = flags;
  const { premises, notes } = await readPremises(flags.premises, {
    crs,
    layer,
    decimal: decimalOf(premisesDecimal),
    headerRow,
  });
  const progress = createProgress(flags.quiet === true || flags.json === true);
  const planned = planConfig(config, flags);
  return withCity(planned, { progress }, async (city) => {
    progress.step("who lacks what");
    const report = await city.analyze();
    progress.step("what could open to outsiders");
    const openings = await city.openings(Object.keys(rooms));
    progress.step("choosing premises");
    const options = flags.exactSize === undefined ? {} : { exactSize: flags.exactSize };
    const { plan, question } = await city.plan({ premises, rooms, ...options });
    const named: NamedPlan = {
      plan,
      premises,
      notes,
      openings: { opened: planned.plan?.open ?? [], rows: openings },
      asOf: question.years?.asOf ?? null,
      phases: phasesOf(flags, plan, question),
      curve: await curveOf(flags, question, options),
      pilots:
        flags.pilots === undefined
          ? null
          : rankPilots(pilotCandidates(question, report.blocks.blocks), { count: flags.pilots }),
    };
    progress.done();
    if (flags.sitesOut !== undefined)
      writeFileWhole(flags.sitesOut, planLayer(named, report.lineage.attribution ?? null));
    return flags.json === true ? planJson(named) : planTable(named);
  });
}

/** `elderly=200,meals=120` → what each asks of a room. */
function roomsOf(
  { rooms, maxFloor, ownEntrance = false, basement = false }: PlanFlags,
  { ownServices }: CityConfig,
) {
  const pairs = parseList(rooms).map((pair): [string, RoomRule] => {
    const [service = "", area = ""] = pair.split("=");
    const minAreaM2 = numberOf(area);
    if (area === "" || !(minAreaM2 >= 0)) {
      throw new UsageError(
        `--rooms: "${pair}" is given, expected a service and its least area, as elderly=200`,
      );
    }
    return [
      requireService(service, ownServices),
      { minAreaM2, maxFloor: maxFloor ?? null, ownEntrance, basement },
    ];
  });
  if (pairs.length === 0) throw new UsageError("--rooms names no service");
  return Object.fromEntries(pairs);
}

/** The configuration with what flags say of the plan; planned as of this year where nothing else is said. */
function planConfig(config: CityConfig, flags: PlanFlags): CityConfig {
  const { budget, rentYears, maxPremises, until, leastYears, modes, worth, first, open } = flags;
  const named = {
    ...{ budget, rentYears, maxPremises, until, leastYears },
    modes: modes === undefined ? undefined : parseModes(modes),
    worth: worth === undefined ? undefined : parseWorth(worth, config),
    first:
      first === undefined ? undefined : parseList(first).map((id) => requireService(id, config.ownServices)),
    open: open === undefined || open === "all" ? open : parseList(open),
  } as const;
  return {
    ...config,
    asOf: flags.asOf ?? config.asOf ?? new Date().getFullYear(),
    plan: { ...config.plan, ...given(named) },
  };
}

/** `convert=1..3,transfer=..2` → least and most premises by mode. */
function parseModes(text: string): NonNullable<PremisesQuestion["modes"]> {
  return Object.fromEntries(
    parseList(text).map((part) => {
      const match = /^([a-z]+)=(\d*)\.\.(\d*)$/.exec(part);
      const mode = MODES.find((one) => one === match?.[1]);
      if (match === null || mode === undefined) {
        throw new UsageError(
          `--modes: "${part}" is given, expected e.g. convert=1..3, of ${MODES.join(", ")}`,
        );
      }
      const count = (digits: string | undefined) => (digits ? Number(digits) : undefined);
      return [mode, { min: count(match[2]), max: count(match[3]) }];
    }),
  );
}

/** `childcare=2,meals=1` → what one person covered counts. */
function parseWorth(text: string, { ownServices }: CityConfig): Record<string, number> {
  return Object.fromEntries(
    parseList(text).map((part) => {
      const [service = "", worth = ""] = part.split("=");
      if (!(numberOf(worth) >= 0))
        throw new UsageError(`--worth: "${part}" is given, expected a service and a number, as childcare=2`);
      return [requireService(service, ownServices), numberOf(worth)];
    }),
  );
}

function phasesOf(
  { years, budgetPerYear }: PlanFlags,
  plan: NamedPlan["plan"],
  question: PremisesQuestion,
): NamedPlan["phases"] {
  if (years === undefined) return null;
  const yearNumbers = parseList(years).map((year) => parseWhole(year));
  return phasePlan(plan, question, {
    years: yearNumbers,
    budgetPerYear,
  });
}

/** Sums of money where there is a budget, else numbers of premises. */
async function curveOf(
  { curve }: PlanFlags,
  question: PremisesQuestion,
  options: { readonly exactSize?: number },
): Promise<NamedPlan["curve"]> {
  if (curve === undefined) return null;
  const limits = parseList(curve).map((limit) => parseFrom0(limit));
  return await coverageCurve(
    question,
    question.budget === undefined ? "maxPremises" : "budget",
    limits,
    options,
  );
}

export const PLAN: CommandBody = {
  arguments: [CITY_ARGUMENT],
  options: [
    { flags: "--premises <file>", says: "table or layer of premises, see below", required: true },
    {
      flags: "--premises-crs <crs>",
      says: 'coordinate system of the premises, e.g. "GCJ-02"; must be given for a table in China',
    },
    {
      flags: "--premises-decimal <sign>",
      says: "sign before the decimals in a table of premises, as for blocks",
    },
    {
      flags: "--premises-header-row <n>",
      says: "row in which the head of the table of premises stands (default: the first that looks like one)",
      parse: parseRow,
    },
    {
      flags: "--premises-layer <name>",
      says: "layer or sheet of the premises, where the file holds several",
    },
    {
      flags: "--rooms <list>",
      says: "services to house and the least m² of each, e.g. elderly=350,meals=120",
      required: true,
    },
    { flags: "--max-floor <n>", says: "highest floor without a lift (default: any)", parse: parseWhole },
    { flags: "--own-entrance", says: "rooms without an entrance of their own are out" },
    { flags: "--basement", says: "basements will do" },
    {
      flags: "--budget <n>",
      says: "most that may be spent; every price must then be known",
      parse: parseFrom0,
    },
    {
      flags: "--rent-years <n>",
      says: "years of rent within the budget, at most those of use (default: 0)",
      parse: parseFrom0,
    },
    { flags: "--max-premises <n>", says: "most premises taken", parse: parseWhole },
    {
      flags: "--until <year>",
      says: "rooms that are not ready by then are out, e.g. 2027",
      parse: parseWhole,
    },
    {
      flags: "--as-of <year>",
      says: "year of the plan: leases that end before it are over (default: this year)",
      parse: parseWhole,
    },
    { flags: "--least-years <n>", says: "years that a room must serve (default: 1)", parse: parseFrom0 },
    { flags: "--modes <list>", says: "least and most premises by mode, e.g. convert=1..3,transfer=..2" },
    {
      flags: "--worth <list>",
      says: "what one person covered counts, e.g. childcare=2 (default: share without)",
    },
    {
      flags: "--first <services>",
      says: "a room that could serve people with one of these is not given to others alone",
    },
    {
      flags: "--open <ids>",
      says: "facilities that open to outsiders first, or all that are not open (default: none)",
    },
    { flags: "--years <list>", says: "phases of the plan, e.g. 2026,2027" },
    { flags: "--budget-per-year <n>", says: "money of each phase", parse: parseFrom0 },
    { flags: "--curve <list>", says: "budgets (without --budget numbers of premises) to solve anew" },
    { flags: "--pilots <n>", says: "rank so many communities for a list of pilots", parse: parseWhole },
    {
      flags: "--exact-size <n>",
      says: "pairs in reach beyond which heuristics answer (default: 100,000)",
      parse: parseWhole,
    },
    { flags: "--sites-out <file>", says: "writes the chosen premises as GeoJSON, for report --plan" },
    ...STREET_OPTIONS,
    ...STUDY_OPTIONS,
    AS_JSON,
    QUIET,
  ],
  help: PLAN_HELP,
  run: planCommand,
};
