import { readdirSync } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPERATOR, type Seeded, seed } from "../screenshots/seed";
import { tenantOf, type View, viewsOf } from "../screenshots/views";
import { type RunningApp, startApp } from "../setup/app";
import {
  accessibilityViolations,
  chromiumPath,
  layoutShift,
  openPortal,
  signIn,
  startBrowser,
  type Visitor,
  widerThanTheirPlace,
} from "./portal-browser";

const PORTAL = path.resolve(import.meta.dirname, "../../app/(portal)");
const DESK = 1_280;
const PHONE = 390;
const LOOKS = [
  { colorScheme: "light", width: PHONE },
  { colorScheme: "dark", width: PHONE },
  { colorScheme: "dark", width: DESK },
  { colorScheme: "light", width: DESK },
] as const;
/** Of the whole load; what a person does not see move. 0.1 is what counts as good. */
const MOST_SHIFT = 0.02;

/** The areas as they are drawn for docs/screenshots, and what of them is not drawn there. */
function pagesOf(seeded: Seeded): View[] {
  const tab = (name: string, text: View["text"]): View => ({
    name: `subscription, ${name}`,
    path: `/subscriptions/${seeded.subscriptionId}?tab=${name}`,
    text,
    scope: "acme",
  });
  return [
    ...viewsOf(seeded),
    tab("deliveries", "order.created"),
    tab("secrets", "Rotate the secret"),
    tab("testing", "Send a test"),
    {
      name: "undelivered deliveries",
      path: "/deliveries?undelivered=1h",
      text: "not arrived everywhere",
      scope: "acme",
    },
  ];
}

/** The names stand before the ids are known. */
const NAMES = pagesOf({} as Seeded).map(({ name }) => name);

describe.runIf(chromiumPath)("every page of the portal, with the data of a busy customer", () => {
  let app: RunningApp;
  let browser: Browser;
  let visitor: Visitor;
  let seeded: Seeded;
  let views: View[];

  beforeAll(async () => {
    [app, browser] = await Promise.all([startApp(), startBrowser()]);
    seeded = await seed({ app, databaseUrl: process.env.DATABASE_URL ?? "", stop: () => app.stop() });
    views = pagesOf(seeded);
    visitor = await openPortal(browser, app.url);
    await signIn(visitor.page, OPERATOR);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await seeded?.stop();
  });

  it("is looked at here: no page of the app is left out", () => {
    const pages = readdirSync(PORTAL, { recursive: true, encoding: "utf8" })
      .filter((file) => path.basename(file) === "page.tsx")
      .map((file) => new RegExp(`^/${path.dirname(file).replaceAll(/\[\w+\]/g, "[^/]+")}$`));
    const paths = views.map((view) => view.path.split("?")[0] ?? "");
    expect(pages.filter((page) => !paths.some((one) => page.test(one)))).toEqual([]);
  });

  it.each(NAMES)("%s does not jump, fits a phone, and has no accessibility violation in any look", async (name) => {
    const { page, context, complaints } = visitor;
    const view = views.find((one) => one.name === name);
    if (!view) throw new Error(`no view is called ${name}`);
    const value = tenantOf(view, seeded);
    await context.addCookies([{ name: "hookswitch_tenant", value, url: app.url }]);
    for (const width of [PHONE, DESK]) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(view.path);
      await page.getByRole("main").getByText(view.text).first().waitFor();
      await page.waitForLoadState("networkidle");
      expect(await layoutShift(page), `shift at ${width}`).toBeLessThan(MOST_SHIFT);
    }
    for (const { colorScheme, width } of LOOKS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      expect(await accessibilityViolations(page), `${colorScheme} at ${width}`).toEqual([]);
      expect(await widerThanTheirPlace(page), `at ${width}`).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });

  it("asks for the health of all tenants of a page at once, not once for each row", async () => {
    const { page, context } = visitor;
    await context.addCookies([{ name: "hookswitch_tenant", value: "", url: app.url }]);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const answered = page.waitForResponse((response) => response.url().includes("/api/v1/health/tenants"));
    await page.goto("/tenants");
    await page.getByRole("row", { name: /Acme GmbH.*open/ }).waitFor();
    await answered;
    expect(asked.filter((pathname) => /^\/api\/v1\/tenants\/[^/]+\/health$/.test(pathname))).toEqual([]);
  });

  it.each([
    "/sign-in",
    "/forgot-password",
    "/reset-password#token=none",
    "/invitation#token=none",
    "/portal#token=none",
  ])("%s, for a stranger, is as good", async (address) => {
    const stranger = await openPortal(browser, app.url);
    const { page } = stranger;
    await page.goto(address);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForLoadState("networkidle");
    expect(await layoutShift(page)).toBeLessThan(MOST_SHIFT);
    for (const { colorScheme, width } of LOOKS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await widerThanTheirPlace(page)).toEqual([]);
    }
    await stranger.context.close();
  });
});
