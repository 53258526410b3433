import type { Browser, Frame } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningApp, startApp } from "../setup/app";
import { waitFor } from "../setup/wait-for";
import { type FramingSite, startFramingSite } from "./framing-site";
import { chromiumPath, openPortal, signIn, startBrowser, type Visitor } from "./portal-browser";
import { startTlsProxy, type TlsProxy } from "./tls-proxy";

const OPERATOR = { email: "ada@operator.example", name: "Ada", password: "correct horse battery" };

// One story: the tests follow each other. Hookswitch is https://localhost, the product https://127.0.0.1: two sites.
describe.runIf(chromiumPath)("the portal inside a frame of the operator's product, over https", () => {
  let proxy: TlsProxy;
  let app: RunningApp;
  let browser: Browser;
  let product: FramingSite;
  let stranger: FramingSite;
  let visitor: Visitor;
  let publicUrl: string;

  beforeAll(async () => {
    proxy = await startTlsProxy();
    publicUrl = `https://localhost:${proxy.port}`;
    [app, browser, product, stranger] = await Promise.all([
      startApp({
        HOOKSWITCH_PUBLIC_URL: publicUrl,
        NEXTAUTH_URL: publicUrl,
        HOOKSWITCH_TRUSTED_PROXIES: "127.0.0.1",
      }),
      startBrowser(),
      startFramingSite(),
      startFramingSite(),
    ]);
    proxy.target = `http://127.0.0.1:${app.web.ready.port}`;
    visitor = await openPortal(browser, publicUrl, { ignoreHTTPSErrors: true });
    await call("POST", "/setup", { ...OPERATOR, code: app.setupCode });
    await call("POST", "/tenants", { externalId: "acme", name: "Acme GmbH" });
    await call("PATCH", "/settings", { embedOrigins: [product.origin] });
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await Promise.all([proxy?.stop(), product?.stop(), stranger?.stop()]);
  });

  async function call(method: string, path: string, body: unknown): Promise<Record<string, string>> {
    const response = await fetch(`${proxy.target}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${app.operatorKey}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return (await response.json()) as Record<string, string>;
  }

  async function newLink(): Promise<string> {
    const { url = "" } = await call("POST", "/portal-links", { tenant: "acme", role: "developer", person: "Jo" });
    return url;
  }

  async function frameAt(site: FramingSite, url: string): Promise<Frame> {
    await visitor.page.goto(site.pageOf(url));
    return waitFor(() => visitor.page.frames()[1], { until: "the frame is there" });
  }

  it("is an operator's own session first, by password, with pages whose scripts need the answer's nonce", async () => {
    const { page } = visitor;
    await signIn(page, OPERATOR);
    const headers = (await page.goto("/overview"))?.headers() ?? {};
    expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/]{22}=='(;|$)/);
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["strict-transport-security"]).toMatch(/^max-age=31536000/);
    expect(headers["x-frame-options"]).toBe("DENY");
    const isRun = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.wasInjected = true";
      document.body.append(script);
      return "wasInjected" in window;
    });
    expect(isRun).toBe(false);
  });

  it("signs a person into one tenant, whose changes work from inside the frame", async () => {
    const cookies: string[] = [];
    visitor.page.on("response", async (response) => {
      const cookie = await response.headerValue("set-cookie");
      if (cookie?.includes("hookswitch.portal")) cookies.push(cookie);
    });
    const frame = await frameAt(product, await newLink());
    await frame.waitForURL("**/overview");
    await frame.getByRole("heading", { level: 1 }).waitFor();
    expect(frame.url()).not.toContain("token");
    await waitFor(() => cookies.length > 0, { until: "the cookie was seen" });
    for (const attribute of [
      "__Host-hookswitch.portal=",
      "HttpOnly",
      "Secure",
      "SameSite=None",
      "Partitioned",
      "Path=/",
    ])
      expect(cookies[0]).toContain(attribute);
    const result = await frame.evaluate(async () => {
      const headers = { "content-type": "application/json" };
      const who = await (await fetch("/api/v1/session")).json();
      const body = JSON.stringify({ url: "https://example.com/hooks", events: ["*"], skipVerification: true });
      const made = await fetch("/api/v1/subscriptions", { method: "POST", headers, body });
      const keys = await fetch("/api/v1/api-keys");
      return { via: who.via, person: who.person, tenant: who.tenant.name, made: made.status, keys: keys.status };
    });
    expect(result).toEqual({ via: "portal-link", person: "Jo", tenant: "Acme GmbH", made: 201, keys: 403 });
  });

  it("leaves the operator's session, in the same browser, as it was", async () => {
    const { page } = visitor;
    await page.goto("/overview");
    const who = await page.evaluate(async () => (await fetch("/api/v1/session")).json());
    expect(who).toMatchObject({ via: "password", role: "operator", user: { email: OPERATOR.email } });
  });

  it("is framed by no other site, and a sign-in form by none at all", async () => {
    const strange = await frameAt(stranger, await newLink());
    await waitFor(() => strange.url().startsWith("chrome-error:"), { until: "the frame is refused" });
    const form = await frameAt(product, `${publicUrl}/sign-in`);
    await waitFor(() => form.url().startsWith("chrome-error:"), { until: "the form is refused" });
  });

  it("ends when the operator revokes the link, and says so", async () => {
    const { data } = (await (
      await fetch(`${proxy.target}/api/v1/portal-links?status=used`, {
        headers: { authorization: `Bearer ${app.operatorKey}` },
      })
    ).json()) as { data: { id: string }[] };
    const framed = await frameAt(product, `${publicUrl}/overview`);
    await framed.getByRole("heading", { level: 1 }).waitFor();
    for (const { id } of data) {
      const revoked = await fetch(`${proxy.target}/api/v1/portal-links/${id}`, {
        method: "DELETE",
        headers: { authorization: `Bearer ${app.operatorKey}` },
      });
      expect(revoked.status).toBe(204);
    }
    const frame = await frameAt(product, `${publicUrl}/overview`);
    await frame.getByRole("heading", { name: "Your visit has ended" }).waitFor();
  });

  it("refuses a link that was used, in a sentence", async () => {
    const url = await newLink();
    const first = await frameAt(product, url);
    await first.waitForURL("**/overview");
    const again = await frameAt(product, url);
    await again.getByText("This link was used, or it is too old.").waitFor();
  });
});
