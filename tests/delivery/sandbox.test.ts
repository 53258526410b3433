import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createOperatorKey } from "../factories/api-key";
import { type Receiver, startReceiver } from "../receiver";
import { type ApiClient, createApiClient } from "../setup/api-client";
import { type ApiServer, startApiServer } from "../setup/api-server";
import { waitFor } from "../setup/wait-for";
import { newTenant, publish, readAttempts, startWorker, waitForStates } from "./world";

/** Nothing but public addresses may be called in this file. Set before any import reads the environment. */
const port = await vi.hoisted(async () => {
  const { freePort } = await import("../setup/free-port");
  const free = await freePort();
  process.env.HOOKSWITCH_ALLOWED_NETWORKS = "";
  process.env.HOOKSWITCH_PUBLIC_URL = `http://127.0.0.1:${free}`;
  return free;
});

describe("the sandbox as a destination, without allowed networks", () => {
  let server: ApiServer;
  let worker: Awaited<ReturnType<typeof startWorker>>;
  let victim: Receiver;
  let api: ApiClient;

  beforeAll(async () => {
    [server, victim] = await Promise.all([startApiServer(port), startReceiver()]);
    worker = await startWorker();
    api = createApiClient(server.url, await createOperatorKey());
  });
  afterAll(async () => {
    await worker?.stop();
    await Promise.all([server?.close(), victim?.stop()]);
  });

  async function newSandbox(tenantId: string, input: object = {}) {
    return (await api.post(`/tenants/${tenantId}/sandbox/receivers`, { body: input })).body as {
      id: string;
      url: string;
    };
  }

  function subscribe(tenantId: string, url: string, more: object = {}) {
    return api.post(`/tenants/${tenantId}/subscriptions`, { body: { url, events: ["*"], ...more } });
  }

  it("is verified, delivered to, retried as programmed, and says that the signatures are right", async () => {
    const { id: tenantId } = await newTenant();
    const sandbox = await newSandbox(tenantId, { answers: [204, 503, "reset", "close", 200] });
    const created = await subscribe(tenantId, sandbox.url, { retryPolicy: { delaysSeconds: [0.1, 0.1, 0.1] } });
    expect(created.status).toBe(201);
    expect(created.body.verifiedAt).not.toBeNull();
    const event = await publish(tenantId, { data: '{"n":1}' });
    const [delivery] = await waitForStates(tenantId, 1, ["delivered"]);
    const outcomes = (await readAttempts(delivery?.id ?? "")).map(({ outcome }) => outcome);
    expect(outcomes.at(0)).toBe("http_status");
    expect(outcomes).toContain("reset");
    expect(outcomes.at(-1)).toBe("succeeded");
    const { body } = await api.get(`/tenants/${tenantId}/sandbox/receivers/${sandbox.id}/requests`);
    expect(body.data.length).toBe(outcomes.length + 1);
    for (const request of body.data) expect(request.signature).toMatchObject({ verdict: "valid", scheme: "v1" });
    expect(body.data[0]).toMatchObject({ answer: 200, headers: { "webhook-id": event.id } });
    expect(JSON.parse(body.data[0].body)).toMatchObject({ id: event.id, data: { n: 1 } });
  });

  it("tells a forged signature from a right one", async () => {
    const { id: tenantId } = await newTenant();
    const sandbox = await newSandbox(tenantId);
    const { body: subscription } = await subscribe(tenantId, sandbox.url);
    const headers = {
      "webhook-id": "evt_1",
      "webhook-timestamp": String(Math.floor(Date.now() / 1000)),
      "webhook-signature": `v1,${Buffer.alloc(32).toString("base64")}`,
    };
    await fetch(sandbox.url, {
      method: "POST",
      body: "{}",
      headers: { ...headers, "webhook-subscription": subscription.id },
    });
    await fetch(sandbox.url, { method: "POST", body: "{}", headers: { ...headers, "webhook-subscription": "sub_x" } });
    const { body } = await api.get(`/tenants/${tenantId}/sandbox/receivers/${sandbox.id}/requests`);
    const verdicts = body.data.map((request: { signature: { verdict: string } }) => request.signature.verdict);
    expect(verdicts).toEqual(["unknown", "invalid", "valid"]);
  });

  it("opens nothing else of this installation: not by path, encoding, query, port, host or scheme", async () => {
    const { id: tenantId } = await newTenant();
    const { id, url } = await newSandbox(tenantId);
    const other = `http://127.0.0.1:${port}`;
    const spellings = [
      `${other}/api/v1/tenants`,
      `${other}/`,
      `${other}/sandbox`,
      `${other}/sandbox/`,
      `${other}/sandbox/sbx_${"0".repeat(32)}`,
      `${url}/`,
      `${url}/../../api/v1/tenants`,
      `${url}/%2e%2e/%2e%2e/api/v1/tenants`,
      `${url}%2f..%2fapi`,
      `${other}/sandbox/%2e%2e/api/v1/tenants/${id}`,
      `${other}/api/../sandbox/${id}`,
      `${other}//sandbox/${id}`,
      `${other}/sandbox\\${id}`,
      `${other}/%73andbox/${id}`,
      `${other}/SANDBOX/${id}`,
      `${other}/sandbox/${id.toUpperCase()}`,
      `${url}?next=/api/v1/tenants`,
      `${url}#x`,
      `${url} `,
      `\t${url}`,
      `http://localhost:${port}/sandbox/${id}`,
      `http://127.1:${port}/sandbox/${id}`,
      `http://0x7f000001:${port}/sandbox/${id}`,
      `http://2130706433:${port}/sandbox/${id}`,
      `http://[::ffff:127.0.0.1]:${port}/sandbox/${id}`,
      `http://[::1]:${port}/sandbox/${id}`,
      `http://127.0.0.1.:${port}/sandbox/${id}`,
      `HTTP://127.0.0.1:${port}/sandbox/${id}`,
      `https://127.0.0.1:${port}/sandbox/${id}`,
      `http://user@127.0.0.1:${port}/sandbox/${id}`,
      victim.url(`/sandbox/${id}`),
      `http://127.0.0.1/sandbox/${id}`,
    ];
    for (const spelling of spellings) {
      for (const skipVerification of [true, false]) {
        const refused = await subscribe(tenantId, spelling, { skipVerification });
        expect(refused.status, spelling).toBe(400);
        expect(refused.body.errors[0].path, spelling).toBe("url");
      }
    }
    expect(victim.requests).toHaveLength(0);
    const { body } = await api.get(`/tenants/${tenantId}/sandbox/receivers/${id}/requests`);
    expect(body.data).toEqual([]);
  });

  it("a receiver that was deleted is behind the guard again, at the next connection and when one subscribes", async () => {
    const { id: tenantId } = await newTenant();
    const sandbox = await newSandbox(tenantId);
    await subscribe(tenantId, sandbox.url, { retryPolicy: { delaysSeconds: [0.1] }, skipVerification: true });
    await api.delete(`/tenants/${tenantId}/sandbox/receivers/${sandbox.id}`);
    await publish(tenantId);
    const [dead] = await waitForStates(tenantId, 1, ["dead"]);
    expect(dead?.lastOutcome).toBe("blocked_address");
    expect((await subscribe(tenantId, sandbox.url)).body.errors[0]).toMatchObject({ code: "blocked_address" });
  });

  it("a redirect that a receiver answers leads nowhere", async () => {
    const { id: tenantId } = await newTenant();
    const sandbox = await newSandbox(tenantId, { answers: [307] });
    await subscribe(tenantId, sandbox.url, { retryPolicy: { delaysSeconds: [] }, skipVerification: true });
    await publish(tenantId);
    const [dead] = await waitForStates(tenantId, 1, ["dead"]);
    expect(dead?.lastOutcome).toBe("redirect");
  });

  it("another tenant may send to it who knows its address, as anybody may; it learns and reads nothing", async () => {
    const [owner, guest] = [await newTenant(), await newTenant()];
    const sandbox = await newSandbox(owner.id);
    expect((await subscribe(guest.id, sandbox.url)).status).toBe(201);
    const { body } = await waitFor(
      async () => {
        const answer = await api.get(`/tenants/${owner.id}/sandbox/receivers/${sandbox.id}/requests`);
        return answer.body.data.length > 0 ? answer : undefined;
      },
      { until: "the owner saw the request" },
    );
    expect(body.data[0].signature.verdict).toBe("unknown");
    expect((await api.get(`/tenants/${guest.id}/sandbox/receivers/${sandbox.id}`)).status).toBe(404);
  });
});
