import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Receiver, startReceiver } from "../receiver";
import { answer } from "../receiver-behaviours";
import { type RunningApp, startApp } from "../setup/app";
import { waitFor } from "../setup/wait-for";
import { chromiumPath, openPortal, signIn, startBrowser, type Visitor } from "./portal-browser";

const OPERATOR = { name: "Ada Operator", email: "ada@operator.example", password: "correct horse battery" };
const ACME = "/api/v1/tenants/acme";
/** Runs as markup, behind an open script, inside an attribute, and as what a picture does when it is not there. */
const HOSTILE = `</script><script>window.ran=1</script>"'><img src=x onerror="window.ran=2">{{7*7}}`;

interface Made {
  id: string;
}

// What tenants, publishers and endpoints write is read by the operator's staff.
describe.runIf(chromiumPath)("text that somebody else wrote", () => {
  let app: RunningApp;
  let receiver: Receiver;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;
  let pages: string[];

  beforeAll(async () => {
    [receiver, app, browser] = await Promise.all([startReceiver(), startApp(), startBrowser()]);
    await app.call("POST", "/api/v1/setup", { ...OPERATOR, name: HOSTILE, code: app.setupCode });
    pages = await arrange();
    visitor = await openPortal(browser, app.url);
    page = visitor.page;
    await signIn(page, OPERATOR);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await receiver?.stop();
  });

  /** Hostile text in every place that takes any; the pages that show it. */
  async function arrange(): Promise<string[]> {
    receiver.behave(answer({ status: 500, headers: { "content-type": "text/html", "x-own": HOSTILE }, body: HOSTILE }));
    const tenant = await app.call<Made>("POST", "/api/v1/tenants", { externalId: "acme", name: HOSTILE });
    const subscription = await app.call<Made>("POST", `${ACME}/subscriptions`, {
      url: receiver.url(`/${encodeURIComponent("'\"<img>")}?q='><img>`),
      events: ["*"],
      description: HOSTILE,
      headers: { "x-custom": HOSTILE },
      skipVerification: true,
    });
    const type = { name: "order.made", description: HOSTILE, group: HOSTILE, example: { [HOSTILE]: HOSTILE } };
    await app.call("POST", "/api/v1/event-types", type);
    await app.call("POST", `${ACME}/api-keys`, { name: HOSTILE });
    await app.call("POST", `${ACME}/sandbox/receivers`, { name: HOSTILE });
    await app.call("POST", "/api/v1/portal-links", { tenant: "acme", person: HOSTILE });
    const event = await app.call<Made>("POST", `${ACME}/events`, {
      type: "order.made",
      data: { [HOSTILE]: HOSTILE },
      source: HOSTILE,
      correlationId: HOSTILE,
      externalId: HOSTILE,
    });
    const delivery = await waitFor(
      async () => {
        const path = `${ACME}/events/${event.id}/deliveries`;
        const { data } = await app.call<{ data: (Made & { attemptCount: number })[] }>("GET", path);
        return data.find(({ attemptCount }) => attemptCount > 0);
      },
      { until: "the first attempt was made", timeoutMs: 30_000 },
    );
    return [
      "/overview",
      "/tenants",
      `/tenants/${tenant.id}`,
      "/subscriptions",
      `/subscriptions/${subscription.id}`,
      "/deliveries",
      `/deliveries?correlationId=${encodeURIComponent(HOSTILE)}`,
      `/deliveries/${delivery.id}`,
      "/events",
      `/events/${event.id}`,
      "/event-types",
      "/event-types/order.made",
      "/api-keys",
      "/sandbox",
      "/portal-links",
      "/audit-log",
      "/members",
    ];
  }

  it("is shown as the text that it is, on every page: nothing of it runs or becomes an element", async () => {
    const shownOn: string[] = [];
    for (const path of pages) {
      await page.goto(path, { waitUntil: "networkidle" });
      const { ran, strangers, text } = await page.evaluate(() => ({
        ran: (window as { ran?: number }).ran ?? null,
        strangers: document.querySelectorAll("[onerror], img[src='x']").length,
        text: document.body.innerText,
      }));
      expect([path, ran, strangers]).toEqual([path, null, 0]);
      if (text.includes("window.ran")) shownOn.push(path);
    }
    // Else the pages would prove nothing.
    expect(shownOn.length).toBeGreaterThan(pages.length / 2);
    expect(visitor.complaints).toEqual([]);
  });
});
