/**
 * Report pages in a real browser: what a reader sees and does, in both languages, on paper and with scripts off.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderReport } from "../../src/report/page/render-report.js";
import { townReport } from "../support/town-report.js";
import { CHROMIUM, launch, open, PICTURES, type Watched } from "./browser.js";

const FILE = path.join(tmpdir(), `living-circle-report-${process.pid}.html`);
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Names as a hostile or careless register might hold them. */
const HOSTILE = ["<script>alert(1)</script>", "</script><b>bold", "=1+1", "\"'><img src=x onerror=alert(2)>"];

let browser: Browser;
let opened: Watched;

describe.skipIf(CHROMIUM === undefined)("a report page in Chromium", () => {
  beforeAll(async () => {
    writeFileSync(FILE, renderReport(townReport(HOSTILE)));
    browser = await launch();
    opened = await open(browser, FILE);
    opened.page.on("dialog", (dialog) => {
      opened.errors.push(`a dialog opened: ${dialog.message()}`);
      void dialog.dismiss();
    });
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(FILE, { force: true });
  });

  test("a click on a block shows why it fails, how far the walk is and what to do first", async () => {
    const { page } = opened;
    await page.selectOption("#controls select[name=service]", { label: "kindergarten (3–6)" });
    await page.selectOption("select[name=level]", { label: "Housing" });
    await page.click(".layers summary");
    await clickBlock(page, "Far House");
    const panel = page.locator("#panel");
    await expect.poll(() => panel.innerText()).toContain("Far House");
    const shown = await panel.innerText();
    expect(shown).toContain("kindergarten (3–6): too far");
    expect(shown).toMatch(/Required walk\s+300 m/);
    expect(shown).toMatch(/Walk\s+900 m/);
    expect(shown).toContain("First action. Look for a room within the required walk");
    // Two rings, the straight line, the walk with its white rim, the proposed site, and the gate that would help with its
    // rim; below the blocks the streets in reach.
    expect(await page.locator("#map .leaflet-overlay-pane path").count()).toBe(8);
    expect(await page.locator("#map .leaflet-reach-pane path").count()).toBe(1);
    expect(shown).toMatch(/Smallest change\s+gate to open, 100 m/);
    expect(shown).toMatch(/depends\s+place/);
    await page.selectOption("select[name=colourBy]", { label: "verdict over the ranges" });
    expect(await page.locator("#legend").innerText()).toContain("depends: 1");
    await page.selectOption("select[name=colourBy]", { index: 0 });
  });

  test("from afar the map shows communities by the share that is without, and its legend says so alone", async () => {
    const far = await open(browser, FILE);
    const legend = far.page.locator("#legend");
    expect(await legend.innerText()).toContain("gap: ");
    for (let i = 0; i < 6; i++) {
      await far.page.click(".leaflet-control-zoom-out");
      await far.page.locator(".leaflet-zoom-anim").waitFor({ state: "detached" });
    }
    await expect.poll(() => legend.innerText()).toContain("share of residents without community meals:");
    const said = await legend.innerText();
    // West: nobody of 160 is without; East: 80 of 80 who could be judged.
    expect(said.match(/\d+–\d+ %/g)).toEqual(["0–20 %", "80–100 %"]);
    expect(said).not.toContain("gap: ");
    // Communities are filled where their blocks lie, and the ground around them is not.
    const share = await far.page.evaluate<number>(`(() => {
      let [filled, all] = [0, 0];
      for (const tile of document.querySelectorAll("#map canvas")) {
        const { data } = tile.getContext("2d").getImageData(0, 0, tile.width, tile.height);
        for (let i = 0; i < data.length; i += 4, all++)
          if (data[i] === 0xa6 && data[i + 1] === 0x36 && data[i + 2] === 0x03) filled++;
      }
      return filled / all;
    })()`);
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(0.05);
    await far.page.screenshot({ path: path.join(PICTURES, "town-far.png") });
    expect([far.requests, far.errors]).toEqual([[], []]);
    await far.page.context().close();
  });

  test("the streets within the walk of the chosen place are drawn, and taken away on request", async () => {
    const { page } = opened;
    const reach = page.locator("#map path.reach");
    expect(await reach.count()).toBe(1);
    // A grid of 100 m: from the corner at 900 m, 300 m reach three streets on and more beside them.
    expect((await reach.getAttribute("d"))!.match(/M/g)!.length).toBeGreaterThan(5);
    expect(await page.locator("#panel").innerText()).toContain("computed in this page");
    await page.uncheck("input[name=reach]");
    expect(await reach.count()).toBe(0);
    await page.check("input[name=reach]");
    expect(await reach.count()).toBe(1);
  });

  test("the page says what lies outside, who is of which age, and what a plan adds", async () => {
    const { page } = opened;
    const facts = await page.locator("#facts").innerText();
    expect(facts).toContain("Inner <town>; facilities up to 1\u202f000 m outside count");
    expect(facts).toContain("blocks: 2; residents: 30; facilities: 1");
    // 20 of 50 people aged 60+ live at Near House, within 300 m of the kindergarten.
    const kindergarten = page.locator("table.ages tr", { hasText: "kindergarten" });
    expect(await kindergarten.innerText()).toMatch(/100\.0 %[\s\S]*40\.0 %\s*30 gap/);
    const plan = page.locator("#plan");
    expect(await plan.innerText()).toContain("With all of them 180 of 185 people are covered");
    expect(await plan.locator("tbody th").innerText()).toBe(HOSTILE[0]);
    // 20 ask, 10 are served at the one facility, 7 queue there and 3 reach none.
    expect(await page.locator("table.capacity tbody tr").innerText()).toMatch(
      /3-5\s*40\s+20\s+10\s*250.0 per 1000\s+10\s+7\s+3/,
    );
    expect(await page.locator("table.queues tbody tr").innerText()).toMatch(/\s+10\s+7$/);
    expect(await page.locator("#ranges").innerText()).toContain("place: 80");
    const explained = await page.locator("table.explanations tbody tr").innerText();
    expect(explained).toContain(`wall ${HOSTILE[0]}; the walk goes by an unnamed bridge (footway)`);
    expect(explained).toContain("gate to open, 100 m: then 260 m; 80 people aged 3-5 gain; blocks: 1");
    const units = await page.locator("table.units tbody th").allInnerTexts();
    // By need: in East 80 people are without each of two services, in West 60 without the kindergarten.
    expect(units).toEqual(["East", "West"]);
  });

  test("the first screen says what is missing most, for how many, where and what to do first, above the fold", async () => {
    const { page } = opened;
    // 185 residents in three blocks and 60 in the four with hostile names: 100 at Near House reach the canteen 300 m away
    // within 15 minutes, and so do the 60; the 80 of Far House do not, and the 5 of Lone House join no street. Meals are a
    // promise, kindergartens are none, so meals come first although 80 + 0 + 10 + 20 + 30 are without a kindergarten.
    expect(await page.locator("#sentence").innerText()).toBe(
      "80 of 240 residents have no community meals within 15 minutes on foot.",
    );
    expect(await page.locator(".promise").nth(1).innerText()).toContain("140 residents without");
    const first = page.locator(".worst-areas > ol > li").first();
    expect(await first.innerText()).toMatch(
      /East\s+of 85 residents\s+80 no community meals\s+80 no kindergarten/,
    );
    const actions = await page.locator(".first-actions li").allInnerTexts();
    expect(actions[0]).toBe(`${HOSTILE[0]}: open kindergarten (3–6) + 80 residents`);
    const wide = await open(browser, FILE, { viewport: { width: 1440, height: 900 } });
    for (const part of ["#sentence", ".promises", ".where-what", "#map", "#legend"]) {
      const box = (await wide.page.locator(part).boundingBox())!;
      expect(box.y + box.height, part).toBeLessThanOrEqual(900);
    }
    await wide.page.screenshot({ path: path.join(PICTURES, "town-first.png") });
    await wide.page.context().close();
  });

  test("names from data show as they are written and run nothing", async () => {
    const { page } = opened;
    for (const name of HOSTILE) {
      await page.fill("#ledger input[name=text]", name);
      await expect.poll(() => page.locator("#ledger tbody th button").first().innerText()).toBe(name);
    }
    await page.fill("#ledger input[name=text]", "");
    expect(await page.locator("#main b", { hasText: "bold" }).count()).toBe(0);
    expect(await page.locator("main img").count()).toBe(0);
  });

  test("the ledger is searched, filtered and sorted", async () => {
    const { page } = opened;
    const residents = () => page.locator("#ledger tbody tr td:nth-child(2)").allInnerTexts();
    // It opens by need: those in a gap for the most services first, a row a place with a chip for each service.
    expect(await page.locator("#ledger tbody th button").first().innerText()).toBe("Far House");
    expect(await page.locator("#ledger tbody tr").first().locator(".chip").allInnerTexts()).toEqual([
      "kindergarten (3–6) 900 m 15.0 min",
      "community meals 16.7 min 1\u202f000 m",
    ]);
    await page.click('#ledger [data-sort="1"]');
    const all = await residents();
    expect(all.map(Number)).toEqual([...all].map(Number).sort((a, b) => b - a));
    await page.click('#ledger [data-sort="1"]');
    expect((await residents()).map(Number)).toEqual([...all].map(Number).sort((a, b) => a - b));
    expect(await page.locator('#ledger th[aria-sort="ascending"]').innerText()).toContain("Residents");
    await page.fill("#ledger input[name=text]", "far ho");
    expect(await page.locator("#ledger tbody th button").allInnerTexts()).toEqual(["Far House"]);
    await page.selectOption("#ledger select[name=service]", { label: "kindergarten (3–6)" });
    expect(await page.locator("#ledger tbody .chip").count()).toBe(1);
    await page.fill("#ledger input[name=text]", "");
    await page.fill("#ledger input[name=least]", "60");
    expect((await residents()).every((n) => Number(n) >= 60)).toBe(true);
  });

  test("the ledger goes away as CSV that a spreadsheet reads and does not run", async () => {
    const { page } = opened;
    await page.fill("#ledger input[name=least]", "");
    await page.selectOption("#ledger select[name=service]", { index: 0 });
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("#download")]);
    const text = readFileSync(await download.path(), "utf8");
    expect(text.startsWith("\uFEFFid,Service,Block,Residents")).toBe(true);
    expect(text).toContain("'=1+1");
    expect(text.trimEnd().split("\r\n").length).toBe(1 + Number(await countOfRows(page)));
  });

  test("the language changes everywhere at once", async () => {
    const { page } = opened;
    await page.click("[data-lang=zh]");
    expect(await page.locator("html").getAttribute("lang")).toBe("zh-Hans");
    const shown = await page.locator("body").innerText();
    for (const words of ["各项服务总览", "分社区与住宅清单", "哪里最缺", "先做什么", "幼儿园", "距离过远"])
      expect(shown).toContain(words);
    expect(shown).not.toContain("Services at a glance");
    expect(await page.locator("select[name=colourBy] option").first().innerText()).toBe("结论");
    expect(await page.locator("#map").getAttribute("aria-label")).toContain("方向键");
    await page.screenshot({ path: path.join(PICTURES, "town-zh.png"), fullPage: true });
    await page.click("[data-lang=en]");
    expect(await page.locator("body").innerText()).not.toContain("各项服务总览");
  });

  test("everything is reached and done with the keyboard", async () => {
    const { page } = opened;
    await page.locator("#ledger tbody th button", { hasText: "Far House" }).first().focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("#panel h3").innerText()).toBe("Far House");
    expect(await page.evaluate("document.activeElement.id")).toBe("panel");
    await page.locator("#map").focus();
    const before = await page.locator("#map .leaflet-map-pane").getAttribute("style");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.locator("#map .leaflet-map-pane").getAttribute("style")).not.toBe(before);
  });

  test("a community is shown alone", async () => {
    const { page } = opened;
    await page.selectOption("select[name=level]", { label: "Community" });
    // The page opens by community; a row a service and unit with somebody in a gap.
    const units = page.locator("#ledger tbody th button");
    expect(new Set(await units.allInnerTexts())).toEqual(new Set(["East", "West"]));
    await page.selectOption("select[name=unit]", { label: "East" });
    expect(new Set(await units.allInnerTexts())).toEqual(new Set(["East"]));
    await page.selectOption("select[name=level]", { label: "Housing" });
    expect(await page.locator("select[name=unit]").count()).toBe(0);
  });

  test.each(["en", "zh"])("axe-core finds nothing to object to (%s)", async (lang) => {
    const { page } = opened;
    await page.click(`[data-lang=${lang}]`);
    // With a place chosen and the drawer of layers open, so that everything that can be shown is looked at.
    await page.locator("#ledger tbody th button").first().click();
    await page.evaluate("document.querySelector('.layers').open = true");
    expect(await objections(page)).toEqual([]);
    await page.evaluate("document.querySelector('.layers').open = false");
    await page.click("[data-lang=en]");
  });

  test("the page fits a phone", async () => {
    const phone = await open(browser, FILE, { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
    const wide = await phone.page.evaluate<number>("document.documentElement.scrollWidth");
    expect(wide).toBeLessThanOrEqual(390);
    // The answer comes first, then the map; what is told of a place lies at the lower edge, and can be closed.
    const [answer, map] = ["#answer", "#map"].map((id) => phone.page.locator(id).boundingBox());
    expect((await answer)!.y).toBeLessThan((await map)!.y);
    await phone.page.locator("#ledger tbody .chip").first().click();
    const panel = (await phone.page.locator("#panel").boundingBox())!;
    expect(Math.round(panel.y + panel.height)).toBe(844);
    expect(await objections(phone.page)).toEqual([]);
    await phone.page.click("#panel .shut");
    expect(await phone.page.locator("#panel:visible").count()).toBe(0);
    await phone.page.screenshot({ path: path.join(PICTURES, "town-phone.png"), fullPage: true });
    expect([phone.requests, phone.errors]).toEqual([[], []]);
    await phone.page.context().close();
  });

  test("with scripts off, fixed maps and tables stand in", async () => {
    const plain = await open(browser, FILE, { javaScriptEnabled: false });
    const shown = await plain.page.locator("body").innerText();
    expect(shown).toContain("Scripts are off");
    expect(shown).toContain("Far House");
    expect(await plain.page.locator(".static-map:visible").count()).toBe(2);
    expect(await plain.page.locator("#map:visible").count()).toBe(0);
    // The answer stands beside the first map.
    expect(shown).toContain("80 of 240 residents have no community meals within 15 minutes on foot.");
    expect(await plain.page.locator("table.headline:visible").count()).toBe(1);
    await plain.page.screenshot({ path: path.join(PICTURES, "town-no-script.png"), fullPage: true });
    await plain.page.context().close();
  });

  test("on paper the fixed maps and tables stand, and no buttons", async () => {
    const { page } = opened;
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".static-map:visible").count()).toBe(2);
    expect(await page.locator("button:visible").count()).toBe(0);
    await page.pdf({ path: path.join(PICTURES, "town.pdf"), preferCSSPageSize: true, printBackground: true });
    await page.emulateMedia({ media: null });
  });

  test("each community has its printed page", async () => {
    const { page } = opened;
    // Headless Chromium prints nothing, so the sheets are looked at instead of being printed.
    await page.evaluate("window.print = () => {}");
    await page.click("#print-each");
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".sheet:visible h1").allInnerTexts()).toEqual([
      "East community",
      "West community",
    ]);
    expect(await page.locator("main:visible").count()).toBe(0);
    const east = await page.locator(".sheet").first().innerText();
    // Lone House joins no street, so that it is in no gap: 80 people of Far House miss both services.
    expect(east).toContain("Missing: kindergarten (3–6) (80 residents), community meals (80 residents)");
    expect(east).toContain("Far House (too far): Look for a room within the required walk");
    await page.pdf({
      path: path.join(PICTURES, "town-sheets.pdf"),
      preferCSSPageSize: true,
      printBackground: true,
    });
    await page.evaluate("window.dispatchEvent(new Event('afterprint'))");
    await page.emulateMedia({ media: null });
    expect(await page.locator(".sheet").count()).toBe(0);
    expect(await page.locator("main:visible").count()).toBe(1);
  });

  test("in all these tests the page made no request and logged no error", async () => {
    const { page } = opened;
    await page.screenshot({ path: path.join(PICTURES, "town-en.png"), fullPage: true });
    expect(opened.requests).toEqual([]);
    expect(opened.errors).toEqual([]);
  });
});

