/**
 * Opening hours as registers in Chinese write them, each at five times of one week: Wednesday at ten, half past twelve
 * and eight in the evening, Sunday at ten, Monday at ten (25, 29 and 23 November 2026). `o` open, `c` closed, `?` not
 * understood; each worked out by reading the words.
 */
import { expect, test } from "vitest";
import { parseStudyTime } from "../../../../src/places/study-time.js";
import { chineseHours } from "../../../../src/read/places/chinese-hours.js";
import { openingHoursAt } from "../../../../src/read/places/opening-hours.js";

const TIMES = [
  "2026-11-25T10:00",
  "2026-11-25T12:30",
  "2026-11-25T20:00",
  "2026-11-29T10:00",
  "2026-11-23T10:00",
];
const SIGNS: Readonly<Record<string, string>> = { open: "o", closed: "c", unclear: "?" };

const PHRASINGS: readonly (readonly [hours: string, at: string])[] = [
  // Days before times.
  ["周一至周五 9:00-17:00 周末休息", "oocco"],
  ["周一至周五 8:00-17:00", "oocco"],
  ["周一到周五9:00—17:00", "oocco"],
  ["周一至周日 9:00-21:00", "ooooo"],
  ["周一～周五：09:00～17:00", "oocco"],
  ["周一-周五 9:00-17:00", "oocco"],
  ["周1至周5 9:00-17:00", "oocco"],
  ["周一至五 8:30-17:30", "oocco"],
  ["周二至周日 9:00-17:00", "oococ"],
  ["星期一至星期五 8：00－17：00", "oocco"],
  ["星期一至星期日8：00－20：00", "oocoo"],
  ["礼拜一到礼拜六 9:00-18:00", "oocco"],
  ["每周一至周五9:00-17:00", "oocco"],
  ["周一、周三、周五 9:00-11:30", "occco"],
  ["周一三五 9:00-17:00", "oocco"],
  ["逢周二、周四 14:00-16:00", "ccccc"],
  ["工作日 9:00~17:00", "oocco"],
  ["工作日9:00-17:00，周末10:00-16:00", "oocoo"],
  ["工作日：8:30-12:00，14:00-17:30", "occco"],
  ["周末 9:00-17:00", "cccoc"],
  ["双休日9:00-17:00", "cccoc"],
  ["每天 17:30—21:30", "ccocc"],
  ["每日8:00至20:00", "oocoo"],
  ["全年 9:00-21:00", "ooooo"],
  // Times before days.
  ["9:00-17:00（周一至周五）", "oocco"],
  ["8:30-17:30 周一至周五", "oocco"],
  ["9:00-17:00（周一至周五） 10:00-12:00（周六周日）", "oocoo"],
  // Round the clock.
  ["24小时营业", "ooooo"],
  ["24小时", "ooooo"],
  ["全天", "ooooo"],
  ["全天24小时开放", "ooooo"],
  ["全天候开放", "ooooo"],
  ["周一至周日 24小时", "ooooo"],
  ["00:00-24:00", "ooooo"],
  // Closed on some days.
  ["9:00-21:00（周一闭馆）", "ooooc"],
  ["9:00-21:00 周一闭馆", "ooooc"],
  ["周一闭馆，其余时间9:00-17:00", "oococ"],
  ["9:00-17:00，每周一休息", "oococ"],
  ["9:00-17:00（周一除外）", "oococ"],
  ["除周一外 9:00-17:00", "oococ"],
  ["9:00-17:00，周六、周日不营业", "oocco"],
  ["周一至周五9:00-17:00，周六周日不开放", "oocco"],
  ["周三休息，8:00-20:00", "cccoo"],
  ["工作日8:30-17:30（节假日休息）", "oocco"],
  ["周一至周五8:30-17:30，法定节假日除外", "oocco"],
  ["周一至周五（法定节假日除外）9:00-17:00", "oocco"],
  ["9:00-18:00（法定节假日休息）", "oocoo"],
  ["周二至周日9:00-17:00（16:30停止入场）", "?????"],
  // Midday.
  ["9:00-17:00（午休12:00-13:30）", "occoo"],
  ["8:30-17:30 午休 12:00-14:00", "occoo"],
  ["8:00-18:00，12:00-13:00午休", "occoo"],
  ["周一至周五 8:30-12:00、14:00-17:30", "occco"],
  ["9:00-17:00（中午休息）", "o?coo"],
  ["9:00-17:00，中午不休息", "oocoo"],
  ["上午8:30-11:30，下午2:00-5:30", "occoo"],
  ["上午8:00-12:00 下午14:00-17:00", "occoo"],
  // Hours in words.
  ["早上8点至晚上9点", "ooooo"],
  ["上午9点到下午5点半", "oocoo"],
  ["早9晚5", "oocoo"],
  ["早九晚九", "ooooo"],
  ["8点-20点", "oocoo"],
  ["8时至17时30分", "oocoo"],
  ["九点至十七点", "oocoo"],
  ["8:00-次日2:00", "ooooo"],
  ["18:00-次日凌晨2:00", "ccocc"],
  ["0830-1730", "?????"],
  ["周一至周五 0830-1730", "oocco"],
  ["8.30-17.30 每天", "oocoo"],
  ["营业时间：9:00-22:00", "ooooo"],
  ["开放时间:周二至周日9:00-17:00(周一闭馆)", "oococ"],
  ["早餐6:30-8:30 午餐11:00-13:00 晚餐17:00-20:30", "coocc"],
  ["午餐：10:30-13:00；晚餐：16:30-18:30", "coccc"],
  ["周一至周五9:00-17:00，周末照常营业", "oocoo"],
  // Shut for good, for now, or not yet.
  ["停业", "ccccc"],
  ["暂停营业", "ccccc"],
  ["已停业", "ccccc"],
  ["停业整顿", "ccccc"],
  ["已关闭", "ccccc"],
  ["装修中", "ccccc"],
  ["尚未开放", "ccccc"],
  ["暂停服务", "ccccc"],
  // Not to be told from the clock, or not from these words.
  ["预约开放", "?????"],
  ["夏季8:00-18:00，冬季8:30-17:30", "?????"],
  ["春节休息，9:00-17:00", "?????"],
  ["9:00-17:00（电话预约）", "?????"],
  ["以公告为准", "?????"],
  ["上午", "?????"],
];

