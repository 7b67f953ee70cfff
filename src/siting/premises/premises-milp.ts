/**
 * The premises question as a mixed-integer model.
 *
 * Columns: y (service s in premises j), o (premises taken), k (premises are a complex), x (place covered for a service).
 * Formulation: `docs/methods/premises-plan.md`.
 */
import { itemAt, nothingAt } from "../../base/at.js";
import { candidatesOf } from "../matrix-rows.js";
import { type Milp, MilpBuilder } from "../solvers/milp.js";
import { costOfPremises, MODES, unfitFor } from "./premises.js";
import { type PremisesQuestion, worthOf } from "./premises-question.js";
import { comingFirst } from "./room-packages.js";

const INFINITE = Number.POSITIVE_INFINITY;

export interface PremisesMilp {
  readonly milp: Milp;
  /** Column of service `s` in premises `j`: `placed[s][j]`; −1 where it cannot go. */
  readonly placed: readonly Int32Array[];
  readonly taken: Int32Array;
  readonly complex: Int32Array;
}

export function premisesMilp(question: PremisesQuestion): PremisesMilp {
  const { premises, services, years = null } = question;
  const milp = new MilpBuilder();
  const taken = Int32Array.from(premises, () => milp.addColumn(0, 0, 1, true));
  const placed = services.map(({ id, room }) =>
    Int32Array.from(premises, (p) =>
      unfitFor(p, id, room, years) === null ? milp.addColumn(0, 0, 1, true) : -1,
    ),
  );
  const { minAreaM2 = 600 } = question.complex ?? {};
  const complex = Int32Array.from(premises, ({ areaM2 }) =>
    milp.addColumn(0, 0, areaM2 >= minAreaM2 ? 1 : 0, true),
  );
  premises.forEach((_, j) => {
    addRoomRows(milp, question, { placed, taken, complex }, j);
  });
  addCoverRows(milp, question, placed);
  addLimits(milp, question, placed, taken);
  addAreaRows(milp, question, placed);
  return { milp: milp.finish("max", taken.length, false), placed, taken, complex };
}

type Columns = Pick<PremisesMilp, "placed" | "taken" | "complex">;

/** The services that may go into premises `j`, each with its column. */
function placedIn(services: PremisesQuestion["services"], placed: readonly Int32Array[], j: number) {
  return services
    .map(({ room }, s) => ({ room, column: itemAt(itemAt(placed, s), j) }))
    .filter(({ column }) => column >= 0);
}

/** What fits into one room, and what makes it a complex. */
function addRoomRows(milp: MilpBuilder, question: PremisesQuestion, columns: Columns, j: number): void {
  const { services, premises } = question;
  const { minFunctions = 3, maxDispersed = 2, unmetWish = 1 } = question.complex ?? {};
  const roomServices = services.flatMap((service, s) => {
    const y = itemAt(itemAt(columns.placed, s), j);
    return y < 0 ? [] : [{ service, y }];
  });
  const [o, k] = [itemAt(columns.taken, j), itemAt(columns.complex, j)];
  const ys = roomServices.map(({ y }) => y);
  for (const y of ys) milp.addRow(-INFINITE, 0, [y, o], [1, -1]);
  const fitting = [...services.keys()].filter((s) => itemAt(itemAt(columns.placed, s), j) >= 0);
  const first = comingFirst(question, j, fitting).map((s) => itemAt(itemAt(columns.placed, s), j));
  if (first.length > 0) milp.addRow(0, INFINITE, [...first, o], [...first.map(() => 1), -1]);
  // Premises without a service are not taken.
  milp.addRow(0, INFINITE, [...ys, o], [...ys.map(() => 1), -1]);
  milp.addRow(-INFINITE, 0, [k, o], [1, -1]);
  const areas = roomServices.map(({ service }) => service.room.minAreaM2);
  milp.addRow(-INFINITE, 0, [...ys, o], [...areas, -itemAt(premises, j).areaM2]);
  milp.addRow(0, INFINITE, [...ys, k], [...ys.map(() => 1), -minFunctions]);
  milp.addRow(-INFINITE, maxDispersed, [...ys, k], [...ys.map(() => 1), maxDispersed - services.length]);
  const wishes = [
    { of: roomServices.filter(({ service }) => service.core), due: 2 },
    {
      of: roomServices.filter(({ service }) => service.id === "elderly" || service.id === "childcare"),
      due: 1,
    },
  ];
  for (const { of, due } of wishes) {
    const unmet = milp.addColumn(-unmetWish, 0, due);
    milp.addRow(0, INFINITE, [...of.map(({ y }) => y), unmet, k], [...of.map(() => 1), 1, -due]);
  }
}

