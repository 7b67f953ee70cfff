import { addAt, itemAt } from "../../base/at.js";
import { readOrLibrary } from "../../read/tables/read-or-library.js";
import { allPairs } from "../../siting/all-pairs.js";
import { coverageMatrix } from "../../siting/coverage-matrix.js";
import { NO_SITE, type SitingPlan } from "../../siting/plan.js";
import type { SitingQuestion } from "../../siting/question.js";
import { type RankedSite, rankSites } from "../../siting/rank-sites.js";
import { selectSites } from "../../siting/select-sites.js";
import { sitesOfCity } from "../options/city-sites.js";
import type { CommandBody } from "../options/command-spec.js";
import { openTables } from "../options/plain-tables.js";
import { SITES_OPTIONS } from "../options/sites-options.js";
import {
  modelNamed,
  type NamedQuestion,
  questionFromTables,
  type SitesOptions,
} from "../options/sites-question.js";
import { UsageError } from "../options/usage-error.js";

const SITES_HELP = `
Of a city, sites chooses --p of --candidates for people who lack --service, within the walk that the rule allows (mclp).

Models, and what they need beside --matrix and --demand:
  lscp                  fewest (or cheapest) sites that cover everything
  lscp-b                the same, then most places covered twice
  mclp                  --p: most people covered
  budget-mclp           --budget [--cost]: most people covered for the money
  capacitated-mclp      --p --capacity: most people served within capacity
  equity-mclp           --p --need: most need covered
  p-median              --p: shortest walks in all
  capacitated-p-median  --p --capacity: the same within capacity, each place served by one site
  p-center              --p: shortest longest walk
  bacop1                --p: everything covered, most people twice
  bacop2                --p [--first-cover-weight]: people covered, and covered twice, weighed against each other
p counts every site that is open in the end, fixed ones too. Without --cutoff every pair in the matrix is in reach.
Infeasible, or stopped at a limit, is an answer: see "status" and "reason".
`;

async function sitesOrCity(file: string | undefined, options: SitesOptions): Promise<string> {
  return file === undefined ? sitesCommand(options) : sitesOfCity(file, options);
}

export async function sitesCommand(options: SitesOptions): Promise<string> {
  const { orlib, matrix, demand, candidates } = options;
  const named =
    orlib === undefined
      ? questionFromTables(options, await openTables([matrix, demand, candidates], options))
      : fromOrLibrary(orlib, options);
  const plan = await selectSites(named.question, {
    seed: options.seed ?? 0,
    maxNodes: options.maxNodes,
    timeLimitS: options.timeLimit,
    exactSize: options.exactSize,
    heuristicOnly: options.heuristic === true,
  });
  const ranked = plan.sites.length === 0 ? [] : rankSites(named.question, plan.sites);
  return options.json === true
    ? `${JSON.stringify(planJson(named, plan, ranked))}\n`
    : planTable(named, plan, ranked);
}

/** Every node is a place of one person and a candidate; nodes are named by their numbers. */
function fromOrLibrary(path: string, options: SitesOptions): NamedQuestion {
  for (const name of ["matrix", "demand", "candidates", "fixed", "capacity"] as const) {
    if (options[name] !== undefined) throw new UsageError(`--orlib and --${name} exclude each other`);
  }
  const model = modelNamed(options.model ?? "p-median");
  if (model !== "p-median" && model !== "p-center") {
    throw new UsageError(`--orlib holds p-median instances: --model is p-median or p-center, not ${model}`);
  }
  const { nodeCount, edges, p } = readOrLibrary(path);
  const nodes = Array.from({ length: nodeCount }, (_, i) => i + 1);
  const matrix = coverageMatrix(allPairs(nodeCount, edges));
  return { question: { model, matrix, p: options.p ?? p }, demandIds: nodes, siteIds: nodes };
}

function planJson(named: NamedQuestion, plan: SitingPlan, ranked: readonly RankedSite[]) {
  const { demandIds, siteIds, question } = named;
  return {
    status: plan.status,
    objective: plan.objective,
    bound: plan.bound,
    gap: plan.gap,
    seed: plan.seed,
    sites: plan.sites.map((j) => itemAt(siteIds, j)),
    assignment: Object.fromEntries(
      demandIds.map((id, i) => [
        id,
        plan.assignment[i] === NO_SITE ? null : itemAt(siteIds, itemAt(plan.assignment, i)),
      ]),
    ),
    model: question.model,
    method: plan.method,
    reason: plan.reason,
    unreachable: plan.unreachable.map((i) => itemAt(demandIds, i)),
    penalty: plan.penalty,
    shares: plan.shares.map(({ demand, candidate, share }) => ({
      demand: itemAt(demandIds, demand),
      site: itemAt(siteIds, candidate),
      share,
    })),
    ranking: ranked.map(({ candidate, ...figures }) => ({ site: itemAt(siteIds, candidate), ...figures })),
  };
}

function planTable(named: NamedQuestion, plan: SitingPlan, ranked: readonly RankedSite[]): string {
  const { siteIds, demandIds, question } = named;
  const people = peopleBySite(question, plan);
  const gap = plan.gap === null ? "none" : `${(100 * plan.gap).toFixed(2)} %`;
  const lines = [
    `${question.model}: ${plan.status}${plan.reason === null ? "" : ` (${plan.reason})`}`,
    `objective ${plan.objective ?? "none"}, bound ${plan.bound ?? "none"}, gap ${gap}, seed ${plan.seed}`,
  ];
  if (plan.unreachable.length > 0) {
    const some = plan.unreachable.slice(0, 10).map((i) => itemAt(demandIds, i));
    const more = plan.unreachable.length > some.length ? ", …" : "";
    lines.push(`out of reach of every candidate: ${plan.unreachable.length} (${some.join(", ")}${more})`);
  }
  if (ranked.length > 0) {
    lines.push("", "rank\tsite\tgain\tobjective so far\tcovered\tserves");
    ranked.forEach(({ candidate, gain, objective, covered }, k) => {
      const numbers = [gain, objective, covered, itemAt(people, candidate)];
      const cells = numbers.map((value) => (value === null ? "–" : round(value)));
      lines.push([k + 1, itemAt(siteIds, candidate), ...cells].join("\t"));
    });
  }
  return `${lines.join("\n")}\n`;
}

function peopleBySite({ weight, matrix }: SitingQuestion, plan: SitingPlan): Float64Array {
  const people = new Float64Array(matrix.candidateCount);
  const shares =
    plan.shares.length > 0
      ? plan.shares
      : [...plan.assignment].flatMap((candidate, demand) =>
          candidate === NO_SITE ? [] : [{ demand, candidate, share: 1 }],
        );
  for (const { demand, candidate, share } of shares)
    addAt(people, candidate, share * (weight?.[demand] ?? 1));
  return people;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

export const SITES: CommandBody = {
  arguments: [{ name: "[city]", says: "a configuration or an extract, in place of --matrix" }],
  options: SITES_OPTIONS,
  help: SITES_HELP,
  run: sitesOrCity,
};
