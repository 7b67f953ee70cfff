/** Opening hours at a minute: a table of what is written and what it says at noon and at six on a Wednesday. */
import { expect, test } from "vitest";
import { InvalidInputError } from "../../../../src/base/errors.js";
import { parseStudyTime } from "../../../../src/places/study-time.js";
import { openingHoursAt } from "../../../../src/read/places/opening-hours.js";

/** 25 November 2026 is a Wednesday. */
const [NOON, SIX] = [parseStudyTime("2026-11-25T12:00"), parseStudyTime("2026-11-25T18:00")];

test("hours say what they say at noon and at six", async () => {
  const [noon, six] = [await openingHoursAt(NOON), await openingHoursAt(SIX)];
  const table: readonly (readonly [hours: string | undefined, noon: string, six: string])[] = [
    ["Mo-Fr 08:00-17:00", "open", "closed"],
    ["Sa-Su 08:00-20:00", "closed", "closed"],
    ["08:00-12:00,17:00-19:00", "closed", "open"],
    ["Mo-Fr 11:30-13:00; We off", "closed", "closed"],
    ["18:00-02:00", "closed", "open"],
    ["24/7", "open", "open"],
    ["Mo-Fr 08:00-17:00; PH off", "open", "closed"],
    [undefined, "unhoured", "unhoured"],
    [" ", "unhoured", "unhoured"],
    ["by appointment", "unclear", "unclear"],
    ["whenever we like", "unclear", "unclear"],
    ["sunrise-sunset", "unclear", "unclear"],
    ["Mo-Fr 08:00-17:00; SH off", "unclear", "unclear"],
    // As registers in China and Taiwan write them.
    ["周一至周五 8:00-17:00", "open", "closed"],
    ["星期一至星期日8：00－20：00", "open", "open"],
    ["每天 17:30—19:30", "closed", "open"],
    ["工作日 9:00~17:00", "open", "closed"],
    ["周末 9:00-17:00", "closed", "closed"],
    ["全天", "open", "open"],
  ];
  expect(table.map(([hours]) => [hours, noon(hours), six(hours)])).toEqual(table);
});

test("the last minute counts and the closing one does not", async () => {
  const at = async (time: string) => (await openingHoursAt(parseStudyTime(time)))("Mo-Fr 08:00-17:00");
  expect(await at("2026-11-25T07:59")).toBe("closed");
  expect(await at("2026-11-25T08:00")).toBe("open");
  expect(await at("2026-11-25T16:59")).toBe("open");
  expect(await at("2026-11-25T17:00")).toBe("closed");
});

test("public holidays count where a country is named, and nowhere else", async () => {
  // 1 October, the National Day of China, is a Thursday in 2026.
  const day = parseStudyTime("2026-10-01T12:00");
  expect((await openingHoursAt(day))("Mo-Fr 08:00-17:00; PH off")).toBe("open");
  expect((await openingHoursAt(day, { holidays: "cn" }))("Mo-Fr 08:00-17:00; PH off")).toBe("closed");
  await expect(openingHoursAt(day, { holidays: "China" })).rejects.toThrow("two small letters");
});

test("an instant is what the clock of the city shows then; the clock itself needs no zone", () => {
  expect(parseStudyTime("2026-11-25T04:00Z", "Asia/Shanghai")).toEqual({
    wallTime: "2026-11-25T12:00",
    timeZone: "Asia/Shanghai",
  });
  expect(parseStudyTime("2026-11-25T23:30-03:00", "Asia/Taipei").wallTime).toBe("2026-11-26T10:30");
  expect(parseStudyTime("2026-11-25 12:00")).toEqual({ wallTime: "2026-11-25T12:00", timeZone: null });
  expect(parseStudyTime("2026-11-25T00:00Z", "UTC").wallTime).toBe("2026-11-25T00:00");
  expect(() => parseStudyTime("2026-11-25T04:00Z")).toThrow("depends on its time zone");
  expect(() => parseStudyTime("2026-11-25T12:00", "Asia/Peking City")).toThrow(
    'no time zone "Asia/Peking City"',
  );
  for (const wrong of ["noon", "2026-02-30T12:00", "2026-13-01T12:00", "2026-11-25T24:00", "2026-11-25"])
    expect(() => parseStudyTime(wrong)).toThrow(InvalidInputError);
});