/** Places that the same premises cover are one. */
function addCoverRows(
  milp: MilpBuilder,
  { services }: PremisesQuestion,
  placed: readonly Int32Array[],
): void {
  services.forEach((service, s) => {
    const worth = worthOf(service);
    const { matrix, people, covered } = service;
    const columns = itemAt(placed, s);
    const merged = new Map<string, { ys: number[]; people: number }>();
    for (let i = 0; i < matrix.demandCount; i++) {
      if (covered[i] !== 0 || people[i] === 0) continue;
      const ys = Array.from(candidatesOf(matrix, i), (j) => itemAt(columns, j)).filter((y) => y >= 0);
      const mergedRow = merged.get(ys.join());
      if (mergedRow === undefined) merged.set(ys.join(), { ys, people: itemAt(people, i) });
      else mergedRow.people += itemAt(people, i);
    }
    for (const { ys, people: sum } of merged.values()) {
      if (ys.length === 0) continue;
      const x = milp.addColumn(worth * sum, 0, 1);
      milp.addRow(0, INFINITE, [...ys, x], [...ys.map(() => 1), -1]);
    }
  });
}

function addLimits(
  milp: MilpBuilder,
  { premises, services, budget, rentYears = 0, years, maxPremises, modes = {} }: PremisesQuestion,
  placed: readonly Int32Array[],
  taken: Int32Array,
): void {
  if (budget !== undefined) {
    const columns: number[] = [];
    const costs: number[] = [];
    premises.forEach((p, j) => {
      columns.push(itemAt(taken, j));
      costs.push(costOfPremises(p, 0, rentYears, years?.asOf) ?? nothingAt(`price of ${p.id}`));
      for (const { column, room } of placedIn(services, placed, j)) {
        columns.push(column);
        costs.push((p.fitOutPerM2 ?? nothingAt(p.id)) * room.minAreaM2);
      }
    });
    milp.addRow(-INFINITE, budget * (1 + 1e-9), columns, costs);
  }
  if (maxPremises !== undefined) milp.addRow(-INFINITE, maxPremises, taken, 1);
  for (const mode of MODES) {
    const quota = modes[mode];
    if (quota === undefined) continue;
    const columnsOfMode = [...taken].filter((_, j) => premises[j]?.mode === mode);
    milp.addRow(quota.min ?? 0, quota.max ?? INFINITE, columnsOfMode, 1);
  }
}

/** Area due in each community, as far as it can be had. */
function addAreaRows(
  milp: MilpBuilder,
  { premises, services, area }: PremisesQuestion,
  placed: readonly Int32Array[],
): void {
  if (area === undefined) return;
  for (const { unit, households, existingM2 } of area.units) {
    const due = (area.m2Per100Households * households) / 100 - existingM2;
    if (due <= 0) continue;
    const missing = milp.addColumn(-(area.missingM2 ?? 0.01), 0, due);
    const columns = [missing];
    const areas = [1];
    premises.forEach((p, j) => {
      if (p.unit !== unit) return;
      for (const { column, room } of placedIn(services, placed, j)) {
        columns.push(column);
        areas.push(room.minAreaM2);
      }
    });
    milp.addRow(due, INFINITE, columns, areas);
  }
}
