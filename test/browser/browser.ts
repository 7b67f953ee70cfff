/**
 * A headless Chromium for tests of pages: opened from disk, watched for requests and errors.
 */
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { PATIENCE_MS } from "../support/patience.js";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where a Chromium is, or undefined. */
export const CHROMIUM = process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place));

if (CHROMIUM === undefined)
  console.warn("no Chromium: tests of pages are skipped (apt-get install chromium)");

/** Pictures of what was seen, to be looked at after a run; not under version control. */
export const PICTURES = path.resolve(import.meta.dirname, "../../out/browser");

export async function launch(): Promise<Browser> {
  mkdirSync(PICTURES, { recursive: true });
  return chromium.launch({ executablePath: CHROMIUM!, args: ["--no-sandbox"], timeout: PATIENCE_MS });
}

export interface Watched {
  readonly page: Page;
  /** Requests for anything but the page itself and what the page made (blob, data). */
  readonly requests: string[];
  /** Errors and warnings of the console, and uncaught errors. */
  readonly errors: string[];
}

/** Opens a file and waits for its script, unless scripts are off. */
export async function open(
  browser: Browser,
  file: string,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const [requests, errors]: [string[], string[]] = [[], []];
  const own = pathToFileURL(file).href;
  page.on("request", (request) => {
    const url = request.url();
    if (url.split("#")[0] !== own && !/^(blob|data):/.test(url)) requests.push(url);
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(own);
  if (options.javaScriptEnabled !== false) await page.waitForSelector("html.js");
  return { page, requests, errors };
}