test("each phrasing says what it says at five times of a week", async () => {
  const judges = await Promise.all(TIMES.map((time) => openingHoursAt(parseStudyTime(time))));
  const got = PHRASINGS.map(([hours]) => [hours, judges.map((judge) => SIGNS[judge(hours)]).join("")]);
  expect(got).toEqual(PHRASINGS);
});

test("there are more than sixty phrasings that are understood", () => {
  expect(
    PHRASINGS.filter(([hours, at]) => at !== "?????" && chineseHours(hours) !== null).length,
  ).toBeGreaterThan(60);
});

test("hours are written in OpenStreetMap's syntax", () => {
  expect(chineseHours("周一至周五 9:00-17:00 周末休息")).toBe("Mo-Fr 09:00-17:00; Sa-Su off");
  expect(chineseHours("8:30-17:30 午休 12:00-14:00")).toBe("Mo-Su 08:30-12:00,14:00-17:30");
  expect(chineseHours("周一至周五（法定节假日除外）9:00-17:00")).toBe("Mo-Fr 09:00-17:00; PH off");
  expect(chineseHours("18:00-次日2:00")).toBe("Mo-Su 18:00-26:00");
});

test("a public holiday closes what is closed on holidays, where a country is named", async () => {
  // 1 October 2026, the National Day, is a Thursday.
  const judge = await openingHoursAt(parseStudyTime("2026-10-01T10:00"), { holidays: "cn" });
  expect(judge("周一至周五8:30-17:30，法定节假日除外")).toBe("closed");
  expect(judge("周一至周五8:30-17:30，节假日10:00-16:00")).toBe("open");
  expect(judge("每天 8:30-17:30")).toBe("open");
});

test("who says only when it is closed says no hours", () => {
  expect([chineseHours("周一闭馆"), chineseHours("法定节假日休息")]).toEqual([null, null]);
  expect(chineseHours("周一闭馆，其余9:00-17:00")).toBe("Mo-Su 09:00-17:00; Mo off");
});
