import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Frame } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningApp, startApp } from "../setup/app";
import { freePort } from "../setup/free-port";
import { waitFor } from "../setup/wait-for";
import { accessibilityViolations, chromiumPath, openPortal, startBrowser, type Visitor } from "./portal-browser";

// One story. The portal is http://localhost, the product that frames it http://127.0.0.1: its cookies are third-party.
describe.runIf(chromiumPath)("a portal link in a frame of the operator's product, on plain http", () => {
  let app: RunningApp;
  let browser: Browser;
  let product: Server;
  let productOrigin: string;
  let visitor: Visitor;
  let frame: Frame;

  beforeAll(async () => {
    const port = await freePort();
    product = createServer((request, response) => {
      const framed = new URL(request.url ?? "/", "http://127.0.0.1").searchParams.get("url") ?? "";
      response
        .setHeader("content-type", "text/html")
        .end(
          `<!doctype html><html lang="en"><title>Product</title><iframe title="Webhooks" width="1200" height="760" src="${framed}"></iframe>`,
        );
    });
    await new Promise<void>((resolve) => product.listen(0, "127.0.0.1", resolve));
    productOrigin = `http://127.0.0.1:${(product.address() as AddressInfo).port}`;
    const publicUrl = `http://localhost:${port}`;
    [app, browser] = await Promise.all([
      startApp({ HOST: "localhost", PORT: String(port), HOOKSWITCH_PUBLIC_URL: publicUrl, NEXTAUTH_URL: publicUrl }),
      startBrowser(),
    ]);
    visitor = await openPortal(browser, productOrigin);
    await app.call("POST", "/api/v1/tenants", { externalId: "acme", name: "Acme GmbH" });
    await app.call("PATCH", "/api/v1/settings", {
      name: "Northwind",
      accentColour: "#7c3aed",
      embedOrigins: [productOrigin],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    product?.closeAllConnections();
    await new Promise((resolve) => product?.close(resolve));
  });

  it("signs the customer in, with the operator's name and colour, and no cookie of the product's site", async () => {
    const { url } = await app.call<{ url: string }>("POST", "/api/v1/portal-links", {
      tenant: "acme",
      role: "developer",
      person: "Jo",
    });
    expect(new URL(url).hostname).toBe("localhost");
    await visitor.page.goto(`/?url=${encodeURIComponent(url)}`);
    frame = await waitFor(() => visitor.page.frames()[1], { until: "the frame is there" });
    await frame.waitForURL("**/overview");
    await frame.getByText("Northwind", { exact: true }).first().waitFor();
    const accent = await frame.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue("--color-accent"),
    );
    expect(accent).toContain("light-dark(");
    const cookies = await visitor.context.cookies();
    expect(cookies.filter(({ domain }) => domain === "127.0.0.1")).toEqual([]);
    expect(cookies.find(({ name }) => name.includes("portal"))).toMatchObject({ sameSite: "None", secure: true });
  });

  it("lets the customer work inside of it: a receiver of the sandbox in one click", async () => {
    await frame.getByRole("link", { name: "Sandbox" }).first().click();
    await frame.waitForURL("**/sandbox");
    await frame.getByRole("button", { name: "New receiver" }).first().click();
    await frame.getByText("Answers 204.").waitFor();
    const { data } = await app.call<{ data: unknown[] }>("GET", "/api/v1/tenants/acme/sandbox/receivers");
    expect(data).toHaveLength(1);
  });

  it("shows there what a developer of the tenant may see, and has no accessibility violation", async () => {
    await frame.goto(`${app.url.replace("127.0.0.1", "localhost")}/tenants`);
    await frame.getByText("This page is for operators.").waitFor();
    expect(await frame.getByRole("link", { name: "API keys" }).count()).toBe(0);
    expect(await accessibilityViolations(frame)).toEqual([]);
  });

  it("is refused to every other site by the browser", async () => {
    await app.call("PATCH", "/api/v1/settings", { embedOrigins: ["https://elsewhere.example"] });
    const { url } = await app.call<{ url: string }>("POST", "/api/v1/portal-links", { tenant: "acme" });
    await waitFor(
      async () => {
        const policy = (await fetch(url.split("#")[0] ?? "")).headers.get("content-security-policy");
        return policy?.includes("elsewhere.example");
      },
      { until: "the policy had changed" },
    );
    await visitor.page.goto(`/?url=${encodeURIComponent(url)}`);
    const refused = await waitFor(() => visitor.page.frames()[1], { until: "the frame is there" });
    await waitFor(() => visitor.complaints.some((text) => text.includes("frame-ancestors")), {
      until: "the browser said why",
    });
    expect(refused.url()).not.toContain("/overview");
  });
});
