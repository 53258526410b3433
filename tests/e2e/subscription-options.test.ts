import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/lib/prisma";
import { type Receiver, startReceiver, verify } from "../receiver";
import { answer } from "../receiver-behaviours";
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

interface Saved {
  id: string;
  signature: string;
  publicKey: string | null;
  disableAfterHours: number | null;
  drainDeadLetters: boolean;
  ordering: { key: string | null; onDead: string } | null;
}

// One story on one stack: what a subscription can be told, and what its page says of it.
describe.runIf(chromiumPath)("what a subscription can be told, in a browser", () => {
  let app: RunningApp;
  let receiver: Receiver;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    [receiver, app, browser] = await Promise.all([startReceiver(), startApp(), startBrowser()]);
    visitor = await openPortal(browser, app.url);
    page = visitor.page;
    await app.call("POST", "/api/v1/setup", { ...OPERATOR, code: app.setupCode });
    await app.call("POST", "/api/v1/tenants", { externalId: "acme", name: "Acme GmbH" });
    await signIn(page, OPERATOR);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await receiver?.stop();
  });

  const saved = async (): Promise<Saved> => {
    const { data } = await app.call<{ data: Saved[] }>("GET", `${ACME}/subscriptions`);
    const [first] = data;
    if (!first) throw new Error("no subscription was saved");
    return first;
  };

  async function fillNew(path: string): Promise<void> {
    await page.goto(`/subscriptions/new?events=order.*&url=${encodeURIComponent(receiver.url(path))}`);
    await page.getByLabel("For which tenant?").selectOption({ label: "Acme GmbH" });
  }

  it("keeps the rare settings closed, and has no violation with them open, light and dark", async () => {
    await fillNew("/closed");
    expect(await page.getByLabel("At once").isVisible()).toBe(false);
    await page.getByText("Advanced").click();
    await page.getByLabel("At once").waitFor();
    await page.getByLabel("Order", { exact: true }).selectOption({ label: "In order for each key, keys side by side" });
    await page
      .getByLabel("Switch it off when it does nothing but fail")
      .selectOption({ label: "After a time of my own" });
    for (const [colorScheme, width] of [
      ["light", 390],
      ["dark", 1_280],
      ["light", 1_280],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
    }
  });

  it("refuses an endpoint that cannot prove itself, at its field, and saves it once it can: with a key pair", async () => {
    receiver.behave(answer({ status: 200, body: "ok" }), "/mine");
    await fillNew("/mine");
    await page.getByText("Advanced").click();
    await page.getByLabel("Requests are signed with").selectOption({ label: "A key pair (whpk_, Ed25519)" });
    await page.getByLabel("A private key of your own").fill("whsk_none");
    await page.getByRole("button", { name: "Create subscription" }).click();
    await page.getByLabel("A private key of your own").and(page.locator("[aria-invalid]")).waitFor();
    await page.getByLabel("A private key of your own").fill("");
    await page.getByLabel("Before it is saved").selectOption({ label: "Ask it to prove that it is yours" });
    await page.getByRole("button", { name: "Create subscription" }).click();
    const field = page.getByLabel("Where should events go?").and(page.locator("[aria-invalid]"));
    await field.and(page.locator(":focus")).waitFor();
    await page.getByText(/^Not saved, because the test request failed\..*“Save it unasked”/).waitFor();
    await page
      .getByText(/does not repeat data\.challenge/)
      .first()
      .waitFor();

    receiver.behave((received) => {
      const { challenge } = (JSON.parse(received.request.body) as { data: { challenge: string } }).data;
      answer({ status: 200, body: challenge })(received);
    }, "/mine");
    await page.getByRole("button", { name: "Create subscription" }).click();
    await page.getByRole("heading", { name: "Public key" }).waitFor();
    const { signature, publicKey } = await saved();
    expect(signature).toBe("ed25519");
    expect(await page.locator("main code").innerText()).toBe(publicKey);
    await page.getByRole("link", { name: "Open the subscription" }).click();
    await page.getByRole("tab", { name: "Secrets" }).click();
    await page.getByText(publicKey ?? "").waitFor();
    expect(await page.getByRole("button", { name: "Reveal" }).count()).toBe(0);
  });

  it("rotates a key pair to a shared secret, which signs from then on", async () => {
    receiver.behave(answer({ status: 204 }), "/mine");
    await page.getByLabel("The new one is").selectOption({ label: "A shared secret (whsec_, HMAC-SHA256)" });
    await page.getByRole("button", { name: "Rotate the secret…" }).click();
    await page.getByRole("button", { name: "Rotate it" }).click();
    const secret = await page.getByText(/^whsec_[A-Za-z0-9+/=]{24,}$/).innerText();
    receiver.clear();
    await app.call("POST", `${ACME}/events`, { type: "order.created", data: { n: 1 } });
    const [request] = await receiver.waitForRequests(1);
    if (!request) throw new Error("nothing was received");
    expect(() => verify(request, secret.trim())).not.toThrow();
    await page.reload();
    await page.getByRole("tab", { name: "Secrets" }).click();
    await page.getByText(/The one before still signs beside it and ends in/).waitFor();
  });

  it("says at its field why an order key is refused, opens what is closed, and saves the rest unchanged", async () => {
    const { id } = await saved();
    await page.goto(`/subscriptions/${id}?tab=settings`);
    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByText("Advanced").click();
    await page.getByLabel("Order", { exact: true }).selectOption({ label: "In order for each key, keys side by side" });
    await page.getByLabel("Key", { exact: true }).fill("data.order_id ==");
    await page
      .getByLabel("When one of them is dead")
      .selectOption({ label: "Stop there until somebody replays or skips it" });
    await page
      .getByLabel("Switch it off when it does nothing but fail")
      .selectOption({ label: "After a time of my own" });
    await page.getByLabel("Hours without one success").fill("100");
    await page.getByLabel("Send its dead letters again by itself").check();
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByLabel("Key", { exact: true }).and(page.locator("[aria-invalid]")).waitFor();

    await page.getByLabel("Key", { exact: true }).fill("data.order_id");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("in order for each").waitFor();
    await page.getByText("after 4 d 4 h of nothing but failures").waitFor();
    await page.getByText("go again by themselves once it is well").waitFor();
    expect(await saved()).toMatchObject({
      ordering: { key: "data.order_id", onDead: "block" },
      disableAfterHours: 100,
      drainDeadLetters: true,
      signature: "hmac",
    });
  });

  it("shows what an order waits behind, and goes on when that is skipped", async () => {
    const { id } = await saved();
    await app.call("PATCH", `${ACME}/subscriptions/${id}`, {
      retryPolicy: { delaysSeconds: [] },
      drainDeadLetters: false,
    });
    receiver.behave(answer({ status: 422 }), "/mine");
    await app.call("POST", `${ACME}/events`, { type: "order.created", data: { order_id: "A-7", n: 1 } });
    await waitFor(
      async () => (await app.call<{ data: unknown[] }>("GET", `${ACME}/deliveries?status=dead`)).data.length === 1,
      { until: "the first was dead" },
    );
    for (const n of [2, 3]) {
      await app.call("POST", `${ACME}/events`, { type: "order.created", data: { order_id: "A-7", n } });
    }
    await page.goto(`/subscriptions/${id}`);
    await page.getByText("2 deliveries wait in the order of").waitFor();
    await page.getByText('"A-7"').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    receiver.behave(answer({ status: 204 }), "/mine");
    receiver.clear();
    await page.getByRole("button", { name: "Skip it…" }).click();
    await page.getByRole("dialog").getByText("and the 2 deliveries behind it go on without it").waitFor();
    await page.getByRole("button", { name: "Skip it", exact: true }).click();
    const requests = await receiver.waitForRequests(2);
    expect(requests.map(({ body }) => (JSON.parse(body) as { data: { n: number } }).data.n)).toEqual([2, 3]);
    await page.getByText("Held up by their order").waitFor({ state: "detached" });
  });

  it("shows how long an endpoint has failed, and not as active", async () => {
    const { id } = await saved();
    await app.call("PATCH", `${ACME}/subscriptions/${id}`, { ordering: null });
    // 72 of 100 hours.
    await pool().query(
      "update lanes set failing_since = now() - interval '72 hours 5 minutes', last_failure_at = now(), failure_warning = 70 where subscription_id = $1",
      [id],
    );
    await page.goto(`/subscriptions/${id}`);
    await page.getByText("72 % of the time has passed; warned at 50 and 70 %").waitFor();
    await page.getByRole("img", { name: "72 of 100 until it is switched off" }).waitFor();
    await page.getByText("refused", { exact: true }).waitFor();
    await page.getByText(/none of it was taken/).waitFor();
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await accessibilityViolations(page)).toEqual([]);
    }
    await page.goto("/subscriptions");
    await page.getByRole("row", { name: /\/mine.*failing/ }).waitFor();
  });

  it("asks what shall become of the missed when it is enabled again", async () => {
    const { id } = await saved();
    await app.call("POST", `${ACME}/subscriptions/${id}/disable`);
    await app.call("POST", `${ACME}/events`, { type: "order.created", data: { order_id: "missed" } });
    await waitFor(
      async () => (await app.call<{ data: unknown[] }>("GET", `${ACME}/deliveries?status=skipped`)).data.length > 0,
      { until: "it was skipped" },
    );
    receiver.behave(answer({ status: 204 }), "/mine");
    receiver.clear();
    await page.goto(`/subscriptions/${id}`);
    await page.getByRole("button", { name: "Enable…" }).click();
    expect(await page.getByLabel("Send what it missed").isChecked()).toBe(true);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Enable it" }).click();
    await page.getByText(/Enabled: events are sent here again\. \d+ deliver/).waitFor();
    await waitFor(() => receiver.requests.some(({ body }) => body.includes("missed")), { until: "the missed arrived" });
    expect(visitor.complaints).toEqual([]);
  });

  it("says of a delivery that is due why it waits", async () => {
    const { id } = await saved();
    await app.call("PATCH", `${ACME}/subscriptions/${id}`, { retryPolicy: "default" });
    receiver.clear();
    receiver.behave(answer({ status: 503, headers: { "retry-after": "600" } }), "/mine");
    await app.call("POST", `${ACME}/events`, { type: "order.created", data: { order_id: "A-8", n: 1 } });
    await receiver.waitForRequests(1);
    await page.goto(`/deliveries?subscriptionId=${id}&status=pending`);
    await page.locator("[data-row-link]").first().click();
    await page.getByText(/Held back: the endpoint asked us to wait. We go on in/).waitFor();
  });
});
