/**
 * Siting models as mixed-integer models; the first columns stand for the sites.
 *
 * Demand that the same candidates cover is merged where the model cannot tell it apart. Each formulation and its
 * source: `docs/methods/siting.md`.
 */

import type { SitingProblem } from "../problem.js";
import { type Milp, MilpBuilder } from "./milp.js";
import { LARGEST_EXACT, wholeFactor } from "./whole-factor.js";

const INFINITE = Number.POSITIVE_INFINITY;

/** Places that the same candidates cover. */
interface CoverRow {
  readonly candidates: Uint32Array;
  weight: number;
  /** How many places were merged. */
  count: number;
  readonly group: number;
}

/**
 * A model that maximises or counts cover.
 *
 * @param options.least - for `lscp-b`: the least cost of covering everything
 * @param options.usable - candidates that may open; default all
 */
export function coverMilp(
  problem: SitingProblem,
  {
    least,
    usable,
  }: { least?: number | undefined; usable?: ((candidate: number) => boolean) | undefined } = {},
): Milp {
  const { model, weight, firstCoverWeight } = problem;
  const milp = siteColumns(problem, model === "lscp", usable);
  const sum = weight.reduce((total, people) => total + people, 0);
  const isWhole = wholeFactor(weight) === 1 && sum < LARGEST_EXACT;
  const rows = coverRows(problem, model.startsWith("lscp") || model === "bacop1");
  if (model === "lscp") {
    for (const { candidates } of rows) milp.addRow(1, INFINITE, candidates, 1);
    return milp.finish("min", problem.matrix.candidateCount, wholeFactor(problem.siteCost) === 1);
  }
  if (model === "lscp-b") {
    milp.addRow(-INFINITE, least! + 1e-6, siteIndexes(problem), problem.siteCost);
    for (const { candidates, count } of rows) addBackup(milp, candidates, count);
    return milp.finish("max", problem.matrix.candidateCount, true);
  }
  if (model === "bacop1") {
    for (const { candidates, weight: people } of rows) addBackup(milp, candidates, people);
    return milp.finish("max", problem.matrix.candidateCount, isWhole);
  }
  if (model === "bacop2") {
    for (const { candidates, weight: people } of rows) {
      const x = milp.addColumn(firstCoverWeight * people, 0, 1);
      // Where backup weighs more, half a cover and half a backup would beat one cover.
      const u = milp.addColumn((1 - firstCoverWeight) * people, 0, 1, firstCoverWeight < 0.5);
      milp.addRow(0, INFINITE, [...candidates, x, u], [...onesOf(candidates), -1, -1]);
      milp.addRow(-INFINITE, 0, [u, x], [1, -1]);
    }
    return milp.finish("max", problem.matrix.candidateCount, false);
  }
  addCover(milp, problem, rows);
  return milp.finish("max", problem.matrix.candidateCount, isWhole);
}

/** `Σ a y >= 1 + u`: once for sure, twice if it pays. */
function addBackup(milp: MilpBuilder, candidates: Uint32Array, worth: number): void {
  const u = milp.addColumn(worth, 0, 1);
  milp.addRow(1, INFINITE, [...candidates, u], [...onesOf(candidates), -1]);
}

function addCover(milp: MilpBuilder, problem: SitingProblem, rows: readonly CoverRow[]): void {
  const covered = rows.map(({ candidates, weight }) => {
    const x = milp.addColumn(weight, 0, 1);
    milp.addRow(0, INFINITE, [...candidates, x], [...onesOf(candidates), -1]);
    return x;
  });
  if (problem.group === null) return;
  for (const group of new Set(problem.group)) {
    const groupRows = [...rows.keys()].filter((r) => rows[r].group === group);
    let people = 0;
    problem.group.forEach((g, i) => {
      if (g === group) people += problem.weight[i];
    });
    if (people === 0) continue;
    milp.addRow(
      problem.groupShare * people - 1e-9 * people,
      INFINITE,
      groupRows.map((r) => covered[r]),
      groupRows.map((r) => rows[r].weight),
    );
  }
}

/** Which columns of an assignment model stand for which pair. */
export interface AssignmentMilp {
  readonly milp: Milp;
  /** Per pair of the matrix, by demand: its column, or −1. */
  readonly columnOfPair: Int32Array;
}

