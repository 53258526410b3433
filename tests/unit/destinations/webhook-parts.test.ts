import { describe, expect, it } from "vitest";
import { restoreMasked } from "@/lib/destinations/mask";
import { createRegistry } from "@/lib/destinations/registry";
import { webhookConfig } from "@/lib/destinations/webhook/config";
import { maskHeaders } from "@/lib/destinations/webhook/headers";
import { flattenHeaders, parseRetryAfter } from "@/lib/destinations/webhook/response";
import { generateSecret, parseSecret } from "@/lib/destinations/webhook/secret";
import { createSigner } from "@/lib/destinations/webhook/sign";

const NOW_MS = Date.parse("2026-01-01T00:00:00Z");

describe("Retry-After", () => {
  it.each([
    ["0", 0],
    ["5", 5_000],
    [" 30 ", 30_000],
    ["86400", 86_400_000],
    ["999999999", 86_400_000],
    ["Thu, 01 Jan 2026 00:01:00 GMT", 60_000],
    ["Thursday, 01-Jan-26 00:01:00 GMT", 60_000],
    ["Wed, 31 Dec 2025 00:00:00 GMT", 0],
    ["Thu, 01 Jan 2099 00:00:00 GMT", 86_400_000],
    ["-1", null],
    ["1.5", null],
    ["soon", null],
    ["2026-01-01T00:01:00Z", null],
    ["Mon, nonsense", null],
    ["", null],
    [undefined, null],
  ])("%j means %j ms", (value, expected) => {
    expect(parseRetryAfter(value, NOW_MS)).toBe(expected);
  });
});

describe("A signing secret", () => {
  it("that we make holds 24 bytes and is never the same", () => {
    const parsed = parseSecret(generateSecret());
    expect(parsed.ok && parsed.key).toHaveLength(24);
    expect(generateSecret()).not.toBe(generateSecret());
  });

  it.each([24, 32, 64])("that a customer brings may hold %i bytes", (bytes) => {
    expect(parseSecret(`whsec_${Buffer.alloc(bytes, 0xfb).toString("base64")}`).ok).toBe(true);
  });

  it.each([
    ["", "must start with whsec_"],
    ["hunter2", "must start with whsec_"],
    ["whsec_", "base64"],
    [`whsec_${"a".repeat(31)}`, "base64"],
    [`whsec_${Buffer.alloc(32, 0xfb).toString("base64url")}`, "base64"],
    [`whsec_${Buffer.alloc(32).toString("base64")}\n`, "base64"],
    [`whsec_${Buffer.alloc(23).toString("base64")}`, "24 to 64 bytes; this one holds 23"],
    [`whsec_${Buffer.alloc(65).toString("base64")}`, "24 to 64 bytes; this one holds 65"],
  ])("%j is refused with the remedy", (secret, message) => {
    expect(parseSecret(secret)).toEqual({ ok: false, message: expect.stringContaining(message) });
  });

  it("signs the published example of Standard Webhooks", () => {
    const sign = createSigner({ secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] });
    const message = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestampSeconds: 1614265330, body: '{"test": 2432232314}' };
    expect(sign(message)).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  });
});

describe("Custom headers", () => {
  const problemOf = (headers: Record<string, string>) => {
    const parsed = webhookConfig.safeParse({ url: "https://a.example/", headers });
    return parsed.error?.issues[0];
  };

  it.each(["X-Team", "Authorization", "x_y", "X-1!"])("may be called %s", (name) => {
    expect(problemOf({ [name]: "value with blanks" })).toBeUndefined();
  });

  it.each([
    "Host",
    "Connection",
    "Transfer-Encoding",
    "Upgrade",
    "Keep-Alive",
    "TE",
    "Expect",
    "Content-Length",
    "content-type",
    "Content-Anything",
    "Webhook-Signature",
    "webhook-future",
    "User-Agent",
    "traceparent",
    "Proxy-Authorization",
    "Accept-Encoding",
  ])("may not override %s", (name) => {
    expect(problemOf({ [name]: "x" })).toMatchObject({
      path: ["headers", name],
      message: expect.stringContaining("set by"),
    });
  });

  it.each(["", "a b", "a:b", "ä", "x\r\ny", "(x)"])("may not be called %j", (name) => {
    expect(problemOf({ [name]: "x" })).toMatchObject({ message: expect.stringContaining("header name") });
  });

  it.each(["", " x", "x ", "a\r\nb: c", "a\u0000b", "ü", "••••", "\t"])("may not have the value %j", (value) => {
    expect(problemOf({ "X-Team": value })).toMatchObject({ message: expect.stringContaining("visible ASCII") });
  });

  it("may not be given twice, too long or too many", () => {
    expect(problemOf({ "X-Team": "a", "x-team": "b" })).toMatchObject({ message: expect.stringContaining("twice") });
    expect(problemOf({ "X-Team": "a".repeat(2_001) })).toBeDefined();
    expect(problemOf({ ["x".repeat(101)]: "a" })).toBeDefined();
    expect(problemOf(Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`x-${i}`, "a"])))).toBeDefined();
  });

  it.each(["Authorization", "X-Api-Key", "x-token", "My-Secret", "Cookie", "X-Password"])("%s is masked", (name) => {
    expect(maskHeaders({ [name]: "x", "X-Team": "blue" })).toEqual({ [name]: "••••", "X-Team": "blue" });
  });

  it("that come back masked keep the stored value", () => {
    const stored = { url: "https://a.example/", headers: { "X-Key": "old", "X-Team": "blue" } };
    const input = { url: "https://b.example/", headers: { "X-Key": "••••", "X-New": "1" } };
    expect(restoreMasked(input, stored)).toEqual({
      url: "https://b.example/",
      headers: { "X-Key": "old", "X-New": "1" },
    });
  });
});

describe("Response headers", () => {
  it("are joined when repeated and cut off at 8 KB", () => {
    expect(flattenHeaders({ "set-cookie": ["a=1", "b=2"], via: "x" })).toEqual({ "set-cookie": "a=1, b=2", via: "x" });
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`x-${i}`, "y".repeat(1_000)]));
    expect(Object.keys(flattenHeaders(many))).toHaveLength(8);
  });
});

it("The registry knows the webhook and nothing it was not told of", () => {
  const registry = createRegistry({ allowedNetworks: [] });
  expect(registry.list().map((adapter) => adapter.metadata.type)).toEqual(["webhook"]);
  expect(registry.get("webhook")?.metadata.signed).toBe(true);
  expect(registry.get("carrier-pigeon")).toBeNull();
  expect(registry.get("__proto__")).toBeNull();
});
