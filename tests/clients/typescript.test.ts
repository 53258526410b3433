import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Hookswitch, HookswitchError, verifyWebhook, WebhookVerificationError } from "@/clients/typescript";
import { waitMs } from "@/clients/typescript/retry";
import { createOperatorKey, createTenantKey } from "../factories/api-key";
import { createSubscription } from "../factories/subscription";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";

const server = serveApi();
let tenant: { id: string };
let hookswitch: Hookswitch;

beforeAll(async () => {
  tenant = await createTenant();
  hookswitch = new Hookswitch({ baseUrl: server.url, apiKey: await createOperatorKey() });
});

describe("the TypeScript client", () => {
  it("publishes one event and a batch, and once although it is asked twice", async () => {
    const first = await hookswitch.notify("order.made", { n: 1 }, { tenant: tenant.id, externalId: "order-1" });
    const again = await hookswitch.notify("order.made", { n: 1 }, { tenant: tenant.id, externalId: "order-1" });
    expect([first.duplicate, again]).toEqual([false, { id: first.id, duplicate: true }]);
    const batch = await hookswitch.publish(
      [
        { type: "a.b", data: 1 },
        { type: "a.c", data: 2 },
      ],
      { tenant: tenant.id },
    );
    const events = await hookswitch.request("GET /api/v1/tenants/{tenant}/events", { path: { tenant: tenant.id } });
    expect(events.data.map(({ id, type }) => [id, type])).toEqual([
      [batch[1]?.id, "a.c"],
      [batch[0]?.id, "a.b"],
      [first.id, "order.made"],
    ]);
  });

  it("walks through a list page after page", async () => {
    const other = await createTenant();
    const made: string[] = [];
    for (let n = 0; n < 5; n += 1) made.unshift((await createSubscription(other.id)).id);
    const own = new Hookswitch({ baseUrl: server.url, apiKey: await createTenantKey(other.id) });
    const seen: string[] = [];
    for await (const { id } of own.list("GET /api/v1/subscriptions", { query: { limit: 2 } })) seen.push(id);
    expect(seen).toEqual(made);
  });

  it("throws what the API says: code, sentence, fields", async () => {
    const body = { url: "nothing", events: [] };
    const refusal = hookswitch.request("POST /api/v1/tenants/{tenant}/subscriptions", {
      path: { tenant: tenant.id },
      body,
    });
    const error = await refusal.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HookswitchError);
    expect(error).toMatchObject({ status: 400, code: "invalid_request", problem: { errors: [{ path: "events" }] } });
  });
});

describe("when the API cannot at the moment, the client", () => {
  let flaky: Server;
  let answers: (number | "cut")[] = [];
  let seen: { method: string; key: string | undefined }[] = [];

  beforeAll(async () => {
    flaky = createServer((request, response) => {
      seen.push({ method: request.method ?? "", key: request.headers["idempotency-key"]?.toString() });
      const next = answers.shift() ?? 200;
      request.resume();
      if (next === "cut") request.socket.destroy();
      else
        response
          .writeHead(next, { "content-type": "application/json", "retry-after": "0" })
          .end('{"id":"x","duplicate":false}');
    });
    await new Promise<void>((resolve) => flaky.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => {
    flaky.closeAllConnections();
    flaky.close();
  });

  const client = (maxRetries = 4) => {
    const { port } = flaky.address() as AddressInfo;
    return new Hookswitch({ baseUrl: `http://127.0.0.1:${port}/`, apiKey: "hs_x", maxRetries });
  };
  const answerWith = (...given: (number | "cut")[]) => {
    answers = given;
    seen = [];
  };

  it("repeats a POST with the same Idempotency-Key after 429, 5xx and a cut connection", async () => {
    answerWith(503, 429, "cut");
    expect(await client().notify("a.b", {})).toEqual({ id: "x", duplicate: false });
    expect(seen).toHaveLength(4);
    expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
    expect(seen[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("gives up after as many as it was told, and repeats no refusal", async () => {
    answerWith(500, 500, 500);
    await expect(client(1).notify("a.b", {})).rejects.toMatchObject({ status: 500 });
    expect(seen).toHaveLength(2);
    answerWith(404);
    await expect(client().notify("a.b", {})).rejects.toMatchObject({ status: 404 });
    expect(seen).toHaveLength(1);
  });

  it("does not repeat a PATCH that may have been made", async () => {
    answerWith(500);
    const patch = client().request("PATCH /api/v1/subscriptions/{id}", { path: { id: "x" }, body: {} });
    await expect(patch).rejects.toMatchObject({ status: 500 });
    expect(seen).toHaveLength(1);
  });

  it("waits as long as it is told, else longer each time, up to half a minute", () => {
    expect(waitMs(0, "7")).toBe(7_000);
    expect([0, 1, 2, 9].map((attempt) => waitMs(attempt, null, () => 1))).toEqual([500, 1_000, 2_000, 30_000]);
    expect(waitMs(0, null, () => 0)).toBe(250);
  });
});

describe("a webhook", () => {
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const headers = {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    // The example of the Standard Webhooks specification.
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  };
  const body = '{"test": 2432232314}';

  it("is taken when its signature is right, and refused when anything is not", async () => {
    const given = { body, headers, secret, nowSeconds: 1_614_265_330 };
    expect(await verifyWebhook(given)).toEqual({ test: 2_432_232_314 });
    for (const wrong of [
      { ...given, body: `${body} ` },
      { ...given, nowSeconds: 1_614_265_330 + 301 },
      { ...given, secret: `whsec_${"A".repeat(32)}` },
      { ...given, headers: {} },
    ]) {
      await expect(verifyWebhook(wrong)).rejects.toBeInstanceOf(WebhookVerificationError);
    }
  });
});
