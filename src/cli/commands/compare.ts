/**
 * `living-circle compare`: two analyses, by the files that they left.
 */
import { existsSync, readFileSync } from "node:fs";
import { FileAccessError, InputFileError } from "../../base/errors.js";
import { readCsv } from "../../read/tables/read-csv.js";
import { unpackTexts } from "../../report/page/columns.js";
import type { ReportData } from "../../report/page/report-data.js";
import type { CommandBody } from "../options/command-spec.js";
import { UsageError } from "../options/usage-error.js";
import { openRun } from "../print/open-run.js";

interface ServiceJson {
  readonly service: string;
  readonly requirement: { readonly limit: number; readonly basis: string; readonly profile: string };
  readonly residents: { readonly met: number; readonly gap: number; readonly unknown: number };
  readonly residentShare: { readonly value: number | null };
}

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
function compareCommand(before: string, after: string, options: { readonly json?: boolean }): string {
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
  return options.json === true ? `${JSON.stringify(compared)}\n` : comparisonTable(compared);
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

function comparisonTable(compared: readonly ServiceComparison[]): string {
  const share = (value: number | null) => (value === null ? "–" : `${(100 * value).toFixed(1)} %`);
  const rows = compared.map((c) =>
    [
      c.ruleChanged ? `${c.service} (another rule)` : c.service,
      Math.round(c.residentsMetBefore),
      Math.round(c.residentsMetAfter),
      share(c.shareBefore),
      share(c.shareAfter),
      c.closed.length,
      c.opened.length,
    ].join("\t"),
  );
  return `${["service\tresidents met\tafter\tshare met\tafter\tgaps closed\topened", ...rows].join("\n")}\n`;
}

function readFolder(folder: string): {
  services: readonly ServiceJson[];
  gaps: Map<string, Set<string>>;
  blockIds: readonly string[];
} {
  const results = openRun(folder);
  const file = results.path("report.json");
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new FileAccessError({ path: file }, "it cannot be read; expected a folder that analyze wrote", {
      cause,
    });
  }
  let services: readonly ServiceJson[] | undefined;
  try {
    ({ services } = JSON.parse(text) as { services?: readonly ServiceJson[] });
  } catch (cause) {
    throw new InputFileError({ path: file }, "this is no JSON", { cause });
  }
  if (!Array.isArray(services)) throw new InputFileError({ path: file }, "it holds no services");
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
  const { blocks } = JSON.parse(readFileSync(file, "utf8")) as Pick<ReportData, "blocks">;
  return unpackTexts(blocks.id);
}

export const COMPARE: CommandBody = {
  arguments: [
    { name: "<before>", says: "folder that analyze wrote" },
    { name: "<after>", says: "another one" },
  ],
  options: [{ flags: "--json", says: "as JSON: [{ service, …, closed, opened }]" }],
  run: compareCommand,
};
