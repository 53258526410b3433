import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Frame,
  type Page,
} from "playwright-core";
import { findChromium } from "@/scripts/lib/chromium.mjs";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];
/** Less than a test may take, so that a failure names its step. */
const STEP_TIMEOUT_MS = 15_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Undefined where no browser is installed. */
export const chromiumPath: string | undefined = findChromium();

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath ?? "", args: ARGUMENTS });
}

export interface Visitor {
  page: Page;
  context: BrowserContext;
  /** Exceptions and errors on the console of the page, but for refusals of the API, which the page shows. */
  complaints: string[];
}

export async function openPortal(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1280, height: 820 },
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(STEP_TIMEOUT_MS);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      complaints.push(message.text());
  });
  return { page, context, complaints };
}

/** By password; resolves on the page that comes next. */
export async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/overview");
}

/** What axe finds wrong with the page as it stands, one line per rule and element. */
export async function accessibilityViolations(page: Page | Frame): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
  });
}

/** How far things moved by themselves since the page began to load (the Cumulative Layout Shift). */
export async function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
            if (!entry.hadRecentInput) sum += entry.value;
          }
        });
        observer.observe({ type: "layout-shift", buffered: true });
        // Two frames: what was observed so far has been handed over by then.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            observer.disconnect();
            resolve(sum);
          }),
        );
      }),
  );
}

/** The page where it scrolls sideways, and on a phone each table that is wider than its card. */
export async function widerThanTheirPlace(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isPhone = window.innerWidth < 640;
    const tables = isPhone ? [...document.querySelectorAll("table")] : [];
    const wide = tables.filter((table) => table.offsetWidth > (table.parentElement?.clientWidth ?? 0));
    const overflow = document.documentElement.scrollWidth - window.innerWidth;
    return [
      ...(overflow > 0 ? [`the page, by ${overflow} px`] : []),
      ...wide.map(
        (table) =>
          `${table.ariaLabel ?? "a table"}, by ${table.offsetWidth - (table.parentElement?.clientWidth ?? 0)} px`,
      ),
    ];
  });
}

/** As if the person went to another tab, and came back. */
export async function setVisibility(page: Page, state: "visible" | "hidden"): Promise<void> {
  await page.evaluate((wanted) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => wanted });
    Object.defineProperty(document, "hidden", { configurable: true, get: () => wanted === "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
}
