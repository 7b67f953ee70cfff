/**
 * The coordinate system that a user, a file or an authority names.
 *
 * Understood are EPSG codes (plain, as URN, as address), the usual names of the Chinese systems in English and
 * Chinese, UTM and Web Mercator by name, and whole definitions: PROJ strings, WKT and PROJJSON.
 */
import { InvalidInputError } from "../base/errors.js";
import { type Crs, WGS84 } from "./crs.js";
import { datumOf } from "./datums.js";
import { epsgDefinition } from "./epsg-definition.js";
import { type ZoneWidth, zoneOfCode, zoneOfMeridian, zoneOfNumber } from "./gauss-kruger.js";
import { projectedCrs } from "./projected.js";
import { BD09, GCJ02 } from "./shifted-degrees.js";

const CGCS2000: Crs = { ...WGS84, id: "EPSG:4490", name: "CGCS2000" };

/** Geographic codes that are WGS 84 to within a metre: WGS 84 (2D, 3D), CGCS2000 (2D, 3D), ETRS89, NAD83, SIRGAS 2000, TWD97. */
const DEGREE_CODES: readonly number[] = [4326, 4979, 4490, 4480, 4258, 4269, 4674, 3824];

/** Grids of other countries whose data stand beside this library's cases; all rest on GRS 80 or WGS 84. */
const GRIDS: Readonly<Record<number, readonly [name: string, definition: string]>> = {
  3857: [
    "WGS 84 / Pseudo-Mercator",
    "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs",
  ],
  3826: [
    "TWD97 / TM2 zone 121",
    "+proj=tmerc +lat_0=0 +lon_0=121 +k=0.9999 +x_0=250000 +y_0=0 +ellps=GRS80 +units=m",
  ],
  3414: [
    "SVY21 / Singapore TM",
    "+proj=tmerc +lat_0=1.366666666666667 +lon_0=103.8333333333333 +k=1 +x_0=28001.642 +y_0=38744.572 +ellps=WGS84 +units=m",
  ],
  3067: ["ETRS89 / TM35FIN(E,N)", "+proj=utm +zone=35 +ellps=GRS80 +units=m"],
  3879: [
    "ETRS89 / GK25FIN",
    "+proj=tmerc +lat_0=0 +lon_0=25 +k=1 +x_0=25500000 +y_0=0 +ellps=GRS80 +units=m",
  ],
  31982: ["SIRGAS 2000 / UTM zone 22S", "+proj=utm +zone=22 +south +ellps=GRS80 +units=m"],
};

