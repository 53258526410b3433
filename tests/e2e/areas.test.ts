import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
const MEMBER = { name: "Max Member", email: "max@globex.example", password: OPERATOR.password };
const LOOKS = [
  { colorScheme: "light", width: 390 },
  { colorScheme: "dark", width: 1_280 },
  { colorScheme: "light", width: 1_280 },
] as const;
const ACME = "/api/v1/tenants/acme";
const DEAD_LETTERS = 12;

interface Listed {
  data: { id: string }[];
}

// One story: the tests follow each other on one stack, where private addresses are closed but for the receiver's.
describe.runIf(chromiumPath)("the areas of the portal, in a browser", () => {
  let app: RunningApp;
  let receiver: Receiver;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    receiver = await startReceiver({ host: "127.0.0.2" });
    [app, browser] = await Promise.all([startApp({ HOOKSWITCH_ALLOWED_NETWORKS: "127.0.0.2/32" }), startBrowser()]);
    visitor = await openPortal(browser, app.url);
    page = visitor.page;
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await receiver?.stop();
  });

  it("leads from nothing to the first delivered event with the sandbox, without a terminal", async () => {
    await page.goto(`/setup#code=${app.setupCode}`);
    await page.getByLabel("Your name").fill(OPERATOR.name);
    await page.getByLabel("Email").fill(OPERATOR.email);
    await page.getByLabel("Password").fill(OPERATOR.password);
    await page.getByRole("button", { name: "Create the account" }).click();
    await page.getByRole("link", { name: "Make a tenant" }).click();
    await page.getByRole("button", { name: "New tenant" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Acme GmbH");
    await page.getByLabel("Your id for it").fill("acme");
    await page.getByRole("button", { name: "Make the tenant" }).click();
    await page.getByRole("row", { name: /^Acme GmbH/ }).waitFor();
    await page.goto("/overview");
    await page.getByRole("link", { name: "Try it with the sandbox" }).click();

    await page.getByRole("button", { name: "New receiver" }).first().click();
    await page.getByLabel("For which tenant?").selectOption({ label: "Acme GmbH" });
    await page.getByRole("button", { name: "Make the receiver" }).click();
    await page.getByText("Answers 204.").waitFor();
    await page.getByRole("link", { name: "Subscribe it" }).click();
    await page.getByRole("button", { name: "Create subscription" }).click();
    await page.getByText("a signed test request was answered with 2xx").waitFor();

    await page.getByRole("link", { name: "Overview" }).click();
    await page.getByRole("button", { name: "Publish hello.world" }).click();
    await page.getByText("Your first event was delivered.").waitFor();
    await expectClean();
    await page.setViewportSize({ width: 1_280, height: 844 });
    await page.getByRole("link", { name: "Look at its delivery" }).click();
    await page.getByRole("button", { name: "204 No Content" }).waitFor();
    await page.goto("/overview");
    await page.getByText("not delivered in the last hour").first().waitFor();
    expect(await page.getByText("To your first delivered event").count()).toBe(0);

    await page.goto("/sandbox");
    const row = page.getByRole("row", { name: /hello\.world.*verified/ });
    await row.waitFor();
    await row.getByRole("link").click();
    await page.getByRole("tab", { name: "Signature" }).click();
    await page.getByText("A secret of the subscription made this signature").waitFor();
    await page.goto("/deliveries");
    await page.getByRole("row", { name: /delivered.*hello\.world/ }).waitFor();
  });

  it("answers as one programs it: twice 503, then 204, seen in the retries", async () => {
    await page.goto("/sandbox");
    await page.getByRole("button", { name: "Change the answers…" }).click();
    await page.getByLabel("Behave like this").selectOption({ label: "Fail twice, then accept" });
    await page.getByRole("button", { name: "Answer like this" }).click();
    await page.getByText("Answers 503, 503, then 204 for good.").first().waitFor();
    await page.getByRole("button", { name: "Publish a test event" }).click();
    await page.getByRole("row", { name: /attempt 1.*503/ }).waitFor();
    // The second attempt comes after some seconds of the default policy.
    await page.getByRole("row", { name: /attempt 2.*503/ }).waitFor();
  });

  it("replays all dead letters at once: counted first, spelled out, with progress that survives a reload", async () => {
    const { id } = await app.call<{ id: string }>("POST", `${ACME}/subscriptions`, {
      url: receiver.url("/erp"),
      events: ["invoice.*"],
      retryPolicy: { delaysSeconds: [] },
      skipVerification: true,
    });
    receiver.behave(answer({ status: 404 }), "/erp");
    const events = Array.from({ length: DEAD_LETTERS }, (_, n) => ({ type: "invoice.paid", data: { n } }));
    await app.call("POST", `${ACME}/events`, { events });
    const dead = () => app.call<Listed>("GET", `${ACME}/deliveries?status=dead&subscriptionId=${id}&limit=50`);
    await waitFor(async () => (await dead()).data.length >= 5, { until: "there were dead letters", timeoutMs: 60_000 });

    await chooseTenant("Acme GmbH");
    await page.goto("/dead-letters");
    await page
      .getByRole("checkbox", { name: /Choose invoice\.paid/ })
      .first()
      .check();
    await page.getByText("1 dead letter chosen").waitFor();
    await page.getByRole("button", { name: "Choose none" }).click();
    receiver.behave(answer({ status: 204 }), "/erp");
    await page.getByRole("button", { name: /^Replay \d+ dead…$/ }).click();
    const dialog = page.getByRole("dialog", { name: "Send these again?" });
    await dialog.getByText(/deliveries are sent again, with the same body and a fresh signature/).waitFor();
    await dialog.getByRole("button", { name: /^Replay \d+$/ }).click();
    await page.waitForURL(/\/replays\/rpl_/);
    await page.reload();
    await page.getByText("completed", { exact: true }).waitFor();
    await page.getByRole("progressbar", { name: "Progress of the replay" }).first().waitFor();
    await waitFor(async () => (await dead()).data.length === 0, {
      until: "no dead letter was left",
      timeoutMs: 60_000,
    });
    await page.goto("/replays");
    await page.getByRole("row", { name: /completed.*Dead letters/ }).waitFor();
  });

  it("rotates a secret while deliveries flow: nobody gets a request that the old or the new secret does not fit", async () => {
    const made = await app.call<{ id: string; secret: string }>("POST", `${ACME}/subscriptions`, {
      url: receiver.url("/flow"),
      events: ["flow.tick"],
      skipVerification: true,
    });
    let isFlowing = true;
    const flow = (async () => {
      for (let n = 0; isFlowing; n += 1) {
        await app.call("POST", `${ACME}/events`, { type: "flow.tick", data: { n } });
      }
    })();
    const ticks = () => receiver.requests.filter(({ url }) => url === "/flow");
    await waitFor(() => ticks().length > 5, { until: "deliveries flowed" });
    await page.goto(`/subscriptions/${made.id}`);
    await page.getByRole("tab", { name: /Secrets/ }).click();
    await page.getByRole("button", { name: "Rotate the secret…" }).click();
    await page.getByRole("button", { name: "Rotate it" }).click();
    await page.getByText("The new one; requests are signed with it from now on.").waitFor();
    const secret = (
      await page
        .getByText(/^whsec_[A-Za-z0-9+/=]{24,}$/)
        .first()
        .innerText()
    ).trim();
    const before = ticks().length;
    const isBy = (key: string) => (request: Parameters<typeof verify>[0]) => {
      try {
        verify(request, key);
        return true;
      } catch {
        // The other secret's turn.
        return false;
      }
    };
    await waitFor(() => ticks().slice(before).some(isBy(secret)), { until: "the new secret signed" });
    isFlowing = false;
    await flow;
    expect(secret).not.toBe(made.secret);
    expect(ticks().every(isBy(made.secret))).toBe(true);
  });

  it("shows a member of another tenant nothing of the first: not in any area, not by any address", async () => {
    await app.call("POST", "/api/v1/tenants", { externalId: "globex", name: "Globex" });
    const { url } = await app.call<{ url: string }>("POST", "/api/v1/tenants/globex/invitations", {
      email: MEMBER.email,
      role: "owner",
    });
    const token = new URLSearchParams(new URL(url).hash.slice(1)).get("token");
    await app.call("POST", "/api/v1/invitations/accept", { token, name: MEMBER.name, password: MEMBER.password });
    const guest = await openPortal(browser, app.url);
    await signIn(guest.page, MEMBER);
    const first = async (path: string) => (await app.call<Listed>("GET", `${ACME}/${path}`)).data[0]?.id ?? "";
    const foreign = [
      `/subscriptions/${await first("subscriptions")}`,
      `/deliveries/${await first("deliveries")}`,
      `/events/${await first("events")}`,
      `/replays/${await first("replays")}`,
    ];
    for (const path of foreign) {
      await guest.page.goto(path);
      await guest.page.getByText("It may belong to another tenant").waitFor();
    }
    const areas = ["overview", "deliveries", "events", "dead-letters", "replays", "subscriptions", "sandbox"];
    for (const area of [...areas, "api-keys", "members", "audit-log", "settings"]) {
      await guest.page.goto(`/${area}`);
      await guest.page.getByRole("heading", { level: 1 }).waitFor();
      await guest.page.waitForLoadState("networkidle");
      expect(await guest.page.content(), area).not.toMatch(/Acme GmbH|invoice\.paid|flow\.tick|127\.0\.0\.2/);
    }
    for (const area of ["tenants", "undelivered", "engine", "portal-links"]) {
      await guest.page.goto(`/${area}`);
      await guest.page.getByText("This page is for operators.").waitFor();
    }
    expect(guest.complaints).toEqual([]);
    await guest.context.close();
  });

  it("leads a member to the first delivered event too, by its own address and without choosing a tenant", async () => {
    const guest = await openPortal(browser, app.url);
    await signIn(guest.page, MEMBER);
    await guest.page.getByText("/api/v1/tenants/globex/subscriptions").waitFor();
    expect(await guest.page.getByText("operator-key").count()).toBe(0);
    await guest.page.getByRole("link", { name: "Try it with the sandbox" }).click();
    await guest.page.getByRole("button", { name: "New receiver" }).first().click();
    await guest.page.getByRole("link", { name: "Subscribe it" }).click();
    await guest.page.getByRole("button", { name: "Create subscription" }).click();
    await guest.page.getByText("a signed test request was answered with 2xx").waitFor();
    await guest.page.getByRole("link", { name: "Overview" }).click();
    await guest.page.getByText("/api/v1/tenants/globex/events").waitFor();
    await guest.page.getByRole("button", { name: "Publish hello.world" }).click();
    await guest.page.getByText("Your first event was delivered.").waitFor();
    expect(guest.complaints).toEqual([]);
    await guest.context.close();
  });

  it("draws the operator's name and colour, legible in both themes", async () => {
    await app.call("PATCH", "/api/v1/settings", { name: "Northwind", accentColour: "#ffd400" });
    await waitFor(
      async () => {
        await page.goto("/api-keys");
        return page.title().then((title) => title.endsWith("· Northwind"));
      },
      { until: "the name was in the title" },
    );
    await page.getByRole("link", { name: "Northwind" }).first().waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await accessibilityViolations(page)).toEqual([]);
    }
  });

  it.each([
    ["all", "/dead-letters", /No dead letters\.|Replay/],
    ["all", "/replays", /^Dead letters/],
    ["Acme GmbH", "/replays/new", /Would be sent/],
    ["all", "/event-types", "The catalogue is empty."],
    ["all", "/event-types/import", "or the document itself"],
    ["all", "/sandbox", "verified"],
    ["all", "/api-keys", "HOOKSWITCH_OPERATOR_KEY"],
    ["all", "/members", "Where you are signed in"],
    ["Globex", "/members", MEMBER.name],
    ["Acme GmbH", "/audit-log", "subscription: create"],
    ["Acme GmbH", "/settings", "Limits of Acme GmbH"],
    ["all", "/settings", "How it looks to your customers"],
    ["all", "/tenants", "Globex"],
    ["all", "/undelivered", /arrived|delivered/],
    ["all", "/engine", "hookswitch-deliver"],
    ["all", "/portal-links", "No portal link yet."],
  ])(
    "of %s, %s has no accessibility violation and no overflow, light, dark or on a phone",
    async (tenant, path, text) => {
      await chooseTenant(tenant);
      await page.setViewportSize({ width: 1_280, height: 844 });
      await page.goto(path);
      await page.getByRole("main").getByText(text).first().waitFor();
      await expectClean();
    },
  );

  it.each([
    ["/tenants", /\/tenants\/ten_/],
    ["/replays", /\/replays\/rpl_/],
    ["/engine", /\/engine\//],
  ])("neither have the detail pages of %s", async (list, url) => {
    await chooseTenant("all");
    await page.goto(list);
    await page.locator("[data-row-link]").first().click();
    await page.waitForURL(url);
    await page.getByRole("heading", { level: 2 }).first().waitFor();
    await expectClean();
    expect(visitor.complaints).toEqual([]);
  });

  async function expectClean(): Promise<void> {
    for (const { colorScheme, width } of LOOKS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
    }
  }

  async function chooseTenant(name: string): Promise<void> {
    const { data } = await app.call<{ data: { id: string; name: string }[] }>("GET", "/api/v1/tenants");
    const value = data.find((tenant) => tenant.name === name)?.id ?? "";
    await visitor.context.addCookies([{ name: "hookswitch_tenant", value, url: app.url }]);
  }
});
