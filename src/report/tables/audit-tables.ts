/**
 * What an audit found, as text for the terminal, CSV and GeoJSON, in English and Chinese.
 */

import type { Feature, Point } from "geojson";
import type { AuditReport } from "../../audit/audit-study.js";
import type { AuditCode, AuditFinding } from "../../audit/finding.js";
import { itemAt } from "../../base/at.js";
import { groupBy } from "../../base/grouping.js";
import { type AttributedCollection, collect } from "../maps/geojson.js";
import { alignColumns } from "./align-columns.js";
import { csvLine } from "./csv.js";
import type { Language } from "./table.js";

const CODES_ZH: Readonly<Record<AuditCode, string>> = {
  shifted: "坐标偏移",
  "nothing-joins": "均未接入街道",
  "negative-people": "居民数为负",
  "far-away": "距离异常",
  "off-street": "附近无街道",
  "behind-barrier": "被阻隔",
  "gate-assumed": "假定有门",
  "no-usable-street": "无可用街道",
  "outside-streets": "位于街道范围之外",
  island: "孤立路网",
  "near-miss": "断头路未相接",
  "facility-twice": "设施疑似重复",
  "block-twice": "住宅疑似重复",
  "damaged-text": "文字受损",
  "unit-overlap": "单元重叠",
  "unit-empty": "单元内无住宅",
  "street-twice": "街道重复",
  "zero-people": "居民数为 0",
  "unknown-people": "居民数未知",
  "without-size": "无面积或名额",
  "small-island": "小块孤立路网",
  "shift-untold": "偏移无法判断",
  "crs-assumed": "坐标系未声明",
};

const WORDS = {
  en: {
    headers: ["severity", "code", "layer", "found", "first", "what to do"],
    severity: { error: "error", warning: "warning", info: "info" },
    layers: { streets: "streets", blocks: "blocks", facilities: "facilities", units: "units" },
    first: (id: string, name = "") => `${id}${name === "" ? "" : ` (${name})`}: `,
    of: (count: number, all: number) => `${count} of ${all}`,
    line: (parts: readonly string[]) => `Audit (audit.csv): ${parts.join("; ")}`,
    counted: (layer: string, codes: readonly string[]) => `${layer} ${codes.join(", ")}`,
    code: (code: AuditCode, count: number) => `${count} ${code}`,
    clean: "The audit found nothing.",
    allowed: (codes: string) => `Allowed by the user: ${codes}`,
    stops: (codes: string) => `Results would be false: ${codes}`,
  },
  zh: {
    headers: ["级别", "代码", "图层", "数量", "首例", "处理建议"],
    severity: { error: "错误", warning: "警告", info: "提示" },
    layers: { streets: "街道", blocks: "住宅", facilities: "设施", units: "单元" },
    first: (id: string, name = "") => `${id}${name === "" ? "" : `（${name}）`}：`,
    of: (count: number, all: number) => `${all} 中的 ${count}`,
    line: (parts: readonly string[]) => `审核（audit.csv）：${parts.join("；")}`,
    counted: (layer: string, codes: readonly string[]) => `${layer} ${codes.join("，")}`,
    code: (code: AuditCode, count: number) => `${CODES_ZH[code]} ${count}（${code}）`,
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
    const { severity, code, layer, id, name, message, fix } = itemAt(group, 0);
    const first = `${id === null ? "" : words.first(id, name)}${message[lang]}`;
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
export function auditLine({ findings }: AuditReport, lang: Language = "en"): string {
  const words = WORDS[lang];
  const grave = findings.filter(({ severity }) => severity !== "info");
  const parts = [...groupBy(grave, ({ layer }) => layer)].map(([layer, group]) => {
    const codes = [...groupBy(group, ({ code }) => code)].map(([code, { length }]) =>
      words.code(code, length),
    );
    return words.counted(words.layers[layer], codes);
  });
  return parts.length === 0 ? "" : words.line(parts);
}

const COLUMNS = [
  "code",
  "severity",
  "layer",
  "id",
  "name",
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
  const { code, severity, layer, id, name = null, message, fix } = finding;
  return {
    code,
    severity,
    layer,
    id,
    name,
    lon: finding.lon === null ? null : Number(finding.lon.toFixed(7)),
    lat: finding.lat === null ? null : Number(finding.lat.toFixed(7)),
    message: message.en,
    fix: fix.en,
    message_zh: message.zh,
    fix_zh: fix.zh,
    allowed: allowed.includes(code),
  };
}
