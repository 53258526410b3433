import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Receiver, startReceiver } from "../receiver";
import { type RunningApp, startApp } from "../setup/app";
import { waitFor } from "../setup/wait-for";
import {
  accessibilityViolations,
  chromiumPath,
  openPortal,
  signIn,
  startBrowser,
  type Visitor,
} from "./portal-browser";

const OPERATOR = { name: "Ada Operator", email: "ada@operator.example", password: "correct horse battery" };
const ACME = "/api/v1/tenants/acme";

interface Listed {
  data: { id: string }[];
}

describe.runIf(chromiumPath)("the keys of the portal, in a browser", () => {
  let app: RunningApp;
  let receiver: Receiver;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    [receiver, app, browser] = await Promise.all([startReceiver(), startApp(), startBrowser()]);
    await app.call("POST", "/api/v1/setup", { ...OPERATOR, code: app.setupCode });
    await app.call("POST", "/api/v1/tenants", { externalId: "acme", name: "Acme GmbH" });
    await app.call("POST", `${ACME}/subscriptions`, { url: receiver.url("/hooks"), events: ["*"] });
    for (const n of [1, 2, 3]) await app.call("POST", `${ACME}/events`, { type: `order.n${n}`, data: { n } });
    await waitFor(
      async () => (await app.call<Listed>("GET", `${ACME}/deliveries?status=delivered`)).data.length === 3,
      { until: "three were delivered" },
    );
    visitor = await openPortal(browser, app.url);
    page = visitor.page;
    await signIn(page, OPERATOR);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await receiver?.stop();
  });

  const focused = () =>
    page.evaluate(() => document.activeElement?.closest("[data-row]")?.querySelector("a")?.textContent);

  /** The server drew the page: keys count once its own code has taken over. */
  async function pressUntil(key: string, isDone: () => Promise<boolean>): Promise<void> {
    await expect
      .poll(async () => {
        if (!(await isDone())) await page.keyboard.press(key);
        return isDone();
      })
      .toBe(true);
  }

  it("Ctrl K finds a page by its name and a delivery by its id, and Escape closes it", async () => {
    const { data } = await app.call<Listed>("GET", "/api/v1/deliveries");
    const palette = page.getByRole("dialog", { name: "Search or jump to" });
    await pressUntil("Control+k", () => palette.isVisible());
    await palette.getByRole("combobox").fill("dead l");
    await palette.getByRole("option", { name: /Dead letters/ }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/dead-letters");
    await page.keyboard.press("Control+k");
    await palette.getByRole("combobox").fill(data[0]?.id ?? "");
    await palette.getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/deliveries/${data[0]?.id}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("Control+k");
    await palette.waitFor();
    await page.keyboard.press("Escape");
    await palette.waitFor({ state: "hidden" });
  });

  it("? lists the keys, Escape closes the list; in a field it is a question mark", async () => {
    await page.goto("/deliveries");
    const help = page.getByRole("dialog", { name: "Keys" });
    await pressUntil("?", () => help.isVisible());
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "hidden" });
    await page.getByLabel("Type", { exact: true }).focus();
    await page.keyboard.press("?");
    expect(await page.getByLabel("Type", { exact: true }).inputValue()).toBe("?");
    expect(await help.count()).toBe(0);
  });

  it("/ goes to the first filter, and Escape leaves it", async () => {
    await page.goto("/deliveries");
    const field = page.getByLabel("Type", { exact: true });
    const hasFocus = () => field.evaluate((element) => element === document.activeElement);
    await pressUntil("/", hasFocus);
    expect(await field.inputValue()).toBe("");
    await page.keyboard.press("Escape");
    expect(await hasFocus()).toBe(false);
  });

  it("j and k walk the rows, r replays the one in focus, Enter opens it, and r replays what is open", async () => {
    await page.goto("/deliveries");
    await pressUntil("j", async () => (await focused()) === "order.n3");
    await page.keyboard.press("j");
    expect(await focused()).toBe("order.n2");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    expect(await focused()).toBe("order.n2");
    receiver.clear();
    await page.keyboard.press("r");
    await page.getByText("Replayed: it is on its way again.").waitFor();
    const [again] = await receiver.waitForRequests(1);
    expect(again?.body).toContain("order.n2");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/deliveries\/dlv_/);
    await page.getByRole("heading", { name: "order.n2" }).waitFor();
    receiver.clear();
    await pressUntil("r", async () => receiver.requests.length > 0);
  });

  it.each([
    ["no-preference", true],
    ["reduce", false],
  ] as const)("with motion %s, things move by themselves or change place: %s", async (reducedMotion, moves) => {
    await page.emulateMedia({ reducedMotion });
    await page.goto("/deliveries");
    await page.locator("main .breathe").first().waitFor();
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll("*")].filter((element) => {
          const { animationName, transitionDuration } = getComputedStyle(element);
          return animationName !== "none" || transitionDuration.split(", ").some((time) => time !== "0s");
        }).length > 0,
    );
    expect(moving).toBe(moves);
    expect(visitor.complaints).toEqual([]);
  });
});