/** WKT of systems in which places lie. */
const HORIZONTAL = /^(?:PROJ|GEOG|GEODETIC|BOUND|COMPOUND|COMPD)_?(?:CS|CRS)\s*\[/i;

const UNDERSTOOD =
  'understood are EPSG codes ("EPSG:4547"), "WGS84", "CGCS2000", "GCJ-02", "BD-09", ' +
  '"CGCS2000 / 3-degree Gauss-Kruger CM 114E", "UTM 50N", PROJ strings, WKT and PROJJSON';

/**
 * Finds a coordinate system by its name, code or definition.
 *
 * @param definition - a name, a code, a PROJ string or WKT; or PROJJSON as an object
 * @returns the system, which converts to WGS 84
 * @throws {InvalidInputError} if it is not understood, or its datum cannot be related to WGS 84
 *
 * @example
 * parseCrs("CGCS2000 / 3-degree Gauss-Kruger CM 114E").id; // => "EPSG:4547"
 */
export function parseCrs(definition: string | Readonly<Record<string, unknown>>): Crs {
  if (typeof definition === "object") return ofProjJson(definition);
  const text = definition.normalize("NFKC").trim();
  if (text.startsWith("{")) return ofProjJson(JSON.parse(text) as Record<string, unknown>);
  if (text.startsWith("+") || HORIZONTAL.test(text)) return ofDefinition(text);
  const code = /^(?:.*\bEPSG\b[:/]+(?:[\d.]*[:/])?)?(\d{4,6})$/i.exec(text);
  const crs = (code === null ? null : ofCode(Number(code[1]))) ?? ofName(keyOf(text));
  if (crs !== null) return crs;
  throw new InvalidInputError(`The coordinate system "${definition}" is not known; ${UNDERSTOOD}`);
}

function ofCode(code: number): Crs | null {
  if (DEGREE_CODES.includes(code))
    return code === 4326 ? WGS84 : { ...WGS84, id: `EPSG:${code}`, name: nameOfDegrees(code) };
  const zone = code >= 4491 && code <= 4554 ? zoneOfCode(code) : null;
  if (zone !== null) return zone;
  const utm = /^32([67])([0-5]\d|60)$/.exec(String(code));
  if (utm !== null && Number(utm[2]) > 0) return utmCrs(Number(utm[2]), utm[1] === "7");
  const grid = GRIDS[code === 900913 || code === 102100 ? 3857 : code];
  if (grid !== undefined) return projectedCrs(`EPSG:${code}`, ...grid);
  refuseOldDatum(code);
  return ofIndex(code);
}

/** By the definition that the index of codes gives. */
function ofIndex(code: number): Crs | null {
  const found = epsgDefinition(code);
  if (found === null || found.wkt === null || !HORIZONTAL.test(found.wkt)) return null;
  return projectedCrs(`EPSG:${code}`, found.name, found.wkt);
}

/** Beijing 1954 and Xi'an 1980, geographic and projected. */
function refuseOldDatum(code: number): void {
  const isOld =
    code === 4214 || code === 4610 || (code >= 2327 && code <= 2442) || (code >= 21413 && code <= 21463);
  if (!isOld) return;
  throw new InvalidInputError(
    `EPSG:${code} rests on Beijing 1954 or Xi'an 1980, for which no public transformation to WGS 84 exists: ` +
      "have the layer converted to CGCS2000 by the survey authority",
  );
}

function nameOfDegrees(code: number): string {
  return code === 4490 || code === 4480 ? CGCS2000.name : `degrees of EPSG:${code}`;
}

function utmCrs(zone: number, south: boolean): Crs {
  const definition = `+proj=utm +zone=${zone}${south ? " +south" : ""} +datum=WGS84 +units=m +no_defs`;
  const id = `EPSG:32${south ? 7 : 6}${String(zone).padStart(2, "0")}`;
  return projectedCrs(id, `WGS 84 / UTM zone ${zone}${south ? "S" : "N"}`, definition);
}

/** Upper case, one blank for anything between words. */
function keyOf(text: string): string {
  return text
    .toUpperCase()
    .replace(/[\s_/,():-]+/g, " ")
    .trim();
}

const NAMES: readonly (readonly [pattern: RegExp, crs: Crs])[] = [
  [
    /^(?:WGS ?(?:19)?84|GPS|(?:OGC )?CRS ?84|(?:URN OGC DEF CRS|HTTP WWW\.OPENGIS\.NET DEF CRS) OGC 1\.3 CRS84)$/,
    WGS84,
  ],
  [
    /^(?:CGCS ?2000|国家2000|(?:国家)?2000(?:国家)?大地坐标系?|GCS CHINA GEODETIC COORDINATE SYSTEM 2000)$/,
    CGCS2000,
  ],
  [/^(?:GCJ ?0?2|GCJ|火星(?:坐标系?)?|高德|AMAP|GAODE|腾讯|TENCENT)$/, GCJ02],
  [
    /^(?:(?:ESRI )?54009|(?:WORLD )?MOLLWEIDE)$/,
    projectedCrs(
      "ESRI:54009",
      "World Mollweide",
      "+proj=moll +lon_0=0 +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs",
    ),
  ],
  [/^(?:BD ?0?9(?: ?LL)?|百度|BAIDU)$/, BD09],
];

function ofName(key: string): Crs | null {
  const named = NAMES.find(([pattern]) => pattern.test(key));
  if (named !== undefined) return named[1];
  const utm = /^(?:WGS ?(?:19)?84 )?UTM (?:ZONE )?(\d{1,2}) ?([NS])$/.exec(key);
  if (utm !== null && Number(utm[1]) >= 1 && Number(utm[1]) <= 60)
    return utmCrs(Number(utm[1]), utm[2] === "S");
  if (/^(?:WEB|PSEUDO|WGS ?(?:19)?84 PSEUDO|WGS 1984 WEB) MERCATOR(?: AUXILIARY SPHERE)?$/.test(key))
    return ofCode(3857);
  return /^(?:CGCS|国家|中国)? ?2000\b|^CGCS ?2000/.test(key) ? ofZoneName(key) : null;
}

/** `CGCS2000 3 DEGREE GAUSS KRUGER CM 114E`, `CGCS2000 GK ZONE 20`, `CGCS2000 3度带 38带`, … */
function ofZoneName(key: string): Crs | null {
  const width: ZoneWidth = /\b3 ?DEG|3 ?度|三度/.test(key) ? 3 : 6;
  const meridian = /\b(?:CM|CENTRAL MERIDIAN) ?(\d{2,3})|中央(?:经线|子午线) ?(\d{2,3})/.exec(key);
  if (meridian !== null) return zoneOfMeridian(width, Number(meridian[1] ?? meridian[2]));
  const zone = /\bZONE ?(\d{2})\b|第? ?(\d{2}) ?(?:号?带|分带)/.exec(key);
  return zone === null ? null : zoneOfNumber(width, Number(zone[1] ?? zone[2]));
}

function ofDefinition(text: string): Crs {
  const name = /^[A-Z_]+\s*\[\s*"([^"]*)"/i.exec(text)?.[1] ?? text;
  return zoneOfWkt(text, name) ?? projectedCrs(text, name, text);
}

/** A zone of CGCS2000 in WKT, by its numbers and not by its name; null for all else. */
function zoneOfWkt(text: string, name: string): Crs | null {
  if (!/^(?:D_)?China_?2000$/i.test((datumOf(text) ?? "").replaceAll(" ", "_"))) return null;
  const parameter = (key: string) =>
    Number(new RegExp(`PARAMETER\\s*\\[\\s*"${key}"\\s*,\\s*([-\\d.]+)`, "i").exec(text)?.[1]);
  const easting = parameter("False_Easting");
  const isZone =
    /"(?:Gauss_Kruger|Transverse_Mercator)"/i.test(text) &&
    easting % 1_000_000 === 500_000 &&
    parameter("Scale_Factor") === 1 &&
    parameter("False_Northing") === 0 &&
    parameter("Latitude_Of_Origin") === 0;
  if (!isZone) return null;
  const meridian = parameter("Central_Meridian");
  const number = Math.floor(easting / 1_000_000);
  const isThree = number > 0 ? number * 3 === meridian : /3.?deg/i.test(name) || (meridian - 75) % 6 !== 0;
  return zoneOfMeridian(isThree ? 3 : 6, meridian, number > 0);
}

/** By its authority's code where we know that, else by its content. */
function ofProjJson(json: Readonly<Record<string, unknown>>): Crs {
  const id = json.id as { authority?: unknown; code?: unknown } | undefined;
  if (id?.authority === "OGC" && id.code === "CRS84") return WGS84;
  const crs = id?.authority === "EPSG" ? ofCode(Number(id.code)) : null;
  if (crs !== null) return crs;
  const name = typeof json.name === "string" ? json.name : "PROJJSON";
  return projectedCrs(id === undefined ? name : `${String(id.authority)}:${String(id.code)}`, name, json);
}
