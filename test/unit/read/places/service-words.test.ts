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
  // A school of nine years is both schools, and a park stands twice: OpenStreetMap's tag counts for both services too.
  const twice = words.filter((word, i) => words.indexOf(word) !== i);
  expect(twice.sort()).toEqual(["park", "九年一贯制学校", "公园"]);
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

/** Words of registers and map services that sound like a service and are none, or none that can be told from the word. */
const NO_SERVICE = [
  ..."recycling;recycling point;废品回收;垃圾分类点;垃圾收集站;公共厕所;公厕;停车场;充电桩".split(";"),
  ..."派出所;警务室;消防站;居委会;社区居委会;物业服务;物业管理;物业服务中心;银行;ATM;酒店;宾馆;餐厅".split(
    ";",
  ),
  ..."快餐;咖啡厅;酒吧;KTV;网吧;洗车;汽车维修;加油站;公交站;地铁站;宠物医院;动物医院;医院;综合医院".split(
    ";",
  ),
  ..."口腔诊所;牙科诊所;医美诊所;牙科;美容医院;月子中心;妇幼保健院;疾控中心;急救中心;养老保险;养老金".split(
    ";",
  ),
  ..."人寿保险;养老社区楼盘;殡仪馆;公墓;驾校;培训机构;职业学校;大学;高中;幼儿园培训;早教中心;保姆".split(";"),
  ..."房产中介;商场;购物中心;药品批发;药品监督管理局;卫生监督所;卫生局;邮政储蓄;物流公司;书店".split(";"),
  ..."博物馆;电影院;文化公司;文化传媒;体育用品店;高尔夫;体育彩票;停车公园;产业园;科技园;工业园;动物园".split(
    ";",
  ),
  ..."儿童医院;儿童用品店;母婴店;儿童摄影;街道办事处;志愿者服务站;残疾人之家;救助站".split(";"),
  ..."未成年人保护站;儿童福利院;员工食堂;学校食堂;餐饮服务;老年用品;养生馆;足疗;按摩;日间手术;日间病房".split(
    ";",
  ),
  ..."前置仓;商业广场;万达广场;绿地集团;绿化工程公司;学位房;车位;托运;委托;健身器材店;健康管理公司".split(
    ";",
  ),
  ..."体检中心;母婴室;爱心驿站;环卫驿站;骑手驿站;红色驿站;党建驿站;驿站;游客中心;民政局;图书批发".split(";"),
  ..."playground equipment store;bank;school;parking;nursing school;plant nursery;vet;veterinary clinic".split(
    ";",
  ),
  ..."dental clinic;pharmacy wholesale;cafe;restaurant;soup kitchen;hospital;cemetery;church;police;toilet".split(
    ";",
  ),
];

test.each(NO_SERVICE)("%s is not a service: named as unknown, never guessed", (word) => {
  expect(meaning(word)).toBe("");
});

test.each([
  ["elderly", "托老所;养老驿站;社区养老服务站;日间照料中心;老年人日间照料中心"],
  ["elderly-residential", "养老院;敬老院;护理院;老年公寓;福利院;nursing home"],
  ["childcare", "托育机构;托育;托儿所;nursery"],
  ["kindergarten", "幼儿园;kindergarten"],
  ["afterschool", "托管班;小饭桌;课后服务"],
  ["meals", "社区食堂;长者食堂;老年助餐点;canteen"],
  ["health", "社区卫生服务站;村卫生室;clinic"],
  ["health-centre", "社区卫生服务中心"],
  ["pharmacy", "药店;大药房;pharmacy"],
  ["convenience", "便利店;超市;菜市场;农贸市场;生鲜超市;supermarket"],
  ["daily-shops", "美容美发;洗衣店;家政服务"],
  ["parcel", "快递驿站;菜鸟驿站;邮局;post office"],
  ["sports", "健身房;gym"],
  ["sports-hall", "体育馆;游泳馆"],
  ["sports-ground", "篮球场;足球场"],
  ["culture", "图书馆;老年活动室;棋牌室;library"],
  ["play", "儿童乐园"],
  ["green", "口袋公园"],
  ["play green", "公园;park"],
  ["primary-school", "小学;完全小学"],
  ["secondary-school", "初级中学"],
  ["primary-school secondary-school", "九年一贯制学校"],
])("these words mean %s", (services, words) => {
  for (const word of words.split(";")) expect(meaning(word)).toBe(services);
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

test("a school of nine years is both, and post offices and culture centres are known by their kind", () => {
  expect(servicesOfText("九年一贯制学校").services).toEqual(["primary-school", "secondary-school"]);
  expect(servicesOfText("江汉邮政支局")).toMatchObject({ services: ["parcel"], words: [{ isGuess: true }] });
  expect(servicesOfText("邮政储蓄网点").services).toEqual([]);
  expect(servicesOfText("社区文化中心").services).toEqual(["culture-centre"]);
});
