/**
 * Heads of coordinates and what they say of the coordinate system.
 */
import { expect, test } from "vitest";
import { placeHead } from "../../../../src/read/tables/place-heads.js";

test.each<[head: string, axis: string, datum: string | null]>([
  ["lon", "lon", null],
  ["Latitude", "lat", null],
  ["经度（°）", "lon", null],
  ["Longitude (deg)", "lon", null],
  ["POINT_X", "lon", null],
  ["Y坐标", "lat", null],
  ["WGS84_经度", "lon", "WGS84"],
  ["纬度_84", "lat", "WGS84"],
  ["longitude_WGS84", "lon", "WGS84"],
  ["GPS经度", "lon", "WGS84"],
  ["lng_gcj02", "lon", "GCJ-02"],
  ["经度(GCJ-02)", "lon", "GCJ-02"],
  ["经度（GCJ02）", "lon", "GCJ-02"],
  ["gd_lat", "lat", "GCJ-02"],
  ["高德地图纬度", "lat", "GCJ-02"],
  ["火星坐标系经度", "lon", "GCJ-02"],
  ["腾讯坐标_经度", "lon", "GCJ-02"],
  ["bd09_lat", "lat", "BD-09"],
  ["baiduLng", "lon", "BD-09"],
  ["百度经度", "lon", "BD-09"],
  ["bd09ll_lon", "lon", "BD-09"],
  ["百度X", "lon", "BD-09"],
  ["lat_tx", "lat", "GCJ-02"],
  ["gcj02ll_lng", "lon", "GCJ-02"],
  ["Lon (°E)", "lon", null],
  // Metres of some zone: the datum alone says nothing of where they are.
  ["X(CGCS2000)", "lon", null],
  ["cgcs2000_lon", "lon", "CGCS2000"],
  ["天地图经度", "lon", "CGCS2000"],
  ["经纬度", "both", null],
  ["GCJ02坐标", "both", "GCJ-02"],
  ["location", "both", null],
])("%s is %s in %s", (head, axis, datum) => {
  expect(placeHead(head)).toMatchObject({ axis, datum });
});

// Metres of Baidu's Mercator are not degrees of BD-09; a datum alone, a word with lon in it and an address say nothing.
test.each([
  "bd09mc_x",
  "gd",
  "84",
  "salon",
  "longest_side",
  "地址",
  "long name",
  "lattice",
  "gcj02_wgs84_lon_wgs84",
  "",
])("%o speaks of no coordinate", (head) => {
  expect(placeHead(head)).toBeNull();
});
