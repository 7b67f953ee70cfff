import { itemAt } from "../../base/at.js";
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
  readonly phases: { readonly phases: readonly Phase[]; readonly unplaced: readonly number[] } | null;
  readonly curve: readonly CurvePoint[] | null;
  readonly pilots: PilotRanking | null;
}

export function planJson({ plan, premises, phases, curve, pilots }: NamedPlan): string {
  const id = (j: number) => itemAt(premises, j).id;
  const chosenId = (c: number) => id(itemAt(plan.chosen, c).premises);
  const json = {
    ...plan,
    chosen: plan.chosen.map((chosen) => ({ ...chosen, premises: id(chosen.premises) })),
    rejected: plan.rejected.map(({ premises: j, why }) => ({ premises: id(j), why: whyJson(why, id) })),
    ...(phases === null
      ? {}
      : {
          phases: phases.phases.map((phase) => ({ ...phase, chosen: phase.chosen.map(chosenId) })),
          unplaced: phases.unplaced.map(chosenId),
        }),
    ...(curve === null ? {} : { budgetCurve: curve.map((at) => ({ ...at, premises: at.premises.map(id) })) }),
    ...(pilots === null ? {} : { pilots }),
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
    `${plan.status}: objective ${round(plan.objective)}, bound ${round(plan.bound)}, gap ${gap}`,
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
    ...phaseLines(named),
    ...curveLines(named),
    ...rejectedLines(named),
    ...pilotLines(named),
  ];
  return `${lines.join("\n")}\n`;
}

function phaseLines({ plan, phases, ...named }: NamedPlan): string[] {
  if (phases === null) return [];
  const premisesIds = (chosen: readonly number[]) =>
    chosen.map((c) => itemAt(named.premises, itemAt(plan.chosen, c).premises).id).join(", ") || "–";
  return [
    "",
    "year\tcost\tpremises",
    ...phases.phases.map(({ year, cost, chosen }) => [year, round(cost), premisesIds(chosen)].join("\t")),
    ...(phases.unplaced.length === 0 ? [] : [`later\t–\t${premisesIds(phases.unplaced)}`]),
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

/** The ten that would add most; all of them stand in the JSON. */
function rejectedLines(named: NamedPlan): string[] {
  const { rejected } = named.plan;
  if (rejected.length === 0) return [];
  const adds = (why: WhyNot) => (why.reason === "limits" ? why.addsPeople : 0);
  const first = [...rejected].sort((a, b) => adds(b.why) - adds(a.why)).slice(0, 10);
  return [
    "",
    `why not (${first.length} of ${rejected.length})`,
    ...first.map(({ premises: j, why }) => `${nameOf(named, j)}\t${whyLine(named, why)}`),
  ];
}

function whyLine(named: NamedPlan, why: WhyNot): string {
  if (why.reason === "unfit") {
    return Object.entries(why.unfit)
      .map(([service, reason]) => `${service}: ${reason}`)
      .join(", ");
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
  const layer = { type: "FeatureCollection", attribution, service, people, features };
  return `${JSON.stringify(layer)}\n`;
}

function nameOf({ premises }: NamedPlan, j: number): string {
  const { id, name } = itemAt(premises, j);
  return name === "" || name === id ? id : `${id} ${name}`;
}

function round(value: number | null): number | string {
  return value === null ? "–" : Math.round(value * 10) / 10;
}
