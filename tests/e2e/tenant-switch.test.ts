import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningApp, startApp } from "../setup/app";
import { accessibilityViolations, chromiumPath, openPortal, startBrowser } from "./portal-browser";

const PERSON = { email: "jo@example.com", password: "correct horse battery" };

describe.runIf(chromiumPath)("a person of two tenants, in a browser", () => {
  let app: RunningApp;
  let browser: Browser;

  beforeAll(async () => {
    [app, browser] = await Promise.all([startApp(), startBrowser()]);
    for (const name of ["Acme", "Beta"])
      await app.call("POST", "/api/v1/tenants", { externalId: name.toLowerCase(), name });
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  async function invite(tenant: string, role: string): Promise<string> {
    const body = { email: PERSON.email, role };
    return (await app.call<{ url: string }>("POST", `/api/v1/tenants/${tenant}/invitations`, body)).url;
  }

  it("accepts an invitation by its link, is signed in, and switches in the account's menu", async () => {
    const { page, complaints } = await openPortal(browser, app.url);
    await page.goto(await invite("acme", "viewer"));
    await page.getByRole("heading", { name: "You are invited" }).waitFor();
    await page.getByText("As viewer of Acme").waitFor();
    expect(page.url()).not.toContain("token");
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByLabel("Your name").fill("Jo");
    await page.getByLabel("Choose a password").fill(PERSON.password);
    await page.getByRole("button", { name: "Accept the invitation" }).click();
    await page.waitForURL("**/overview");

    await page.goto(await invite("beta", "owner"));
    await page.getByLabel("Your password").fill(PERSON.password);
    await page.getByRole("button", { name: "Accept the invitation" }).click();
    await page.waitForURL("**/overview");
    await page.getByRole("button", { name: /account of/ }).click();
    await page.getByRole("button", { name: /^Beta/ }).click();
    await page.waitForURL("**/overview");
    await page.getByRole("link", { name: "API keys" }).first().waitFor();
    const who = await page.evaluate(async () => (await fetch("/api/v1/session")).json());
    expect(who).toMatchObject({ role: "owner", tenant: { name: "Beta" } });
    expect(complaints).toEqual([]);
  });
});
