import { expect, test } from "vitest";
import { InvalidInputError } from "../../../../src/base/errors.js";
import { openingHoursFilter } from "../../../../src/city/ask/opening-hours-filter.js";

test("without a time there is no filter of opening hours", async () => {
  expect(await openingHoursFilter({})).toBeNull();
});

test("a zone or a country without a time is refused", async () => {
  await expect(openingHoursFilter({ timeZone: "Asia/Shanghai" })).rejects.toThrow(InvalidInputError);
  await expect(openingHoursFilter({ holidays: "cn" })).rejects.toThrow("no time (at)");
});

test("an instant is read on the clock of the city", async () => {
  // 25 November 2026 is a Wednesday; 04:00 in Greenwich is noon in Shanghai.
  const asked = await openingHoursFilter({ at: "2026-11-25T04:00Z", timeZone: "Asia/Shanghai" });
  expect(asked!.time).toEqual({ wallTime: "2026-11-25T12:00", timeZone: "Asia/Shanghai" });
  const hours = ["Mo-Fr 11:00-13:00", "Sa 11:00-13:00", undefined];
  expect(hours.map((text) => asked!.stateOf(text))).toEqual(["open", "closed", "unhoured"]);
});

test("public holidays close what is closed on them, where a country is named", async () => {
  // 1 October is the national day of China; in 2026 a Thursday.
  const hours = "Mo-Fr 09:00-17:00; PH off";
  const stateWith = async (holidays?: string) =>
    (await openingHoursFilter({ at: "2026-10-01T12:00", holidays }))!.stateOf(hours);
  expect(await stateWith("cn")).toBe("closed");
  expect(await stateWith()).toBe("open");
});
