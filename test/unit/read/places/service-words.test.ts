/** Words of registers: whole cells, cells of several services, guesses, classes of map services. */
import { expect, test } from "vitest";
import { SERVICES } from "../../../../src/places/services.js";
import { readFacilities } from "../../../../src/read/places/read-facilities.js";
import { classPathOf, SERVICE_WORDS, servicesOfText } from "../../../../src/read/places/service-words.js";
import { oddNotes } from "../../../support/odd-notes.js";
import { tableFiles } from "../../../support/table-files.js";

const { write } = tableFiles();
const HEAD = "id,name,service,lon,lat\n";

const meaning = (text: string) => {
  const { services, words } = servicesOfText(text);
  return `${services.join(" ")}${words.some(({ isGuess }) => isGuess) ? " ?" : ""}`;
};

test("every word has a known service and a source, stands once, and there are more than 150", () => {
  const known = new Set(SERVICES.map(({ id }) => id));
  const words = SERVICE_WORDS.words.flatMap((entry) => entry.words);
  for (const { service, source } of SERVICE_WORDS.words) {
    expect(known).toContain(service);
    expect(Object.keys(SERVICE_WORDS.sources)).toContain(source);
  }
  for (const { service } of SERVICE_WORDS.parts) expect(known).toContain(service);
  expect(new Set(words).size).toBe(words.length);
  expect(words.length).toBeGreaterThan(150);
});

test.each([
  // Names of the standard and the plan, and what registers make of them.
  ["社区卫生服务站", "health"],
  ["老年人日间照料中心", "elderly"],
  ["老年人日间照料中心（托老所）", "elderly"],
  ["生鲜超市", "convenience"],
  ["社区卫生服务中心（社区医院）", "health-centre"],
  ["托育服务中心", "childcare"],
  ["快递驿站", "parcel"],
  ["社区 食堂", "meals"],
  ["居家养老服务中心", "elderly"],
  ["四点半学堂", "afterschool"],
  // Marked as guesses in the list.
  ["邻里中心", "service-station ?"],
  ["残疾人康复站", "health ?"],
  ["社区嵌入式服务综合体", "service-station ?"],
  // Guessed from their parts.
  ["东湖街道第二长者食堂", "meals ?"],
  ["阳光老年人日间照料站", "elderly ?"],
  ["日间照料中心暨社区食堂", "elderly meals"],
  ["老年日托中心", ""],
  ["体育用品店", ""],
  ["宠物诊所", ""],
  ["警务室", ""],
])("%s means %s", (text, expected) => {
  expect(meaning(text)).toBe(expected);
});

test("a cell is looked up whole, then in its parts, and all its services are kept", () => {
  expect(meaning("老年人日间照料;社区助餐;婴幼儿托育;文化休闲")).toBe("elderly childcare meals culture");
  expect(meaning("药店+便利店")).toBe("pharmacy convenience");
  expect(meaning("儿童、老年人活动场地")).toBe("play");
  expect(servicesOfText("社区食堂、警务室")).toMatchObject({ services: ["meals"], unknown: ["警务室"] });
});

test("of a map service's path of classes the narrowest known one counts, as a guess", () => {
  expect(classPathOf("社区食堂;药店")).toBeNull();
  expect(meaning("医疗保健服务;医药保健销售店;药房")).toBe("pharmacy ?");
  expect(meaning("购物服务;便民商店/便利店;便民商店/便利店")).toBe("convenience ?");
  expect(meaning("购物;超市")).toBe("convenience ?");
  expect(meaning("餐饮服务;中餐厅;中餐厅")).toBe("");
  expect(meaning("生活服务;邮局;邮局|金融保险服务;银行;银行")).toBe("parcel ?");
});

test("a guess is used and named until the user says what the word means", async () => {
  const table = write(`${HEAD}1,,邻里中心,1,2\n2,,邻里中心,1.1,2\n3,,药店,1.2,2\n`);
  const set = await readFacilities(table);
  expect(set.facilities.map(({ services }) => services[0])).toEqual([
    "service-station",
    "service-station",
    "pharmacy",
  ]);
  expect(oddNotes(set).map(({ code, count, subject }) => [code, count, subject])).toEqual([
    ["service-guessed", 2, "邻里中心"],
  ]);
  const said = await readFacilities(table, { services: { 邻里中心: ["elderly", "meals"] } });
  expect(said.facilities[0]?.services).toEqual(["elderly", "meals"]);
  expect(oddNotes(said)).toEqual([]);
});

test("the user's word comes before the list, also for a part of a cell", async () => {
  const table = write(`${HEAD}1,,文化和体育;药店,1,2\n`);
  const { facilities } = await readFacilities(table, { services: { 文化和体育: "culture" } });
  expect(facilities[0]?.services).toEqual(["pharmacy", "culture"]);
});

test("a column of map-service classes is read by name and class, and restaurants are set aside", async () => {
  const set = await readFacilities(
    write(
      "id,name,service,lon,lat\n1,东街社区食堂,餐饮服务;快餐厅;快餐厅,1,2\n2,乙,医疗保健服务;医药保健销售店;药房,1.1,2\n" +
        "3,某面馆,餐饮服务;中餐厅;中餐厅,1.2,2\n",
    ),
  );
  expect(set.facilities.map(({ services, evidence }) => [services[0], evidence])).toEqual([
    ["meals", "name"],
    ["pharmacy", "type"],
  ]);
  expect(set.completeness).toEqual({ meals: "incomplete", pharmacy: "screening" });
  expect(oddNotes(set).map(({ code, count }) => [code, count])).toEqual([
    ["services-by-class", 2],
    ["rows-set-aside", 1],
  ]);
});

test("what the user says of a class of a map service goes before the class, and after the name of the place", async () => {
  const set = await readFacilities(
    write(
      "id,name,service,lon,lat\n1,幸福养老驿站,购物服务;便利店;便利店,1,2\n2,乙,购物服务;便利店;便利店,1.1,2\n3,丙,购物服务;商场;商场,1.2,2\n",
    ),
    { services: { "购物服务;便利店;便利店": "daily-shops", "购物服务;商场;商场": null } },
  );
  expect(set.facilities.map(({ services }) => services)).toEqual([["elderly"], ["daily-shops"]]);
  // Points of a map service, whoever says what they are: as good as OpenStreetMap for each service.
  expect(set.completeness).toEqual({ elderly: "incomplete", "daily-shops": "screening" });
});
