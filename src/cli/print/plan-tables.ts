import { itemAt } from "../../base/at.js";
import { groupBy } from "../../base/grouping.js";
import type { ReadNote } from "../../base/notes.js";
import type { Words } from "../../base/words.js";
import type { OpenChoice, Opening } from "../../city/what-if/openings.js";
import type { CurvePoint } from "../../siting/premises/budget-curve.js";
import type { Phase } from "../../siting/premises/phase-plan.js";
import type { PremisesPlan } from "../../siting/premises/plan-premises.js";
import type { Premises } from "../../siting/premises/premises.js";
import type { WhyNot } from "../../siting/premises/premises-rejections.js";
import type { PilotRanking } from "../../siting/premises/rank-pilots.js";

/** A plan with the premises that its numbers mean. */
export interface NamedPlan {
  readonly plan: PremisesPlan;
  readonly premises: readonly Premises[];
  /** What was read of the table of premises, left out or not used. */
  readonly notes: readonly ReadNote[];
  /** Facilities that are not open to outsiders: what each would win, and which the plan takes as open. */
  readonly openings: { readonly opened: OpenChoice; readonly rows: readonly Opening[] };
  /** Year of the plan; null where years do not matter. */
  readonly asOf: number | null;
  readonly phases: { readonly phases: readonly Phase[]; readonly unplaced: readonly number[] } | null;
  readonly curve: readonly CurvePoint[] | null;
  readonly pilots: PilotRanking | null;
}

export function planJson(named: NamedPlan): string {
  const { plan, premises, asOf, phases, curve, pilots, notes, openings } = named;
  const id = (j: number) => itemAt(premises, j).id;
  const chosenId = (c: number) => id(itemAt(plan.chosen, c).premises);
  const json = {
    ...plan,
    ...(asOf === null ? {} : { asOf }),
    ...(openings.rows.length === 0 ? {} : { openings: openings.rows, opened: openings.opened }),
    chosen: plan.chosen.map((chosen) => ({ ...chosen, premises: id(chosen.premises) })),
    rejected: plan.rejected.map(({ premises: j, why }) => ({
      premises: id(j),
      why: whyJson(why, id),
      says: whyLine(named, why),
    })),
    ...(phases === null
      ? {}
      : {
          phases: phases.phases.map((phase) => ({ ...phase, chosen: phase.chosen.map(chosenId) })),
          unplaced: phases.unplaced.map(chosenId),
        }),
    ...(curve === null ? {} : { budgetCurve: curve.map((at) => ({ ...at, premises: at.premises.map(id) })) }),
    ...(pilots === null ? {} : { pilots }),
    ...(notes.length === 0 ? {} : { notes }),
  };
  return `${JSON.stringify(json)}\n`;
}

function whyJson(why: WhyNot, id: (j: number) => string) {
  if (why.reason !== "limits" || why.swap === null) return why;
  return { ...why, swap: { ...why.swap, replaces: id(why.swap.replaces) } };
}

export function planTable(named: NamedPlan): string {
  const { plan } = named;
  const gap = plan.gap === null ? "none" : `${(100 * plan.gap).toFixed(2)} %`;
  const lines = [
    `${plan.status}: objective ${round(plan.objective)}, bound ${round(plan.bound)}, gap ${gap}` +
      (named.asOf === null ? "" : `, as of ${named.asOf}`),
    "",
    "rank\tpremises\tservices\tm²\tcost\tpeople gained",
    ...plan.chosen.map((chosen, k) => {
      const gained = Object.values(chosen.gain).reduce((sum, people) => sum + people, 0);
      const services = `${chosen.services.join("+")}${chosen.complex ? " (complex)" : ""}`;
      const name = nameOf(named, chosen.premises);
      return [k + 1, name, services, chosen.areaM2, round(chosen.cost), round(gained)].join("\t");
    }),
    "",
    "service\tpeople\tcovered\tafter",
    ...plan.coverage
      .filter(({ unit }) => unit === null)
      .map(({ service, group, ...c }) =>
        [
          group === null ? service : `${service}, ${group}`,
          round(c.people),
          round(c.coveredBefore),
          round(c.coveredAfter),
        ].join("\t"),
      ),
    ...(plan.note === null ? [] : ["", plan.note.en]),
    ...openingLines(named),
    ...phaseLines(named),
    ...curveLines(named),
    ...rejectedLines(named),
    ...pilotLines(named),
    ...noteLines(named),
  ];
  return `${lines.join("\n")}\n`;
}

