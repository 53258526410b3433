import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { OutboundMessage, Sender } from "@/lib/destinations/types";
import { createWebhookAdapter } from "@/lib/destinations/webhook/adapter";
import type { WebhookConfig } from "@/lib/destinations/webhook/config";
import { generateSecret } from "@/lib/destinations/webhook/secret";
import { createAddressGuard } from "@/lib/net/address-guard";
import { describeDestination, MESSAGE } from "@/tests/destinations/conformance";
import { type Receiver, startReceiver, verify } from "@/tests/receiver";
import * as behave from "@/tests/receiver-behaviours";

const userAgent = "Hookswitch/9.9.9";
const adapter = createWebhookAdapter({ guard: createAddressGuard({ allowedNetworks: ["127.0.0.0/8"] }), userAgent });
const strictAdapter = createWebhookAdapter({ guard: createAddressGuard({ allowedNetworks: [] }), userAgent });
const never = new AbortController().signal;
const SECRET = generateSecret();
const opened: Sender[] = [];
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
  receiver.behave(behave.answer({ status: 503 }), "/bad");
  receiver.behave(behave.hang(), "/slow");
});
afterAll(() => receiver.stop());
afterEach(async () => {
  receiver.clear();
  await Promise.all(opened.splice(0).map((sender) => sender.close()));
});

function open(config: Partial<WebhookConfig> = {}, secrets: readonly string[] = [SECRET]): Sender {
  const complete = { url: receiver.url(), headers: {}, ...config };
  const sender = adapter.open(complete, { secrets, timeoutMs: 1_000, maxConnections: 2 });
  opened.push(sender);
  return sender;
}

function send(behaviour: behave.Behaviour) {
  receiver.behaveOnce(behaviour);
  return open().send(MESSAGE, never);
}

describeDestination("webhook", () => ({
  adapter,
  strictAdapter,
  goodConfig: { url: receiver.url("/good"), headers: { "X-Api-Key": "hush-hush", "X-Team": "blue" } },
  badConfig: { url: receiver.url("/bad") },
  slowConfig: { url: receiver.url("/slow") },
  secretValue: "hush-hush",
  secrets: [SECRET],
  received: () => receiver.requests.filter((request) => request.url === "/good").length,
}));

describe("On the wire", () => {
  it("a request is what Standard Webhooks says, and carries our own headers", async () => {
    await open({ url: receiver.url("/hooks?a=1"), headers: { "X-Team": "blue" } }).send(MESSAGE, never);
    const [request] = await receiver.waitForRequests(1);
    expect(request).toMatchObject({ method: "POST", url: "/hooks?a=1", body: MESSAGE.body });
    expect(request?.headers).toMatchObject({
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(MESSAGE.body)),
      "accept-encoding": "identity",
      "user-agent": userAgent,
      "webhook-id": MESSAGE.eventId,
      "webhook-attempt": "1",
      "webhook-subscription": MESSAGE.subscriptionId,
      "webhook-sequence": "7",
      traceparent: MESSAGE.traceparent,
      "x-team": "blue",
    });
    const ageSeconds = Date.now() / 1000 - Number(request?.headers["webhook-timestamp"]);
    expect(ageSeconds).toBeGreaterThanOrEqual(0);
    expect(ageSeconds).toBeLessThan(5);
  });

  it("the public package verifies each request, and each of two secrets while one rotates", async () => {
    const older = generateSecret();
    await open({}, [SECRET, older]).send(MESSAGE, never);
    const [request] = await receiver.waitForRequests(1);
    if (!request) throw new Error("nothing was received");
    expect(request.headers["webhook-signature"]).toMatch(/^v1,[A-Za-z0-9+/]{43}= v1,[A-Za-z0-9+/]{43}=$/);
    expect(verify(request, SECRET)).toEqual(JSON.parse(MESSAGE.body));
    expect(verify(request, older)).toEqual(JSON.parse(MESSAGE.body));
    expect(() => verify(request, generateSecret())).toThrow("No matching signature");
    expect(() => verify({ ...request, body: `${request.body} ` }, SECRET)).toThrow("No matching signature");
  });

  it("retries of one event share the id and nothing else that is signed", async () => {
    const sender = open();
    await sender.send(MESSAGE, never);
    await sender.send({ ...MESSAGE, attemptNumber: 2 } satisfies OutboundMessage, never);
    const [first, second] = await receiver.waitForRequests(2);
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect(second?.headers["webhook-attempt"]).toBe("2");
    expect(receiver.countOf(MESSAGE.eventId)).toBe(2);
  });

  it("one connection carries many deliveries", async () => {
    const before = receiver.connectionCount;
    const sender = open();
    for (let i = 0; i < 5; i += 1) await sender.send(MESSAGE, never);
    expect(receiver.connectionCount - before).toBe(1);
  });
});

