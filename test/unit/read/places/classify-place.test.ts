import { expect, test } from "vitest";
import { SERVICES } from "../../../../src/places/services.js";
import { classifyPlace, KEYWORD_RULES, TYPE_RULES } from "../../../../src/read/places/classify-place.js";
import { readFacilities } from "../../../../src/read/places/read-facilities.js";
import { tableFiles } from "../../../support/table-files.js";

const files = tableFiles();

const classified = (name: string, type: string | null = null, typeCode: string | null = null) =>
  classifyPlace({ name, type, typeCode });

test("every rule is for a known service", () => {
  const known = SERVICES.map(({ id }) => id);
  for (const { service } of [...KEYWORD_RULES.rules, ...TYPE_RULES]) expect(known).toContain(service);
});

test.each([
  ["福源社区老年人日间照料中心", "elderly"],
  ["安康养老院", "elderly-residential"],
  ["小天使托育园", "childcare"],
  ["第一幼儿园", "kindergarten"],
  ["和平里社区食堂", "meals"],
  ["东街社区卫生服务站", "health"],
  ["东街社区卫生服务中心", "health-centre"],
  ["西街党群服务中心", "service-station"],
])("%s offers %s by its name", (name, service) => {
  expect(classified(name)).toEqual({ services: [service], evidence: "name" });
});

test("the name comes before the type, the type before nothing", () => {
  // A nursery that a map service files under kindergartens.
  expect(classified("小天使托育中心", "科教文化服务;学校;幼儿园", "141204")).toEqual({
    services: ["childcare"],
    evidence: "name",
  });
  expect(classified("小天使", "科教文化服务;学校;幼儿园", "141204")).toEqual({
    services: ["kindergarten"],
    evidence: "type",
  });
  expect(classified("小天使", null, "141204").services).toEqual(["kindergarten"]);
});

test("a bus stop named after a facility offers nothing, nor does a shop for sports goods", () => {
  expect(classified("社区卫生服务中心(公交站)", "交通设施服务;公交车站;公交车站相关").services).toEqual([]);
  expect(classified("健身器材专卖店", "购物服务;体育用品店;体育用品店").services).toEqual([]);
  expect(classified("健身中心", "体育休闲服务;运动场馆;健身中心").services).toEqual(["sports"]);
  expect(classified("太阳度假村", "体育休闲服务;度假疗养场所;疗养院").services).toEqual([]);
});

test("codes that are to be compared with print count on request only", () => {
  const place = { name: "大众", type: null, typeCode: "090601" };
  expect(classifyPlace(place).services).toEqual([]);
  expect(classifyPlace(place, { unsureCodes: true }).services).toEqual(["pharmacy"]);
});

test("points of a map service are classified row by row, and make no service complete", async () => {
  const file = files.write(
    "id,name,type,typecode,lon,lat\n1,东街社区食堂,餐饮服务;快餐厅,050300,116.1,39.9\n" +
      "2,第一幼儿园,科教文化服务;学校;幼儿园,141204,116.2,39.9\n3,某公司,公司企业;公司,170200,116.3,39.9\n",
  );
  const { facilities, completeness, notes } = await readFacilities(file, { crs: "WGS84" });
  expect(facilities.map(({ services, evidence }) => [services, evidence])).toEqual([
    [["meals"], "name"],
    [["kindergarten"], "name"],
  ]);
  expect(completeness).toEqual({ meals: "incomplete", kindergarten: "screening" });
  expect(notes.find(({ code }) => code === "rows-set-aside")?.count).toBe(1);
});