function noteLines({ notes }: NamedPlan): string[] {
  if (notes.length === 0) return [];
  return ["", "premises as read:", ...notes.map(({ count, message }) => `${count} ${message}`)];
}

/** What is not open to outsiders and would serve more people if it were: the ten that win most. */
function openingLines({ openings: { opened, rows } }: NamedPlan): string[] {
  const gaining = rows.filter(({ blocksGained }) => blocksGained > 0);
  if (rows.length === 0) return [];
  const isTaken = (id: string) => opened === "all" || opened.includes(id);
  return [
    "",
    `not open to outsiders (${new Set(rows.map(({ facility }) => facility)).size} facilities); --open takes them as open`,
    "facility\tservice\tpeople gained if it opened alone\thours\topen in this plan",
    ...gaining
      .slice(0, 10)
      .map(({ facility, name, service, residentsGained, openingHours }) =>
        [
          name === "" || name === facility ? facility : `${facility} ${name}`,
          service,
          round(residentsGained),
          openingHours ?? "hours unknown",
          isTaken(facility) ? "yes" : "no",
        ].join("\t"),
      ),
    ...(gaining.length === 0 ? ["none of them would serve anybody else"] : []),
    ...(gaining.length > 10 ? [`and ${gaining.length - 10} more: --json has them all`] : []),
  ];
}

function phaseLines({ plan, phases, ...named }: NamedPlan): string[] {
  if (phases === null) return [];
  const premisesIds = (chosen: readonly number[]) =>
    chosen.map((c) => itemAt(named.premises, itemAt(plan.chosen, c).premises).id).join(", ") || "–";
  return [
    "",
    "year\tcarried in\tcost\tcarried over\tpremises",
    ...phases.phases.map(({ year, cost, carriedIn, carriedOver, chosen }) =>
      [year, round(carriedIn), round(cost), round(carriedOver), premisesIds(chosen)].join("\t"),
    ),
    ...(phases.unplaced.length === 0 ? [] : [`later\t–\t–\t–\t${premisesIds(phases.unplaced)}`]),
  ];
}

function curveLines({ curve }: NamedPlan): string[] {
  if (curve === null) return [];
  return [
    "",
    "limit\tstatus\tobjective\tbound\tpremises\tpeople gained",
    ...curve.map((at) =>
      [
        at.limit,
        at.status,
        round(at.objective),
        round(at.bound),
        at.premises.length,
        round(at.coveredPeople),
      ].join("\t"),
    ),
  ];
}

/** Why not, most people first; premises with the same reason share a line. Ten lines: all of them stand in the JSON. */
function rejectedLines(named: NamedPlan): string[] {
  const { rejected } = named.plan;
  if (rejected.length === 0) return [];
  const adds = (why: WhyNot) => (why.reason === "limits" ? why.addsPeople : 0);
  const ordered = [...rejected].sort((a, b) => adds(b.why) - adds(a.why));
  const byReason = groupBy(ordered, ({ why }) => whyLine(named, why));
  const lines = [...byReason].map(
    ([says, some]) =>
      `${namesOf(
        named,
        some.map((one) => one.premises),
      )}\t${says}`,
  );
  const left = lines.length > 10 ? [`and ${lines.length - 10} more reasons: --json has them all`] : [];
  return ["", `why not (${rejected.length})`, ...lines.slice(0, 10), ...left];
}

