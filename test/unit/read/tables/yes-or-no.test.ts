import { expect, test } from "vitest";
import { yesOrNoOf } from "../../../../src/read/tables/yes-or-no.js";

test("words of registers for whom a place is", () => {
  for (const word of [
    "是",
    "对外开放",
    "向社会开放",
    "面向社会公众开放",
    "全部开放",
    "居民均可",
    "Public",
    "有",
  ])
    expect(yesOrNoOf(word), word).toBe(true);
  for (const word of [
    "否",
    "仅限本单位",
    "只对内部职工",
    "内部使用",
    "暂不对外",
    "本小区居民",
    "staff only",
    "无。",
  ])
    expect(yesOrNoOf(word), word).toBe(false);
});

test("words that say neither are not an answer", () => {
  for (const word of ["凭证", "部分开放", "预约", "60岁以上", "08:00-17:00"])
    expect(yesOrNoOf(word), word).toBe(null);
});
