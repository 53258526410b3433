import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Receiver, startReceiver } from "../receiver";
import { answer } from "../receiver-behaviours";
import { type RunningApp, startApp } from "../setup/app";
import { accessibilityViolations, chromiumPath, openPortal, startBrowser, type Visitor } from "./portal-browser";

const OPERATOR = { name: "Ada Operator", email: "ada@operator.example", password: "correct horse battery" };
const LOOKS = [
  { colorScheme: "light", width: 390 },
  { colorScheme: "dark", width: 1_280 },
  { colorScheme: "light", width: 1_280 },
] as const;
const SECRET = /whsec_[A-Za-z0-9+/=]{24,}/;

async function fillAccount({ page }: Visitor): Promise<void> {
  await page.getByLabel("Your name").fill(OPERATOR.name);
  await page.getByLabel("Email").fill(OPERATOR.email);
  await page.getByLabel("Password").fill(OPERATOR.password);
  await page.getByRole("button", { name: "Create the account" }).click();
}

describe.runIf(chromiumPath)("the portal, in a browser", () => {
  let app: RunningApp;
  let receiver: Receiver;
  let browser: Browser;
  let visitor: Visitor;

  beforeAll(async () => {
    [receiver, app, browser] = await Promise.all([startReceiver(), startApp(), startBrowser()]);
    visitor = await openPortal(browser, app.url);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await receiver?.stop();
  });

  it("shows nothing to a stranger and cannot be claimed with a wrong code", async () => {
    const { page } = visitor;
    await page.goto("/deliveries?status=dead");
    await page.waitForURL("**/sign-in?next=%2Fdeliveries%3Fstatus%3Ddead");
    await page.goto("/setup#code=not-the-code");
    await page.waitForURL("**/setup");
    await fillAccount(visitor);
    await page.getByText("The set-up code is not right.").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it("is claimed with the code from the terminal, which stays in no address", async () => {
    const { page } = visitor;
    const addresses: string[] = [];
    page.on("request", (request) => addresses.push(request.url()));
    await page.goto("about:blank");
    await page.goto(`/setup#code=${app.setupCode}`);
    await page.waitForURL("**/setup");
    await fillAccount(visitor);
    await page.waitForURL("**/overview");
    await page.getByText("To your first delivered event").waitFor();
    expect(addresses.filter((address) => address.includes(app.setupCode))).toEqual([]);
  });

  it("leads from a tenant to a subscription, whose secret it shows once", async () => {
    const { page } = visitor;
    await page.getByRole("link", { name: "Make a tenant" }).click();
    await page.getByRole("button", { name: "New tenant" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Acme GmbH");
    await page.getByLabel("Your id for it").fill("acme");
    await page.getByRole("button", { name: "Make the tenant" }).click();
    await page.getByRole("row", { name: /^Acme GmbH/ }).waitFor();

    await page.goto("/subscriptions/new");
    await page.getByLabel("For which tenant?").selectOption({ label: "Acme GmbH" });
    await page.getByLabel("Where should events go?").fill(receiver.url("/hooks"));
    await page.getByLabel("Which events?").fill("order.*");
    await page.getByLabel("Which events?").press("Enter");
    await page.getByLabel("Only if").fill("data.order_id ==");
    await page.getByLabel("Only if").and(page.locator("[aria-invalid]")).waitFor();
    await page.getByLabel("Only if").fill("data.order_id != 'none'");
    await page.getByText("This filter is valid.").waitFor();
    await page.getByRole("button", { name: "Create subscription" }).click();
    await page.getByRole("heading", { name: "Subscription created" }).waitFor();
    expect(await page.locator("main code").innerText()).toMatch(SECRET);
    expect(receiver.requests).toHaveLength(1);
    await page.getByRole("link", { name: "Open the subscription" }).click();
    await page.getByRole("heading", { name: /127\.0\.0\.1:\d+\/hooks/ }).waitFor();
    expect(await page.content()).not.toMatch(SECRET);
  });

  it("shows a failing delivery with its attempts, and replays it until it is delivered", async () => {
    const { page } = visitor;
    receiver.behave(answer({ status: 503 }));
    await app.call("POST", "/api/v1/tenants/acme/events", { type: "order.created", data: { order_id: "A-1" } });
    await page.goto("/deliveries");
    const row = page.getByRole("row", { name: /retrying/ });
    await row.waitFor();
    await page
      .getByRole("link", { name: /not delivered in the last hour/ })
      .getByText("1", { exact: true })
      .waitFor();
    await row.getByRole("link", { name: "order.created" }).click();
    await page.getByRole("button", { name: "503 Service Unavailable" }).first().waitFor();
    await page.getByText("webhook-signature").waitFor();

    receiver.behave(answer({ status: 204 }));
    await page.getByRole("button", { name: /Replay now/ }).click();
    await page.getByRole("main").getByText("delivered", { exact: true }).waitFor();
    await page.getByRole("button", { name: "204 No Content" }).waitFor();
    expect(receiver.requests.at(-1)?.body).toContain('"order_id":"A-1"');
  });

  it("walks a list by the keyboard: j to a row, Enter to open it", async () => {
    const { page } = visitor;
    await page.goto("/deliveries");
    await page.getByRole("link", { name: "order.created" }).waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/deliveries\/dlv_/);
  });

  it("keeps filters in the address", async () => {
    const { page } = visitor;
    await page.goto("/deliveries?status=dead");
    await page.getByText("No delivery fits these filters.").waitFor();
    await page.getByLabel("Status", { exact: true }).selectOption({ label: "delivered" });
    await page.waitForURL("**/deliveries?status=delivered");
    await page.getByRole("link", { name: "order.created" }).waitFor();
  });

  it.each([
    ["/overview", "All 1"],
    ["/deliveries", "order.created"],
    ["/dead-letters", "No dead letters."],
    ["/events", "order.created"],
    ["/subscriptions", "order.*"],
    ["/subscriptions/new", "Seen lately"],
    ["/tenants", "Acme GmbH"],
    ["/api-keys", "HOOKSWITCH_OPERATOR_KEY"],
  ])("%s has no accessibility violation, light, dark or on a phone", async (path, text) => {
    const { page } = visitor;
    await page.goto(path);
    await page.getByRole("main").getByText(text).first().waitFor();
    for (const { colorScheme, width } of LOOKS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
    }
    expect(visitor.complaints).toEqual([]);
  });

  it("detail pages have no accessibility violation either", async () => {
    const { page } = visitor;
    for (const list of ["/deliveries", "/events", "/subscriptions"]) {
      await page.goto(list);
      await page.locator("[data-row-link]").first().click();
      await page.waitForURL(/_[0-9a-f]{32}/);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.locator("[role=tab], [data-row-link]").first().waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
    }
    expect(visitor.complaints).toEqual([]);
  });

  it("ends the session at sign-out, and says in a sentence when a password is wrong", async () => {
    const { page } = visitor;
    await page.getByRole("button", { name: /account of/ }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL("**/sign-in");
    await page.goto("/events");
    await page.waitForURL("**/sign-in?next=%2Fevents");
    await page.getByLabel("Email").fill(OPERATOR.email);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("do not belong together").waitFor();
    await page.getByLabel("Password").fill(OPERATOR.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("**/events");
  });
});