/** The first three names, and how many follow. */
function namesOf(named: NamedPlan, premises: readonly number[]): string {
  const names = premises.slice(0, 3).map((j) => nameOf(named, j));
  const more = premises.length > names.length ? ` and ${premises.length - names.length} more` : "";
  return `${names.join(", ")}${more}`;
}

/** Reasons that their id does not tell. */
const SAYS: Readonly<Record<string, string>> = {
  "implausible-kind": "by its kind or name no place for it (candidates: in the configuration)",
};

function whyLine(named: NamedPlan, why: WhyNot): string {
  if (why.reason === "unfit") {
    const { unfit, useEnds } = why;
    const says = (reason: string) =>
      reason === "ends-too-early" && useEnds !== undefined ? `use ends ${useEnds}` : (SAYS[reason] ?? reason);
    const reasons = Object.entries(unfit).map(([service, reason]) => [service, says(reason)] as const);
    const all = [...new Set(reasons.map(([, reason]) => reason))];
    return all.length === 1 ? `${all}` : reasons.map((pair) => pair.join(": ")).join(", ");
  }
  if (why.reason === "nobody-new") return "everyone it reaches is covered by the plan";
  const over = why.overBudget === null ? "" : `, ${round(why.overBudget)} over the budget`;
  const { swap } = why;
  const exchange =
    swap === null
      ? "; no exchange keeps the limits"
      : `; in the place of ${nameOf(named, swap.replaces)}: ${round(swap.peopleGained)} won, ${round(swap.peopleLost)} lost`;
  return `would add ${round(why.addsPeople)}${over}${exchange}`;
}

function pilotLines({ pilots }: NamedPlan): string[] {
  if (pilots === null) return [];
  return [
    "",
    "pilot\tcommunity\tsubdistrict\tpeople without\tcould be helped\tpremises in reach",
    ...pilots.pilots.map((p) =>
      [p.rank, p.unit, p.subdistrict, round(p.peopleWithout), round(p.peopleHelped), p.usablePremises].join(
        "\t",
      ),
    ),
  ];
}

/** Points in the order of the plan, as the report page takes them. */
export function planLayer({ plan, premises }: NamedPlan, attribution: string | null): string {
  const start = plan.coverage
    .filter(({ unit, group }) => unit === null && group === null)
    .reduce((sum, { coveredBefore }) => sum + coveredBefore, 0);
  const people = plan.coverage
    .filter(({ unit, group }) => unit === null && group === null)
    .reduce((sum, change) => sum + change.people, 0);
  const features = plan.chosen.map((chosen, k) => {
    const { id, name, lon, lat, mode } = itemAt(premises, chosen.premises);
    return {
      type: "Feature",
      geometry: { type: "Point", coordinates: [lon, lat] },
      properties: {
        rank: k + 1,
        id,
        name,
        mode,
        services: chosen.services,
        complex: chosen.complex,
        area_m2: chosen.areaM2,
        cost: chosen.cost,
        residents_gained: Object.values(chosen.gain).reduce((sum, gained) => sum + gained, 0),
        residents_covered: start + itemAt(plan.curve, k).coveredPeople,
      },
    };
  });
  const service = plan.chosen[0]?.services[0];
  const note = plan.note === null ? {} : { note: withOrder(plan.note) };
  const layer = { type: "FeatureCollection", attribution, service, people, ...note, features };
  return `${JSON.stringify(layer)}\n`;
}

/** What the page says of a plan, and what a reader has to know besides. */
function withOrder({ en, zh }: Words): Words {
  return { en: `Sites in the order of the plan. ${en}`, zh: `选址按规划次序排列。${zh}` };
}

function nameOf({ premises }: NamedPlan, j: number): string {
  const { id, name } = itemAt(premises, j);
  return name === "" || name === id ? id : `${id} ${name}`;
}

function round(value: number | null): number | string {
  return value === null ? "–" : Math.round(value * 10) / 10;
}