describe("What an answer means", () => {
  it.each([200, 201, 202, 204, 299])("%i is success", async (status) => {
    expect(await send(behave.answer({ status }))).toMatchObject({ outcome: "succeeded", statusCode: status });
  });

  it.each([
    [400, "Answered 400 Bad Request."],
    [404, "Answered 404 Not Found."],
    [410, "Answered 410 Gone."],
    [500, "Answered 500 Internal Server Error."],
    [503, "Answered 503 Service Unavailable."],
    [599, "Answered 599."],
  ])("%i is not", async (status, errorMessage) => {
    const result = await send(behave.answer({ status }));
    expect(result).toMatchObject({ outcome: "http_status", statusCode: status, errorMessage });
  });

  it("a redirect is not followed, and the message names where it leads", async () => {
    const result = await send(behave.redirect("https://elsewhere.example/secret/path", 301));
    expect(result).toMatchObject({ outcome: "redirect", statusCode: 301 });
    expect(result.errorMessage).toBe(
      "Answered 301 Moved Permanently, a redirect to elsewhere.example; redirects are not followed.",
    );
    expect(receiver.requests).toHaveLength(1);
  });

  it("a 2xx whose body does not end is a time-out", async () => {
    const result = await send(behave.hangInBody());
    expect(result).toMatchObject({ outcome: "body_timeout", statusCode: 200, responseBody: "begun" });
  });

  it.each([
    ["closed", behave.close()],
    ["closed", behave.wrongLength()],
    ["reset", behave.reset()],
    ["malformed_response", behave.garbage()],
  ])("%s is told", async (outcome, behaviour) => {
    expect(await send(behaviour)).toMatchObject({ outcome, retryAfterMs: null });
  });

  it("Retry-After is read", async () => {
    const result = await send(behave.answer({ status: 429, headers: { "retry-after": "120" } }));
    expect(result.retryAfterMs).toBe(120_000);
  });
});

describe("What is kept of an attempt", () => {
  it("the request's headers, with secret ones masked", async () => {
    const headers = { Authorization: "Bearer x", "X-Team": "blue" };
    const result = await open({ headers }).send(MESSAGE, never);
    expect(result.requestHeaders).toMatchObject({ Authorization: "••••", "X-Team": "blue" });
    const [request] = await receiver.waitForRequests(1);
    expect(request?.headers.authorization).toBe("Bearer x");
  });

  it("the response's headers and body, up to 16 KiB", async () => {
    const body = `${"é".repeat(8_191)}x€${"y".repeat(9_000)}`;
    const result = await send(behave.answer({ status: 500, headers: { "x-reason": "tired" }, body }));
    expect(result.responseHeaders).toMatchObject({ "x-reason": "tired" });
    expect(result.responseTruncated).toBe(true);
    expect(result.responseBody).toBe(`${"é".repeat(8_191)}x`);
  });

  it("text that PostgreSQL can hold", async () => {
    const result = await send(behave.answer({ body: Buffer.from([0x61, 0x00, 0xff, 0x62]) }));
    expect(result.responseBody).toBe("a\uFFFD\uFFFDb");
  });

  it("nothing that is compressed is unpacked", async () => {
    const headers = { "content-encoding": "gzip" };
    expect(await send(behave.answer({ headers, body: "not gzip" }))).toMatchObject({ responseBody: "not gzip" });
  });
});
