/**
 * `living-circle compare`: two analyses, by the files that they left.
 */
import { existsSync } from "node:fs";
import { checkData, z } from "../../base/data-check.js";
import { readJson } from "../../base/read-file.js";
import { readCsv } from "../../read/tables/read-csv.js";
import { unpackTexts } from "../../report/page/columns.js";
import type { CommandBody } from "../options/command-spec.js";
import { languageOf } from "../options/options.js";
import { ANSWER_LANGUAGE } from "../options/shared-options.js";
import { UsageError } from "../options/usage-error.js";
import { type Say, sayIn } from "../print/answer-words.js";
import { openRun } from "../print/open-run.js";
import { readReportFile } from "./report.js";

/** What is compared of `report.json`. */
const SERVICES = z.looseObject({
  services: z.array(
    z.looseObject({
      service: z.string(),
      requirement: z.looseObject({ limit: z.number(), basis: z.string(), profile: z.string() }),
      residents: z.looseObject({ met: z.number(), gap: z.number(), unknown: z.number() }),
      residentShare: z.looseObject({ value: z.number().nullable() }),
    }),
  ),
});
type ServiceJson = z.infer<typeof SERVICES>["services"][number];

interface ServiceComparison {
  readonly service: string;
  /** Whether the rule itself is another one, so that shares do not compare. */
  readonly ruleChanged: boolean;
  readonly residentsMetBefore: number;
  readonly residentsMetAfter: number;
  readonly shareBefore: number | null;
  readonly shareAfter: number | null;
  /** Ids of blocks that were a gap and are none any more, and the other way round. */
  readonly closed: readonly string[];
  readonly opened: readonly string[];
}

/** @param before - folders that `analyze` wrote */
function compareCommand(
  before: string,
  after: string,
  options: { readonly json?: boolean; readonly lang?: string },
): string {
  const say = sayIn(options.lang === undefined ? "en" : languageOf(options.lang));
  const [old, now] = [readFolder(before), readFolder(after)];
  requireCommonBlocks(before, after, old.blockIds, now.blockIds);
  const compared = old.services.flatMap((service): ServiceComparison[] => {
    const other = now.services.find((s) => s.service === service.service);
    if (other === undefined) return [];
    const rule = ({ requirement: { limit, basis, profile } }: ServiceJson) => `${limit} ${basis} ${profile}`;
    const gapsOf = (gaps: Map<string, Set<string>>) => gaps.get(service.service) ?? new Set<string>();
    const [gapsBefore, gapsAfter] = [gapsOf(old.gaps), gapsOf(now.gaps)];
    return [
      {
        service: service.service,
        ruleChanged: rule(service) !== rule(other),
        residentsMetBefore: service.residents.met,
        residentsMetAfter: other.residents.met,
        shareBefore: service.residentShare.value,
        shareAfter: other.residentShare.value,
        closed: [...gapsBefore].filter((id) => !gapsAfter.has(id)),
        opened: [...gapsAfter].filter((id) => !gapsBefore.has(id)),
      },
    ];
  });
  if (compared.length === 0) throw new UsageError(`${before} and ${after} judge no service that is the same`);
  return options.json === true ? `${JSON.stringify(compared)}\n` : comparisonTable(compared, say);
}

/** @throws {UsageError} if both runs judged blocks and no id is in both: what closed and opened would be false */
function requireCommonBlocks(
  before: string,
  after: string,
  old: readonly string[],
  now: readonly string[],
): void {
  const ids = new Set(now);
  if (old.length === 0 || now.length === 0 || old.some((id) => ids.has(id))) return;
  throw new UsageError(
    `${before} and ${after} have no common block: of ${old.length} and ${now.length} ids, e.g. "${old[0]}" and "${now[0]}", none is in both`,
  );
}

function comparisonTable(compared: readonly ServiceComparison[], say: Say): string {
  const share = (value: number | null) => (value === null ? "–" : `${(100 * value).toFixed(1)} %`);
  const rows = compared.map((c) =>
    [
      c.ruleChanged ? say("anotherRule", { service: c.service }) : c.service,
      Math.round(c.residentsMetBefore),
      Math.round(c.residentsMetAfter),
      share(c.shareBefore),
      share(c.shareAfter),
      c.closed.length,
      c.opened.length,
    ].join("\t"),
  );
  return `${[say("compareHead"), ...rows].join("\n")}\n`;
}

function readFolder(folder: string): {
  services: readonly ServiceJson[];
  gaps: Map<string, Set<string>>;
  blockIds: readonly string[];
} {
  const results = openRun(folder);
  const file = results.path("report.json");
  const { services } = checkData(file, SERVICES, readJson(file, "expected a folder that analyze wrote"));
  const gaps = new Map<string, Set<string>>();
  for (const { verdict, service = "", block_id = "" } of readCsv(results.path("gaps.csv")).rows) {
    if (verdict !== "gap") continue;
    const blockIds = gaps.get(service) ?? new Set<string>();
    gaps.set(service, blockIds.add(block_id));
  }
  return { services, gaps, blockIds: blockIdsOf(results.path("report-data.json")) };
}

/** Ids of the blocks of a run, from the data of its page; none where they are not there. */
function blockIdsOf(file: string): readonly string[] {
  if (!existsSync(file)) return [];
  return unpackTexts(readReportFile(file).blocks.id);
}

export const COMPARE: CommandBody = {
  arguments: [
    { name: "<before>", says: "folder that analyze wrote" },
    { name: "<after>", says: "another one" },
  ],
  options: [ANSWER_LANGUAGE, { flags: "--json", says: "as JSON: [{ service, …, closed, opened }]" }],
  run: compareCommand,
};
