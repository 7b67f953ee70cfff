/**
 * Heads of columns that hold coordinates, and the datum that a head names: `lon`, `经度`, `lng_gcj02`, `WGS84_经度`,
 * `bd_lat`, `经纬度`.
 */

/** What a column of coordinates holds: one number of a place, or both in one text. */
type PlaceAxis = "lon" | "lat" | "both";

/** What a head says. */
export interface PlaceHead {
  readonly axis: PlaceAxis;
  /** Names of one kind belong together: `lon` and `lat`, `x` and `y`, `经度` and `纬度`. */
  readonly kind: "degrees" | "longitude" | "xy" | "经纬" | "both";
  /** Place among the names of its axis, the preferred ones first. */
  readonly rank: number;
  /** As `parseCrs` understands it; null where the head names none. */
  readonly datum: string | null;
  /** Of both in one text: which stands first; null where the name does not say. */
  readonly first: "lon" | "lat" | null;
}

const LON: readonly (readonly [name: string, kind: PlaceHead["kind"]])[] = [
  ["lon", "degrees"],
  ["lng", "degrees"],
  ["long", "degrees"],
  ["longitude", "longitude"],
  ["x", "xy"],
  ...xyNames("x", "easting"),
  ["经度", "经纬"],
  ["东经", "经纬"],
];
const LAT: readonly (readonly [name: string, kind: PlaceHead["kind"]])[] = [
  ["lat", "degrees"],
  ["latitude", "longitude"],
  ["y", "xy"],
  ...xyNames("y", "northing"),
  ["纬度", "经纬"],
  ["北纬", "经纬"],
];
const LON_FIRST = ["lonlat", "lnglat", "longlat", "longitudelatitude", "经纬度", "经纬", "经度纬度"];
const LAT_FIRST = ["latlon", "latlng", "latlong", "latitudelongitude", "纬经度", "geopoint2d", "geopoint"];
const EITHER_FIRST = [
  "location",
  "loc",
  "coord",
  "coords",
  "coordinate",
  "coordinates",
  "位置",
  "position",
  "",
];

/** Who writes which datum: the Chinese map services shift their coordinates, surveys and GNSS do not. */
const DATUMS: readonly (readonly [datum: string, names: string])[] = [
  ["WGS84", "wgs84|wgs1984|wgs|gps|84"],
  ["GCJ-02", "gcj02ll|gcj02|gcj|火星|mars|国测局|高德地图|高德|amap|gaode|gd|腾讯地图|腾讯|tencent|qq|tx"],
  ["BD-09", "bd09ll|bd09|bd|百度地图|百度|baidu"],
  ["CGCS2000", "cgcs2000|cgcs|国家2000|2000国家大地|2000大地|天地图|tianditu|tdt"],
];
const ANY_DATUM = DATUMS.map(([, names]) => names).join("|");
const HEADS = new Map<string, Omit<PlaceHead, "datum">>([
  ...axisEntries("lon", LON),
  ...axisEntries("lat", LAT),
  ...bothEntries(LON_FIRST, "lon"),
  ...bothEntries(LAT_FIRST, "lat"),
  ...bothEntries(EITHER_FIRST, null),
]);
const PATTERN = new RegExp(
  `^(?<before>${ANY_DATUM})?(?<name>${[...HEADS.keys()].sort((a, b) => b.length - a.length).join("|")})(?<after>${ANY_DATUM})?$`,
);

/** What a head says of coordinates; null where it speaks of none. */
export function placeHead(column: string): PlaceHead | null {
  const spoken = column
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/[([【〔{]\s*(?:度|°|deg|degrees|°?e|°?n|m|米)\s*[)\]】〕}]/g, "");
  const isOfCoordinates = /坐标|coord/.test(spoken);
  const plain = spoken.replace(/坐标系|坐标|[^\p{L}\p{N}]+/gu, "");
  const { before, name, after } = PATTERN.exec(plain)?.groups ?? {};
  if (name === undefined || (before !== undefined && after !== undefined)) return null;
  const head = HEADS.get(name);
  const word = before ?? after;
  // A datum alone is the name of its coordinates where it says that it is; "84", "gd" and "bd" alone are not.
  if (head === undefined || (name === "" && !isOfCoordinates)) return null;
  if (head.kind === "xy" && word !== undefined && /^[a-z\d]{1,2}$/.test(word)) return null;
  const datum = word === undefined ? null : datumOf(word);
  // Grid coordinates on CGCS2000 are metres in some zone, and no degrees of it.
  return { ...head, datum: head.kind === "xy" && datum === "CGCS2000" ? null : datum };
}

/** As ArcGIS, QGIS and surveys write it: `POINT_X`, `xcoord`, `easting`. */
function xyNames(letter: string, word: string): (readonly [name: string, kind: "xy"])[] {
  const names = [`point${letter}`, `${letter}coord`, `coord${letter}`, `${letter}coordinate`, word];
  return names.map((name) => [name, "xy"] as const);
}

function datumOf(word: string): string | null {
  return DATUMS.find(([, names]) => names.split("|").includes(word))?.[0] ?? null;
}

function axisEntries(axis: "lon" | "lat", names: typeof LON): [string, Omit<PlaceHead, "datum">][] {
  return names.map(([name, kind], rank) => [name, { axis, kind, rank, first: null }]);
}

function bothEntries(
  names: readonly string[],
  first: PlaceHead["first"],
): [string, Omit<PlaceHead, "datum">][] {
  return names.map((name, rank) => [name, { axis: "both", kind: "both", rank, first }]);
}
