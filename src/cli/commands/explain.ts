/**
 * `living-circle explain`: why one block does not reach a service, and what would mend it.
 */
import { chooseRequirements } from "../../city/ask/choose-requirements.js";
import { profileOf } from "../../city/open/study.js";
import type { GapExplanation } from "../../explain/explain-gap.js";
import { isMendedByStreets, NO_SHORTER_WAY, reasonWords } from "../../report/page/reason-words.js";
import { type AnalyzeFlags, configOf } from "../options/analyze-config.js";
import type { CommandBody } from "../options/command-spec.js";
import { withCity } from "../options/open-city.js";
import { knownWords } from "../options/options.js";
import {
  AS_JSON,
  AT_TIME,
  CITY_ARGUMENT,
  QUIET,
  STREET_OPTIONS,
  STUDY_OPTIONS,
} from "../options/shared-options.js";
import { UsageError } from "../options/usage-error.js";
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
    return options.json === true ? `${JSON.stringify(why, null, 2)}\n` : explanationText(why);
  });
}

function explanationText(why: GapExplanation): string {
  const { facility, straightM, walkM, cost, detour, barriers, bottleneck, change, unit } = why;
  const lines = [
    `${why.block}, ${why.service}: ${why.verdict}${why.reason === "none" ? "" : `, ${why.reason}`}`,
  ];
  if (why.notOpen !== null) lines.push(notOpenLine(why.notOpen));
  if (facility === null) {
    lines.push(
      why.notOpen === null ? "No facility of this service is in the data." : "no other facility may be used",
    );
    return `${[...lines, ...firstLine(why)].join("\n")}\n`;
  }
  lines.push(
    `facility: ${facility.name || facility.id}, ${metres(straightM)} in a straight line`,
    walkM === null || cost === null
      ? "no walk leads there"
      : `walk ${metres(walkM)} (${cost.toFixed(unit === "min" ? 1 : 0)} ${unit}, limit ${why.limit} ${unit})` +
          (detour === null ? "" : `, ${detour.toFixed(1)} times the straight line`),
  );
  if (barriers.length > 0) {
    const named = barriers.map(({ kind, name }) => (name === "" ? kind : `${kind} ${name}`));
    lines.push(`between them: ${named.join(", ")}`);
  }
  if (bottleneck !== null) {
    const { kind, name, streetClass, lon, lat } = bottleneck;
    lines.push(`the walk goes by ${kind} ${name || `(unnamed ${streetClass})`} at ${place([lon, lat])}`);
  }
  if (change !== null) {
    const { gained } = change;
    lines.push(
      `smallest change: ${inWords(change)}`,
      `  with it ${change.cost.toFixed(unit === "min" ? 1 : 0)} ${unit}; gains ${Math.round(gained.amount)} (${gained.group}) in ${gained.blocks} blocks`,
    );
  } else if (isMendedByStreets(why.reason) && why.streetsEstimated)
    lines.push("no street change is proposed: lengths are true, but places of streets are estimates");
  else if (isMendedByStreets(why.reason))
    lines.push("no single street change within 150 m (300 m over a barrier) mends it");
  return `${[...lines, ...firstLine(why)].join("\n")}\n`;
}

function notOpenLine({ facility, walkM }: NonNullable<GapExplanation["notOpen"]>): string {
  const name = facility.name || facility.id;
  return `nearer and not open to this block: ${name}, ${metres(walkM)} on foot`;
}

/** What to do first about the reason; streets are named above where one would do. */
function firstLine({ verdict, reason, change, streetsEstimated }: GapExplanation): string[] {
  if (verdict === "met" || (isMendedByStreets(reason) && change !== null)) return [];
  const { first } = isMendedByStreets(reason) && !streetsEstimated ? NO_SHORTER_WAY : reasonWords(reason);
  return [`first: ${first.en}`];
}

function inWords({ kind, from, to, lengthM, isInside }: NonNullable<GapExplanation["change"]>): string {
  const ends = `from ${place(from)} to ${place(to)}`;
  if (kind === "gate")
    return `open the gate at ${place(from)}${isInside ? " to the people of the estate" : ""}`;
  if (kind === "passage")
    return `open two gates of a private estate, a walk of ${metres(lengthM)} through it ${ends}`;
  return `${kind} of ${metres(lengthM)} ${ends}`;
}

function metres(value: number | null): string {
  return value === null ? "–" : `${Math.round(value)} m`;
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
    AS_JSON,
    QUIET,
  ],
  run: explainCommand,
};
