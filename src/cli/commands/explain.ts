/**
 * `living-circle explain`: why one block does not reach a service, and what would mend it.
 */
import { chooseRequirements } from "../../city/ask/choose-requirements.js";
import { profileOf } from "../../city/open/study.js";
import type { GapExplanation } from "../../explain/explain-gap.js";
import { kindWords } from "../../report/page/more-sections.js";
import { isMendedByStreets, NO_SHORTER_WAY, reasonWords } from "../../report/page/reason-words.js";
import type { Language } from "../../report/tables/table.js";
import { type AnalyzeFlags, configOf } from "../options/analyze-config.js";
import type { CommandBody } from "../options/command-spec.js";
import { withCity } from "../options/open-city.js";
import { knownWords } from "../options/options.js";
import {
  ANSWER_LANGUAGE,
  AS_JSON,
  AT_TIME,
  CITY_ARGUMENT,
  QUIET,
  STREET_OPTIONS,
  STUDY_OPTIONS,
} from "../options/shared-options.js";
import { UsageError } from "../options/usage-error.js";
import { type Say, sayIn, sayWord, serviceWord } from "../print/answer-words.js";
import { createProgress } from "../print/progress.js";

interface ExplainOptions extends AnalyzeFlags {
  readonly block: string;
  readonly of: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

async function explainCommand(file: string | undefined, options: ExplainOptions): Promise<string> {
  const config = configOf(file, options);
  const { requirements } = chooseRequirements(config, profileOf(config).id);
  const serviceIds = requirements.map(({ service }) => service);
  if (!serviceIds.includes(options.of)) {
    throw new UsageError(
      `No standard judges the service "${options.of}"; there are ${knownWords(options.of, serviceIds)}`,
    );
  }
  const progress = createProgress(options.quiet === true || options.json === true);
  return withCity(config, { progress }, async (city) => {
    progress.step("looking for barriers");
    const why = await city.explain(options.of, options.block);
    progress.done();
    return options.json === true
      ? `${JSON.stringify(why, null, 2)}\n`
      : explanationText(why, config.language ?? "en");
  });
}

function explanationText(why: GapExplanation, lang: Language): string {
  const say = sayIn(lang);
  const metres = (value: number | null) => (value === null ? "–" : say("metres", { n: Math.round(value) }));
  const cost = (value: number) =>
    why.unit === "min" ? say("minutes", { n: value.toFixed(1) }) : say("metres", { n: value.toFixed(0) });
  const { facility, walkM, detour, barriers, bottleneck, change, notOpen, block } = why;
  const service = serviceWord(lang, why.service);
  const verdict = sayWord(lang, why.verdict);
  const reason = lang === "zh" ? reasonWords(why.reason).label.zh : why.reason;
  const lines = [
    why.reason === "none"
      ? say("gapOf", { block, service, verdict })
      : say("gapWhy", { block, service, verdict, reason }),
  ];
  const nameOf = (one: { readonly name: string; readonly id: string }) => one.name || one.id;
  if (notOpen !== null)
    lines.push(say("notOpen", { name: nameOf(notOpen.facility), metres: metres(notOpen.walkM) }));
  if (facility === null) {
    lines.push(say(notOpen === null ? "noFacility" : "noOther"));
    return `${[...lines, ...firstLine(why, say, lang)].join("\n")}\n`;
  }
  lines.push(say("facility", { name: nameOf(facility), metres: metres(why.straightM) }));
  if (walkM === null || why.cost === null) lines.push(say("noWalk"));
  else {
    const limit = say(why.unit === "min" ? "minutes" : "metres", { n: why.limit });
    const walk = say("walk", { metres: metres(walkM), cost: cost(why.cost), limit });
    lines.push(detour === null ? walk : say("detour", { walk, times: detour.toFixed(1) }));
  }
  if (barriers.length > 0) {
    const named = barriers.map(({ kind, name }) => kindWords(kind, name)[lang]);
    lines.push(say("between", { barriers: named.join(lang === "zh" ? "、" : ", ") }));
  }
  if (bottleneck !== null) {
    const { kind, name, streetClass, lon, lat } = bottleneck;
    const known = kindWords(kind)[lang];
    const called = `${known} ${name || say("unnamed", { class: streetClass })}`;
    lines.push(say("goesBy", { kind: called, place: place([lon, lat]) }));
  }
  if (change !== null) {
    const { amount, blocks, group } = change.gained;
    const whom = group === "all" ? say("allResidents") : group;
    lines.push(
      say("change", { change: inWords(change, say, metres(change.lengthM)) }),
      say("gains", { cost: cost(change.cost), amount: Math.round(amount), group: whom, blocks }),
    );
  } else if (isMendedByStreets(why.reason))
    lines.push(say(why.streetsEstimated ? "estimatedStreets" : "noSingleChange"));
  return `${[...lines, ...firstLine(why, say, lang)].join("\n")}\n`;
}

/** What to do first about the reason; streets are named above where one would do. */
function firstLine(
  { verdict, reason, change, streetsEstimated }: GapExplanation,
  say: Say,
  lang: Language,
): string[] {
  if (verdict === "met" || (isMendedByStreets(reason) && change !== null)) return [];
  const { first } = isMendedByStreets(reason) && !streetsEstimated ? NO_SHORTER_WAY : reasonWords(reason);
  return [say("first", { action: first[lang] })];
}

function inWords(change: NonNullable<GapExplanation["change"]>, say: Say, metres: string): string {
  const { kind, isInside } = change;
  const [from, to] = [place(change.from), place(change.to)];
  if (kind === "gate") return say(isInside ? "openEstateGate" : "openGate", { from });
  return say(kind === "passage" ? "openPassage" : kind, { metres, from, to });
}

function place([lon, lat]: readonly [number, number]): string {
  return `${lon.toFixed(6)},${lat.toFixed(6)}`;
}

export const EXPLAIN: CommandBody = {
  arguments: [CITY_ARGUMENT],
  options: [
    ...STREET_OPTIONS,
    ...STUDY_OPTIONS,
    AT_TIME,
    { flags: "--block <id>", says: "id of the block, as in gaps.csv", required: true },
    { flags: "--of <service>", says: "the service", required: true },
    ANSWER_LANGUAGE,
    AS_JSON,
    QUIET,
  ],
  run: explainCommand,
};
