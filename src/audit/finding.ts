/**
 * What an audit finds: codes, how grave each is, and what to do about it, in English and Chinese.
 *
 * `error` would make results false and stops an analysis unless it is allowed by name; `warning` may bend single results;
 * `info` is worth knowing. Every rule stands in docs/methods/audit.md.
 */
import type { Words } from "../base/words.js";

/** How serious a finding is: an error makes results wrong, a warning may distort single results, info is worth knowing. */
export type Severity = "error" | "warning" | "info";
/** The layer that a finding is about. */
export type AuditLayer = "streets" | "blocks" | "facilities" | "units";

/**
 * One thing that is wrong, doubtful or worth knowing, with where it is and what to do, in English and
 * Chinese.
 */
export interface AuditFinding {
  readonly code: AuditCode;
  readonly severity: Severity;
  readonly layer: AuditLayer;
  /** Of the street, block, facility or unit; null where it is of the layer as a whole. */
  readonly id: string | null;
  /** What the place is called; absent where it has no name. */
  readonly name?: string | undefined;
  /** Degrees; null where there is no one place. */
  readonly lon: number | null;
  readonly lat: number | null;
  readonly message: Words;
  readonly fix: Words;
}

interface Rule {
  readonly severity: Severity;
  readonly fix: Words;
}

const rule = (severity: Severity, en: string, zh: string): Rule => ({ severity, fix: { en, zh } });

export const AUDIT_RULES = {
  shifted: rule(
    "error",
    "declare the coordinate system of the layer that is wrong (crs), or allow the code if the test errs",
    "为有误的图层声明坐标系（crs）；若检测有误，可按代码放行",
  ),
  "nothing-joins": rule(
    "error",
    "check that layer and streets are of one city, and in which coordinate system they came",
    "检查图层与街道是否属于同一城市，以及各自的坐标系",
  ),
  "negative-people": rule("error", "correct the number of residents", "更正居民数"),
  "far-away": rule(
    "warning",
    "correct the coordinates, or declare another coordinate system for these rows in a file of their own",
    "更正坐标，或将这些行另存文件并声明其坐标系",
  ),
  "off-street": rule(
    "warning",
    "add the missing street or entrance, or correct the place; without a street a home stays unknown and a facility serves nobody",
    "补充缺失的街道或出入口，或更正位置；未接入街道的住宅结果为“未知”，设施不服务任何人",
  ),
  "behind-barrier": rule(
    "warning",
    "add the missing bridge, gate or entrance; without a way out a home stays unknown and a facility serves nobody",
    "补充缺失的桥、门或出入口；没有出路的住宅结果为“未知”，设施不服务任何人",
  ),
  "gate-assumed": rule(
    "warning",
    "map the gate, or give the entrance; with assumeGates: false such places join no street",
    "标注大门或提供出入口；设 assumeGates: false 则此类地点不接入街道",
  ),
  "no-usable-street": rule(
    "warning",
    "check who may walk there (access, foot), or join the streets to the network; else a home stays unknown and a facility serves nobody",
    "核对通行标签（access、foot），或将这些街道与路网相接；否则住宅结果为“未知”，设施不服务任何人",
  ),
  "outside-streets": rule(
    "warning",
    "leave it out with a study area, or take streets that reach so far",
    "用研究范围剔除，或使用覆盖更大范围的街道数据",
  ),
  island: rule("warning", "join it to the network where people walk across", "在行人可通行处与路网相接"),
  "near-miss": rule(
    "warning",
    "join the dead end to the street beside it, if people walk through",
    "若行人可通行，将断头路与相邻街道相接",
  ),
  "facility-twice": rule("warning", "keep one, or give both the same id", "保留其一，或使用同一编号"),
  "block-twice": rule("warning", "keep one; its people are counted twice", "保留其一；其人口被重复计算"),
  "damaged-text": rule("warning", "export the table again as UTF-8", "以 UTF-8 编码重新导出"),
  "unit-overlap": rule(
    "warning",
    "mend the boundaries; people there are counted in one unit only",
    "修正边界；重叠处人口只计入一个单元",
  ),
  "unit-empty": rule(
    "warning",
    "check the boundary, or that all blocks are in the table",
    "检查边界，或住宅表是否完整",
  ),
  "street-twice": rule(
    "info",
    "keep one of the two; no walk is wrong for it",
    "二者保留其一；不影响步行结果",
  ),
  "zero-people": rule("info", "check whether nobody lives there", "核实是否无人居住"),
  "unknown-people": rule(
    "info",
    "give residents; without them shares are of dwellings if every block gives those, else of blocks",
    "补充居民数；否则达标率按户数（每处住宅均有户数时）或按住宅处数计算",
  ),
  "without-size": rule(
    "info",
    "give area or places; without them capacity cannot be judged",
    "补充面积或床位（学位）数；否则无法评价容量",
  ),
  "small-island": rule("info", "join it to the network if people walk there", "若有行人通行，与路网相接"),
  "shift-untold": rule("info", "check a few places on a map by eye", "在地图上目视核对若干位置"),
  "crs-assumed": rule("info", "declare the coordinate system (crs)", "声明坐标系（crs）"),
} as const satisfies Record<string, Rule>;

/** Stable name of a kind of finding, e.g. `shifted`; `docs/methods/audit.md` lists them. */
export type AuditCode = keyof typeof AUDIT_RULES;

/** A finding by its rule. */
export function finding(
  code: AuditCode,
  layer: AuditLayer,
  at: {
    readonly id?: string | null | undefined;
    readonly name?: string | undefined;
    readonly lon?: number | null | undefined;
    readonly lat?: number | null | undefined;
  },
  en: string,
  zh: string,
): AuditFinding {
  const { severity, fix } = AUDIT_RULES[code];
  const { id = null, lon = null, lat = null, name = "" } = at;
  const called = name === "" || name === id ? {} : { name };
  return { code, severity, layer, id, ...called, lon, lat, message: { en, zh }, fix };
}