/**
 * A model that assigns people to sites: the capacitated ones, and p-median itself.
 *
 * @param penalty - cost of one unserved person; null if everybody must be served (or nobody, for cover)
 * @param usable - candidates that may open; default all
 */
export function assignmentMilp(
  problem: SitingProblem,
  penalty: number | null,
  usable?: (candidate: number) => boolean,
): AssignmentMilp {
  const { matrix, weight, capacity, split, model } = problem;
  const isCover = model === "capacitated-mclp";
  const milp = siteColumns(problem, false, usable);
  const columnOfPair = new Int32Array(matrix.candidate.length).fill(-1);
  const load = Array.from({ length: matrix.candidateCount }, () => ({
    z: [] as number[],
    people: [] as number[],
  }));
  for (let i = 0; i < matrix.demandCount; i++) {
    const people = weight[i];
    if (people === 0) continue;
    const columnsOfDemand: number[] = [];
    for (let k = matrix.firstOfDemand[i]; k < matrix.firstOfDemand[i + 1]; k++) {
      const j = matrix.candidate[k];
      if (usable?.(j) === false) continue;
      const worth = isCover ? people : people * matrix.cost[k];
      const z = milp.addColumn(worth, 0, 1, capacity !== null && !split);
      columnOfPair[k] = z;
      milp.addRow(-INFINITE, 0, [z, j], [1, -1]);
      columnsOfDemand.push(z);
      load[j].z.push(z);
      load[j].people.push(people);
    }
    if (isCover) milp.addRow(-INFINITE, 1, columnsOfDemand, 1);
    else {
      if (penalty !== null)
        columnsOfDemand.push(milp.addColumn(people * penalty, 0, 1, capacity !== null && !split));
      milp.addRow(1, 1, columnsOfDemand, 1);
    }
  }
  if (capacity !== null) {
    load.forEach(({ z, people }, j) => {
      const least = problem.fillFixed && problem.state[j] === "fixed" ? 0 : -INFINITE;
      milp.addRow(least, 0, [...z, j], [...people, -capacity[j]]);
    });
  }
  const factors = [wholeFactor(weight), isCover ? 1 : wholeFactor(matrix.cost), wholeFactor([penalty ?? 0])];
  // With shares of people the solver must not stop short of the last fraction.
  const isWhole = factors.every((f) => f === 1) && capacity !== null && !split;
  return { milp: milp.finish(isCover ? "max" : "min", matrix.candidateCount, isWhole), columnOfPair };
}

/** Columns of the sites with what is fixed, and the rows of p, budget and movable sites. */
function siteColumns(
  problem: SitingProblem,
  costly: boolean,
  usable?: (candidate: number) => boolean,
): MilpBuilder {
  const { state, siteCost, p, budget } = problem;
  const milp = new MilpBuilder();
  state.forEach((s, j) => {
    milp.addColumn(costly ? siteCost[j] : 0, s === "fixed" ? 1 : 0, usable?.(j) === false ? 0 : 1, true);
  });
  const sites = siteIndexes(problem);
  if (p !== null) milp.addRow(p, p, sites, 1);
  if (budget !== null) milp.addRow(-INFINITE, budget + 1e-9 * budget, sites, siteCost);
  const movable = sites.filter((j) => state[j] === "movable");
  if (movable.length > 0) {
    const exchanged = sites.filter((j) => state[j] === "new" || state[j] === "movable");
    milp.addRow(movable.length, INFINITE, exchanged, 1);
  }
  return milp;
}

function siteIndexes({ state }: SitingProblem): number[] {
  return [...state.keys()];
}

function onesOf(candidates: Uint32Array): number[] {
  return new Array<number>(candidates.length).fill(1);
}

/** @param everyPlace - whether places without people count too */
function coverRows({ matrix, weight, group }: SitingProblem, everyPlace: boolean): CoverRow[] {
  const rows = new Map<string, CoverRow>();
  for (let i = 0; i < matrix.demandCount; i++) {
    if (weight[i] === 0 && !everyPlace) continue;
    const candidates = matrix.candidate.subarray(matrix.firstOfDemand[i], matrix.firstOfDemand[i + 1]);
    const key = `${group?.[i] ?? 0}:${candidates.join(",")}`;
    const row = rows.get(key);
    if (row === undefined) rows.set(key, { candidates, weight: weight[i], count: 1, group: group?.[i] ?? 0 });
    else {
      row.weight += weight[i];
      row.count++;
    }
  }
  return [...rows.values()];
}
