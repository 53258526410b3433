import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VERIFY_SNIPPETS } from "@/components/docs/snippets/verify-snippets";
import { ERROR_CODES } from "@/lib/errors";
import openApi from "@/openapi.json";
import { type RunningApp, startApp } from "../setup/app";
import { accessibilityViolations, chromiumPath, openPortal, startBrowser } from "./portal-browser";

const LINK = /\s(?:href|src)="([^"]+)"/g;
const ID = /\sid="([^"]+)"/g;

describe("the documentation", () => {
  let app: RunningApp;
  const pages = new Map<string, string>();

  /** Reads the page and all pages of the documentation that it leads to. */
  async function read(path: string): Promise<void> {
    if (pages.has(path)) return;
    const response = await fetch(`${app.url}${path}`);
    expect([path, response.status]).toEqual([path, 200]);
    pages.set(path, await response.text());
    for (const [, link = ""] of (pages.get(path) ?? "").matchAll(LINK)) {
      const target = link.split("#")[0] ?? "";
      if (target.startsWith("/docs")) await read(target);
    }
  }

  beforeAll(async () => {
    app = await startApp();
    await read("/docs");
  });
  afterAll(() => app?.stop());

  it("is there without a session, and every link and anchor in it leads somewhere", () => {
    expect([...pages.keys()]).toEqual(
      expect.arrayContaining(["/docs/guides/consumer", "/docs/guides/verify", "/docs/guides/publish", "/docs/errors"]),
    );
    for (const [path, html] of pages) {
      for (const [, link = ""] of html.matchAll(LINK)) {
        const [target, anchor] = link.split("#");
        if (anchor === undefined) continue;
        const ids = [...(pages.get(target || path) ?? "").matchAll(ID)].map(([, id]) => id);
        expect(ids, `${path} → ${link}`).toContain(anchor);
      }
    }
  });

  it("describes every operation, every error code, and verification in every language", () => {
    const all = [...pages.values()].join("\n");
    const scope = "/tenants/{tenant}/";
    const paths = openApi.paths as Record<string, Record<string, { operationId: string }>>;
    for (const [path, item] of Object.entries(paths)) {
      for (const [verb, { operationId }] of Object.entries(item)) {
        const isTwin = path.includes(scope) && paths[path.replace(scope, "/")]?.[verb] !== undefined;
        if (!isTwin) expect(all, `${verb} ${path}`).toContain(`id="${operationId}"`);
      }
    }
    for (const code of Object.keys(ERROR_CODES)) expect(pages.get("/docs/errors")).toContain(`id="${code}"`);
    for (const { id } of VERIFY_SNIPPETS) expect(pages.get("/docs/guides/verify")).toContain(`id="${id}"`);
  });

  it("asks for nothing from elsewhere", () => {
    for (const [path, html] of pages) {
      for (const [, link = ""] of html.matchAll(/\ssrc="([^"]+)"|<link[^>]+href="([^"]+)"/g)) {
        expect(link ?? "", path).not.toMatch(/^(https?:)?\/\//);
      }
    }
  });

  it.runIf(chromiumPath)("can be read by everybody (axe), and complains of nothing", async () => {
    const browser = await startBrowser();
    try {
      const { page, complaints } = await openPortal(browser, app.url);
      for (const path of ["/docs", "/docs/guides/verify", "/docs/reference/subscriptions", "/docs/errors"]) {
        await page.goto(path);
        expect([path, await accessibilityViolations(page)]).toEqual([path, []]);
      }
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
