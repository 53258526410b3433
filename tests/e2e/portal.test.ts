import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMember } from "../factories/person";
import { type Receiver, startReceiver } from "../receiver";
import { answer } from "../receiver-behaviours";
import { type RunningApp, startApp } from "../setup/app";
import { waitFor } from "../setup/wait-for";
import {
  accessibilityViolations,
  chromiumPath,
  openPortal,
  setVisibility,
  startBrowser,
  type Visitor,
} from "./portal-browser";

const OPERATOR = { name: "Ada Operator", email: "ada@operator.example", password: "correct horse battery" };
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
    await page.getByLabel("Find or add event types").fill("order.*");
    await page.getByLabel("Find or add event types").press("Enter");
    await page.getByLabel("Only if").fill("data.order_id ==");
    await page.getByLabel("Only if").and(page.locator("[aria-invalid]")).waitFor();
    await page.getByLabel("Only if").fill("data.order_id != 'none'");
    await page.getByText("This filter is valid.").waitFor();
    await page.getByText("12 attempts over 2 d 3 h", { exact: false }).first().waitFor();
    await page.getByRole("button", { name: "Create subscription" }).click();
    await page.getByRole("heading", { name: "Subscription created" }).waitFor();
    await page.getByText("a signed test request was answered with 2xx").waitFor();
    expect(await page.locator("main code").innerText()).toMatch(SECRET);
    expect(receiver.requests).toHaveLength(1);
    await page.getByRole("link", { name: "Open the subscription" }).click();
    await page.getByRole("heading", { name: /127\.0\.0\.1:\d+\/hooks/ }).waitFor();
    expect(await page.content()).not.toMatch(SECRET);
  });

  it("shows a failing delivery with its attempts, and replays it until it is delivered", async () => {
    const { page } = visitor;
    receiver.behave(answer({ status: 503 }));
    // No retry may come before the replay and be taken for it.
    const { data } = await app.call<{ data: { id: string }[] }>("GET", "/api/v1/tenants/acme/subscriptions");
    const retryPolicy = { delaysSeconds: [600, 600] };
    await app.call("PATCH", `/api/v1/tenants/acme/subscriptions/${data[0]?.id}`, { retryPolicy });
    await app.call("POST", "/api/v1/tenants/acme/events", { type: "order.created", data: { order_id: "A-1" } });
    await page.goto("/deliveries");
    const row = page.getByRole("row", { name: /retrying/ });
    await row.waitFor();
    await page
      .getByRole("link", { name: /not delivered in the last hour/ })
      .getByText("1", { exact: true })
      .waitFor();
    // The overview's figure leads to exactly its rows, and so does the line of the subscription that they are of.
    await page.goto("/overview");
    await page.getByRole("link", { name: /127\.0\.0\.1:\d+\/hooks.*1 still tried/ }).waitFor();
    await page.getByRole("link", { name: "Show the delivery" }).click();
    await page.waitForURL("**/deliveries?undelivered=1h");
    await page.getByText("1 event of the last hour has not arrived everywhere: 1 delivery is missing.").waitFor();
    expect(await page.locator("main [data-row]").count()).toBe(1);
    await row.getByRole("link", { name: "order.created" }).click();
    await page.getByRole("button", { name: "503 Service Unavailable" }).first().waitFor();
    await page.getByText("webhook-signature").first().waitFor();
    await page.getByRole("tab", { name: "Signature" }).click();
    await page.getByRole("button", { name: "Verify with the stored secret" }).click();
    await page.getByText("Valid: the key fits the signature of the header.").waitFor();

    receiver.behave(answer({ status: 204 }));
    await page.getByRole("button", { name: /Replay now/ }).click();
    await page.getByRole("main").getByText("delivered", { exact: true }).waitFor();
    await page.getByRole("button", { name: "204 No Content" }).waitFor();
    expect(receiver.requests.at(-1)?.body).toContain('"order_id":"A-1"');
    await page.goto("/overview");
    await page.getByText("Everything that was accepted in the last hour").waitFor();
    await page.getByRole("heading", { name: "What arrived last" }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it("shows while a filter is typed which real events it takes, and where it cannot be read", async () => {
    const { page } = visitor;
    await page.goto("/subscriptions/new?events=order.*");
    await page.getByText("1 of the last 1 events").waitFor();
    await page.getByLabel("Only if").fill("data.order_id == 'B-1'");
    await page.getByText("0 of the last 1 events").waitFor();
    await page.getByText("the filter says false").waitFor();
    await page.getByLabel("Only if").fill("data.order_id == 'A-1'");
    await page.getByText("1 of the last 1 events").waitFor();
    await page.getByRole("button", { name: "Remove order.*" }).click();
    await page.getByText("type not chosen").waitFor();
    await page.getByLabel("Only if").fill("data.order_id ==");
    await page.locator("mark").waitFor();
  });

  it("comes from the server with its rows, and what did not change is answered with 304", async () => {
    const { context } = visitor;
    const plain = await openPortal(browser, app.url, {
      javaScriptEnabled: false,
      storageState: await context.storageState(),
    });
    await plain.page.goto("/deliveries");
    await plain.page.getByRole("link", { name: "order.created" }).waitFor();
    await plain.page.goto("/overview");
    await plain.page.getByText("not delivered in the last hour").first().waitFor();
    await plain.context.close();
    const { page } = visitor;
    const unchanged = page.waitForResponse(
      (response) => response.url().includes("/api/v1/deliveries") && response.status() === 304,
    );
    await page.goto("/deliveries");
    await unchanged;
  });

  it("moves without a reload, and stands still while the tab is hidden", async () => {
    const live = await openPortal(browser, app.url, { storageState: await visitor.context.storageState() });
    await live.page.clock.install();
    await live.page.goto("/deliveries");
    await live.page.getByRole("link", { name: "order.created" }).waitFor();
    await app.call("POST", "/api/v1/tenants/acme/events", { type: "order.updated", data: { order_id: "A-2" } });
    await waitFor(
      async () => {
        await live.page.clock.runFor(2_500);
        return live.page.getByRole("link", { name: "order.updated" }).isVisible();
      },
      { until: "the new delivery stood in the list" },
    );
    await live.page.route("**/api/v1/**", (route) => route.abort());
    await live.page.clock.runFor(20_000);
    await live.page.getByText("no answer, shown as it was").waitFor();
    await live.page.getByText("Hookswitch does not answer. Last known:").waitFor();
    await live.page.unroute("**/api/v1/**");
    await live.page.clock.runFor(20_000);
    await live.page.getByText("live", { exact: true }).waitFor();
    let asked = 0;
    live.page.on("request", (request) => {
      if (request.url().includes("/api/v1/")) asked += 1;
    });
    await setVisibility(live.page, "hidden");
    await live.page.clock.runFor(60_000);
    expect(asked).toBe(0);
    await setVisibility(live.page, "visible");
    await live.page.clock.runFor(3_000);
    await waitFor(() => asked > 0, { until: "it asked again" });
    await live.context.close();
  });

  it("says of an event who got it and who did not, and sends it there", async () => {
    const { page } = visitor;
    const { id } = await app.call<{ id: string }>("POST", "/api/v1/tenants/acme/subscriptions", {
      url: receiver.url("/invoices"),
      events: ["invoice.*"],
      skipVerification: true,
    });
    await page.goto("/events");
    await page.getByRole("link", { name: "order.created" }).click();
    await page.getByText(/did not exist yet|did not take this type/).waitFor();
    await page.getByRole("button", { name: "Send it here" }).first().click();
    await waitFor(() => receiver.requests.some((request) => request.url === "/invoices"), {
      until: "the event arrived there",
    });
    await app.call("DELETE", `/api/v1/tenants/acme/subscriptions/${id}`);
  });

  it("a viewer reads everything of its tenant and sees no button that would be refused", async () => {
    const viewer = { email: "vic@acme.example", password: "correct horse battery" };
    const { data: tenants } = await app.call<{ data: { id: string }[] }>("GET", "/api/v1/tenants?externalId=acme");
    await createMember(tenants[0]?.id ?? "", "viewer", viewer);
    const { page, context, complaints } = await openPortal(browser, app.url);
    await page.goto("/sign-in?next=%2Fdeliveries");
    await page.getByLabel("Email").fill(viewer.email);
    await page.getByLabel("Password").fill(viewer.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("link", { name: "order.created" }).first().click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await page.getByRole("button", { name: /Replay|Cancel|stored secret/ }).count()).toBe(0);
    await page.goto("/subscriptions");
    expect(await page.getByRole("link", { name: "New subscription" }).count()).toBe(0);
    await page.locator("[data-row-link]").first().click();
    await page.getByRole("tab", { name: "Health" }).waitFor();
    expect(await page.getByRole("tab").allInnerTexts()).toEqual(["Health", "Deliveries", "Settings"]);
    await page.getByRole("tab", { name: "Settings" }).click();
    expect(await page.getByRole("button", { name: /Edit|Pause|Delete/ }).count()).toBe(0);
    await page.goto("/subscriptions/new");
    await page.getByText("This page is for developers and owners.").waitFor();
    expect(await page.getByRole("link", { name: "Tenants" }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("keeps filters in the address", async () => {
    const { page } = visitor;
    await page.goto("/deliveries?status=dead");
    await page.getByText("No delivery fits these filters.").waitFor();
    await page.getByLabel("Status", { exact: true }).selectOption({ label: "delivered" });
    await page.waitForURL("**/deliveries?status=delivered");
    await page.getByRole("link", { name: "order.created" }).first().waitFor();
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
