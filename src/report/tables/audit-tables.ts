/**
 * What an audit found, as text for the terminal, CSV and GeoJSON, in English and Chinese.
 */

import type { Feature, Point } from "geojson";
import type { AuditReport } from "../../audit/audit-study.js";
import { AUDIT_RULES, type AuditCode, type AuditFinding } from "../../audit/finding.js";
import { itemAt } from "../../base/at.js";
import { groupBy } from "../../base/grouping.js";
import { type AttributedCollection, collect } from "../maps/geojson.js";
import { csvLine } from "./csv.js";
import { alignColumns, type Language } from "./table.js";

const WORDS = {
  en: {
    headers: ["severity", "code", "layer", "found", "first", "what to do"],
    severity: { error: "error", warning: "warning", info: "info" },
    layers: { streets: "streets", blocks: "blocks", facilities: "facilities", units: "units" },
    of: (count: number, all: number) => `${count} of ${all}`,
    clean: "The audit found nothing.",
    allowed: (codes: string) => `Allowed by the user: ${codes}`,
    stops: (codes: string) => `Results would be false: ${codes}`,
  },
  zh: {
    headers: ["级别", "代码", "图层", "数量", "首例", "处理建议"],
    severity: { error: "错误", warning: "警告", info: "提示" },
    layers: { streets: "街道", blocks: "住宅", facilities: "设施", units: "单元" },
    of: (count: number, all: number) => `${all} 中的 ${count}`,
    clean: "审核未发现问题。",
    allowed: (codes: string) => `用户已放行：${codes}`,
    stops: (codes: string) => `结果将不可信：${codes}`,
  },
} as const;

/**
 * The audit as text: one line per code and layer with the number of findings, the most serious first. The files list
 * every finding.
 *
 * @param lang - language of the words; default `en`
 * @returns lines separated by line feeds
 *
 * @example
 * console.log(renderAudit(city.audit()));
 */
export function renderAudit(report: AuditReport, lang: Language = "en"): string {
  const words = WORDS[lang];
  const groups = groupBy(report.findings, ({ code, layer }) => `${code} ${layer}`);
  if (groups.size === 0) return `${words.clean}\n`;
  const rows = [...groups.values()].map((group) => {
    const { severity, code, layer, id, message, fix } = itemAt(group, 0);
    const first = `${id === null ? "" : `${id}: `}${message[lang]}`;
    // Near misses are ends of streets, not streets.
    const isOfWhole = id !== null && code !== "near-miss";
    const count = isOfWhole ? words.of(group.length, report.sizes[layer]) : String(group.length);
    return [words.severity[severity], code, words.layers[layer], count, first, fix[lang]];
  });
  const lines = alignColumns([[...words.headers], ...rows]);
  if (report.allowed.length > 0) lines.push(words.allowed(report.allowed.join(", ")));
  if (report.blockingCodes.length > 0) lines.push(words.stops(report.blockingCodes.join(", ")));
  return `${lines.join("\n")}\n`;
}

/**
 * The audit in one line: how many errors and warnings of each code.
 *
 * @param lang - language of the words; default `en`
 * @returns an empty text where nothing was found
 *
 * @example
 * console.log(auditLine(city.audit(), "zh"));
 */
export function auditLine({ counts }: AuditReport, lang: Language = "en"): string {
  const counted = (Object.keys(counts) as AuditCode[])
    .filter((code) => AUDIT_RULES[code].severity !== "info")
    .map((code) => `${counts[code]} ${code}`);
  const head = lang === "zh" ? "审核：" : "Audit: ";
  return counted.length === 0 ? "" : `${head}${counted.join(lang === "zh" ? "，" : ", ")}`;
}

const COLUMNS = [
  "code",
  "severity",
  "layer",
  "id",
  "lon",
  "lat",
  "message",
  "fix",
  "message_zh",
  "fix_zh",
  "allowed",
] as const;

/**
 * The findings of an audit as CSV, one row each.
 *
 * @param attribution - whom to name as the source, in the head of an empty column; default nobody
 * @returns lines with their ends: UTF-8 with a byte order mark, CRLF
 *
 * @example
 * writeFileWhole("audit.csv", auditCsv(city.audit(), OSM_ATTRIBUTION));
 */
export function* auditCsv(report: AuditReport, attribution = ""): Generator<string> {
  yield `\uFEFF${csvLine([...COLUMNS, attribution])}`;
  for (const finding of report.findings) {
    const record = recordOf(report, finding);
    yield csvLine([...COLUMNS.map((column) => record[column]), null]);
  }
}

/**
 * The findings of an audit as GeoJSON, one feature each; those of a whole layer have no geometry.
 *
 * @param attribution - whom to name as the source; default nobody
 * @returns points, WGS 84 in degrees
 *
 * @example
 * writeFileWhole("audit.geojson", geoJsonText(auditGeoJSON(city.audit(), OSM_ATTRIBUTION)));
 */
export function auditGeoJSON(report: AuditReport, attribution = ""): AttributedCollection<Point> {
  const features = report.findings.map((finding): Feature<Point> => {
    const { lon, lat, ...properties } = recordOf(report, finding);
    const geometry =
      lon === null || lat === null ? null : { type: "Point" as const, coordinates: [lon, lat] };
    // RFC 7946 allows a feature without geometry; its published type does not.
    return { type: "Feature", properties, geometry: geometry as Point };
  });
  return collect(features, attribution);
}

function recordOf({ allowed }: AuditReport, finding: AuditFinding) {
  const { code, severity, layer, id, message, fix } = finding;
  return {
    code,
    severity,
    layer,
    id,
    lon: finding.lon === null ? null : Number(finding.lon.toFixed(7)),
    lat: finding.lat === null ? null : Number(finding.lat.toFixed(7)),
    message: message.en,
    fix: fix.en,
    message_zh: message.zh,
    fix_zh: fix.zh,
    allowed: allowed.includes(code),
  };
}
