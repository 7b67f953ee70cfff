/**
 * `living-circle sites` for a city: which candidates bring a service to most people who lack it.
 */
import { InvalidInputError } from "../../base/errors.js";
import { VERDICTS } from "../../coverage/gap-report.js";
import { readPoints } from "../../read/places/read-points.js";
import { limitUnit } from "../../standards/requirement.js";
import { sayIn, sayWord } from "../print/answer-words.js";
import { createProgress } from "../print/progress.js";
import { configOf } from "./analyze-config.js";
import { withCity } from "./open-city.js";
import { requireAxes } from "./point-axes.js";
import type { SitesOptions } from "./sites-question.js";
import { UsageError } from "./usage-error.js";

const GAP = VERDICTS.indexOf("gap");

/**
 * Chooses sites for those whom the analysis finds in a gap of one service.
 *
 * The walk is the one that the rule allows, on its basis and for its walker.
 *
 * @returns what is printed
 * @throws {UsageError} if the service, the candidates or their number are not given
 */
export async function sitesOfCity(file: string, options: SitesOptions): Promise<string> {
  const { service, candidates: path, p, candidatesCrs: crs, lang, seed, quiet, json } = options;
  if (service === undefined) throw new UsageError("--service is required for a city, e.g. childcare");
  if (path === undefined) throw new UsageError("--candidates is required: a table or layer of places");
  if (p === undefined) throw new UsageError("--p is required: how many sites to choose");
  for (const name of ["matrix", "demand", "orlib"] as const)
    if (options[name] !== undefined) throw new UsageError(`a city and --${name} exclude each other`);
  if (options.model !== undefined && options.model !== "mclp")
    throw new UsageError(
      "for a city the model is mclp; the others take a --matrix (see living-circle matrix)",
    );
  const progress = createProgress(quiet === true || json === true);
  progress.step("reading the candidates");
  const { points } = await readPoints(path, crs === undefined ? {} : { crs });
  const config = configOf(file, { services: service, ...(lang === undefined ? {} : { lang }) });
  const say = sayIn(config.language);
  return withCity(config, { progress }, async (city) => {
    requireAxes(city.network, path, points);
    progress.step("who lacks the service");
    const report = await city.analyze({ services: [service] });
    const [gaps] = report.services;
    if (gaps === undefined) throw new InvalidInputError(`No rule set gives a walk for ${service}`);
    const { requirement, verdict } = gaps;
    const people = city.blocks.blocks.map(({ residents }, b) =>
      verdict[b] === GAP ? Math.round(residents ?? 0) : 0,
    );
    progress.step("choosing the sites");
    const unit = limitUnit(requirement);
    const walk = unit === "m" ? { metres: requirement.limit } : { minutes: requirement.limit };
    const { plan, chosen } = await city.sites({
      model: "mclp",
      p,
      candidates: points,
      people,
      seed,
      ...walk,
    });
    progress.done();
    const lacking = people.reduce((sum, count) => sum + count, 0);
    const sites = chosen.map(({ candidate, gain, covered }) => ({ ...candidate, gain, covered }));
    const { status, objective, bound, gap } = plan;
    if (json === true)
      return `${JSON.stringify({ status, objective, bound, gap, service, lacking, limit: requirement.limit, unit, sites })}\n`;
    const reach = say(unit === "m" ? "metres" : "minutes", { n: requirement.limit });
    const values = { service, status: sayWord(config.language, status), covered: objective ?? 0 };
    const head = say("sitesHead", { ...values, lacking, walk: reach, p });
    const rows = sites.map(({ id, lon, lat, gain, covered }, k) =>
      [k + 1, id, gain, covered, lon, lat].map((cell) => cell ?? "–").join("\t"),
    );
    return `${[head, say("sitesColumns"), ...rows].join("\n")}\n`;
  });
}