/** What axe-core objects to, targets smaller than 24 pixels included. */
async function objections(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const rules = { "target-size": { enabled: true } };
    const { violations } = await axe.run({ resultTypes: ["violations"], rules });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`,
    );
  });
}

/** Clicks the place of a block on the map, found by its name. */
async function clickBlock(page: Page, name: string): Promise<void> {
  await page.fill("#ledger input[name=text]", name);
  await page.locator("#ledger tbody th button").first().click();
  await page.fill("#ledger input[name=text]", "");
  // Chosen by the list first, so that the ring on the map says where it is; then forgotten by a click elsewhere.
  const ring = await page.locator("#map .leaflet-overlay-pane path").first().boundingBox();
  const map = (await page.locator("#map").boundingBox())!;
  await page.locator("#ledger tbody th button").first().click();
  await page.locator("#map").scrollIntoViewIfNeeded();
  expect(ring).not.toBeNull();
  expect(map.width).toBeGreaterThan(300);
  const again = (await page.locator("#map .leaflet-overlay-pane path").first().boundingBox())!;
  await page.mouse.click(again.x + again.width / 2, again.y + again.height / 2);
}

async function countOfRows(page: Page): Promise<string> {
  const shown = await page.locator("#ledger [role=status]").innerText();
  return /with (\d+) gaps/.exec(shown)![1]!;
}
