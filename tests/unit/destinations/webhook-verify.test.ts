import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { generateSecret } from "@/lib/destinations/webhook/secret";
import { verifyRequest } from "@/lib/destinations/webhook/verify";

const NOW = 1_800_000_000_000;
const secret = generateSecret();
const body = '{"type":"order.created","data":{"name":"Zoë"}}';

function signed(by: string, atMs = NOW) {
  const signature = new Webhook(by).sign("evt_1", new Date(atMs), body);
  return { id: "evt_1", timestamp: String(Math.floor(atMs / 1000)), signature, body: Buffer.from(body) };
}

describe("verifying a request", () => {
  it("takes what the public package signed, also as one of several signatures and with one of several secrets", () => {
    const request = signed(secret);
    expect(verifyRequest(request, [secret], NOW)).toEqual({ isValid: true, scheme: "v1" });
    const both = { ...request, signature: `v1,${"A".repeat(43)}= v1a,abc ${request.signature}` };
    expect(verifyRequest(both, [generateSecret(), secret], NOW).isValid).toBe(true);
  });

  it.each([
    ["another secret", signed(generateSecret()), /No secret of the subscription/],
    ["another body", { ...signed(secret), body: Buffer.from("{}") }, /No secret/],
    ["another id", { ...signed(secret), id: "evt_2" }, /No secret/],
    ["no id", { ...signed(secret), id: "" }, /no webhook-id/],
    ["a timestamp that is none", { ...signed(secret), timestamp: "soon" }, /not a number/],
    ["an old timestamp", signed(secret, NOW - 301_000), /301 s off/],
    ["a timestamp of the future", signed(secret, NOW + 400_000), /400 s off/],
    ["no v1 signature", { ...signed(secret), signature: "v2,abc" }, /no v1 or v1a signature/],
  ])("refuses %s with a sentence that says why", (_what, request, reason) => {
    const result = verifyRequest(request, [secret], NOW);
    expect(result).toMatchObject({ isValid: false, reason: expect.stringMatching(reason) });
  });
});
