import { describe, expect, it } from "vitest";
import { isFramable, pagePolicy } from "@/lib/http/page-headers";
import { isSmallSignIn } from "@/lib/http/sign-in-body";

describe("the policy of a page", () => {
  const base = { nonce: "bm9uY2U=", ancestors: [], images: [], isDevelopment: false };

  it("runs scripts with the nonce only, loads nothing from elsewhere, and is in no frame", () => {
    const policy = pagePolicy(base).split("; ");
    expect(policy).toContain("script-src 'self' 'nonce-bm9uY2U='");
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("img-src 'self' data: blob:");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(pagePolicy(base)).not.toContain("unsafe-eval");
  });

  it("names the origins that may frame it and that the logo comes from, and no other", () => {
    const policy = pagePolicy({ ...base, ancestors: ["https://app.example"], images: ["https://cdn.example"] });
    expect(policy).toMatch(/frame-ancestors https:\/\/app\.example$/);
    expect(policy).toContain("img-src 'self' data: blob: https://cdn.example;");
  });
});

describe("a page may be framed", () => {
  it.each([
    ["/portal", false, true],
    ["/overview", true, true],
    ["/overview", false, false],
    ["/sign-in", true, false],
    ["/setup", true, false],
    ["/invitation", true, false],
    ["/reset-password", true, false],
    ["/portal-links", false, false],
  ])("%s with a portal cookie (%s): %s", (path, hasCookie, expected) => {
    expect(isFramable(path, hasCookie)).toBe(expected);
  });
});

describe("a form of the sign-in", () => {
  it.each([
    ["GET", "/api/auth/session", {}, true],
    ["POST", "/api/auth/callback/credentials", { "content-length": "300" }, true],
    ["POST", "/api/auth/callback/credentials", { "content-length": "20000" }, false],
    ["POST", "/api/auth/callback/credentials", { "transfer-encoding": "chunked" }, false],
    ["POST", "/api/v1/events", { "content-length": "900000" }, true],
  ])("%s %s %j is read: %s", (method, url, headers, expected) => {
    expect(isSmallSignIn({ method, url, headers })).toBe(expected);
  });
});
