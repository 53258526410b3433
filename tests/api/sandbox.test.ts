import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { MAX_SANDBOX_RECEIVERS, MAX_SANDBOX_REQUESTS } from "@/lib/contracts/sandbox";
import { prisma } from "@/lib/prisma";
import { trimRequests } from "@/lib/queries/sandbox-requests";
import { pruneSandbox } from "@/lib/services/sandbox";
import { createTenantKey } from "../factories/api-key";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";

const server = serveApi();

/** A receiver of a new tenant, and where this test's server answers it. */
async function newReceiver(input: object = {}) {
  const tenant = await createTenant();
  const api = server.api.as(await createTenantKey(tenant.id));
  const { status, body } = await api.post("/sandbox/receivers", { body: input });
  expect(status).toBe(201);
  const url = `${server.url}/sandbox/${body.id}`;
  const send = (init: RequestInit = {}) => fetch(url, { method: "POST", body: "{}", ...init });
  const received = async () => (await api.get(`/sandbox/receivers/${body.id}/requests`)).body.data;
  return { tenant, api, receiver: body, url, send, received };
}

describe("sandbox receivers", () => {
  it("one call without a body field makes a receiver that accepts everything, for 24 hours", async () => {
    const { receiver, tenant } = await newReceiver();
    expect(receiver).toMatchObject({
      tenantId: tenant.id,
      url: expect.stringMatching(/^http:\/\/.+\/sandbox\/sbx_[0-9a-f]{32}$/),
      answers: [204],
      repeat: false,
      delayMs: 0,
      failureRate: 0,
      requestCount: 0,
    });
    expect(Date.parse(receiver.expiresAt) - Date.parse(receiver.createdAt)).toBeGreaterThan(86_300_000);
  });

  it.each([
    [{ answers: [] }, "answers"],
    [{ answers: [99] }, "answers[0]"],
    [{ answers: ["explode"] }, "answers[0]"],
    [{ answers: Array.from({ length: 21 }, () => 204) }, "answers"],
    [{ delayMs: 60_001 }, "delayMs"],
    [{ failureRate: 1.1 }, "failureRate"],
    [{ name: "" }, "name"],
    [{ colour: "red" }, "colour"],
  ])("names what is wrong with %j", async (body, path) => {
    const tenant = await createTenant();
    const refused = await server.api.post(`/tenants/${tenant.id}/sandbox/receivers`, { body });
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0].path).toBe(path);
  });

  it("answers a sequence, and what is changed begins with the first answer", async () => {
    const { api, receiver, send } = await newReceiver({ answers: [503, 429, 200] });
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++) statuses.push((await send()).status);
    expect(statuses).toEqual([503, 429, 200, 200]);
    await api.patch(`/sandbox/receivers/${receiver.id}`, { body: { answers: [500, 204], repeat: true } });
    expect([(await send()).status, (await send()).status, (await send()).status]).toEqual([500, 204, 500]);
  });

  it("waits before it answers, fails by chance, closes and resets the connection", async () => {
    const slow = await newReceiver({ delayMs: 300 });
    const startedMs = performance.now();
    expect((await slow.send()).status).toBe(204);
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(295);
    const failing = await newReceiver({ failureRate: 1 });
    expect((await failing.send()).status).toBe(503);
    const rude = await newReceiver({ answers: ["close", "reset"] });
    expect(await outcomeOf(rude.url)).toBe("end");
    expect(await outcomeOf(rude.url)).toBe("ECONNRESET");
    expect(await rude.received()).toMatchObject([{ answer: "reset" }, { answer: "close" }]);
  });

  it("keeps what came, newest first, with credentials masked", async () => {
    const { send, received, api, receiver } = await newReceiver({ answers: [202] });
    await send({ body: "first" });
    await send({
      body: '{"a":"\u0000ü"}',
      headers: { cookie: "hookswitch.session=mine", authorization: "Bearer x", "x-api-key": "k", "x-plain": "y" },
    });
    const [second, first] = await received();
    expect(first).toMatchObject({ number: 1, method: "POST", body: "first", bodyBytes: 5, answer: 202 });
    expect(second).toMatchObject({ number: 2, body: '{"a":"\uFFFDü"}', headers: { "x-plain": "y" } });
    for (const name of ["cookie", "authorization", "x-api-key"]) expect(second.headers[name]).toBe("••••");
    expect(second.signature).toMatchObject({ verdict: "unsigned" });
    expect((await api.get(`/sandbox/receivers/${receiver.id}`)).body).toMatchObject({ requestCount: 2 });
    await api.delete(`/sandbox/receivers/${receiver.id}/requests`);
    expect(await received()).toEqual([]);
  });

  it("what it answers is neither run nor cached by a browser", async () => {
    const response = await (await newReceiver({ answers: [200] })).send();
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("keeps the beginning of a long body, and refuses one beyond 2 MiB", async () => {
    const { send, received } = await newReceiver();
    await send({ body: "x".repeat(1_000_000) });
    expect((await send({ body: "x".repeat(2_200_000) })).status).toBe(413);
    const [long] = await received();
    expect(long).toMatchObject({ bodyBytes: 1_000_000, isBodyTruncated: true });
    expect(long.body).toHaveLength(64 * 1024);
  });

  it("simultaneous requests each get an answer of their own", async () => {
    const { send, received } = await newReceiver({ answers: [200, 201, 202, 203, 204, 205, 206, 207, 208, 209] });
    const statuses = await Promise.all(Array.from({ length: 10 }, async () => (await send()).status));
    expect(statuses.sort()).toEqual([200, 201, 202, 203, 204, 205, 206, 207, 208, 209]);
    expect(await received()).toHaveLength(10);
  });
});

describe("the sandbox's limits", () => {
  it(`a tenant has at most ${MAX_SANDBOX_RECEIVERS} receivers, also when it asks for many at once`, async () => {
    const tenant = await createTenant();
    const make = async () => (await server.api.post(`/tenants/${tenant.id}/sandbox/receivers`, { body: {} })).status;
    const statuses = await Promise.all(Array.from({ length: MAX_SANDBOX_RECEIVERS + 3 }, make));
    expect(statuses.filter((status) => status === 201)).toHaveLength(MAX_SANDBOX_RECEIVERS);
    expect(statuses.filter((status) => status === 409)).toHaveLength(3);
  });

  it("the oldest requests of a tenant make room, by number and by bytes", async () => {
    const { tenant, receiver, send, received } = await newReceiver();
    const row = { receiverId: receiver.id, tenantId: tenant.id, method: "POST", headers: "{}", answer: 204 };
    const ids = Array.from({ length: MAX_SANDBOX_REQUESTS }, (_, at) => `sbr_${String(at).padStart(32, "0")}`);
    await prisma().sandboxRequest.createMany({
      data: ids.map((id, number) => ({ ...row, id, number, body: "x".repeat(1_000), bodyBytes: 1_000 })),
    });
    await send({ body: "the newest" });
    expect(await prisma().sandboxRequest.count({ where: { tenantId: tenant.id } })).toBe(MAX_SANDBOX_REQUESTS);
    expect(await prisma().sandboxRequest.findUnique({ where: { id: ids[0] ?? "" } })).toBeNull();
    await trimRequests(tenant.id, { requests: MAX_SANDBOX_REQUESTS, bytes: 10_000 });
    expect((await received()).length).toBeLessThanOrEqual(10);
    expect((await received())[0]).toMatchObject({ body: "the newest" });
  });

  it("a receiver ends after its time, at once for everybody, and pruning deletes it with what it got", async () => {
    const { api, receiver, send } = await newReceiver();
    await send();
    await prisma().sandboxReceiver.update({ where: { id: receiver.id }, data: { expiresAt: new Date() } });
    expect((await send()).status).toBe(410);
    expect((await api.get(`/sandbox/receivers/${receiver.id}`)).status).toBe(404);
    expect(await pruneSandbox()).toBeGreaterThanOrEqual(1);
    expect(await prisma().sandboxRequest.count({ where: { receiverId: receiver.id } })).toBe(0);
  });

  it("any change keeps it for another 24 hours", async () => {
    const { api, receiver } = await newReceiver();
    const soon = new Date(Date.now() + 60_000);
    await prisma().sandboxReceiver.update({ where: { id: receiver.id }, data: { expiresAt: soon } });
    const { body } = await api.patch(`/sandbox/receivers/${receiver.id}`, { body: {} });
    expect(Date.parse(body.expiresAt)).toBeGreaterThan(soon.getTime() + 80_000_000);
  });

  it("another tenant finds nothing: neither the receiver nor what it got", async () => {
    const { receiver } = await newReceiver();
    const stranger = server.api.as(await createTenantKey((await createTenant()).id));
    const path = `/sandbox/receivers/${receiver.id}`;
    const unknown = (await stranger.get(`/sandbox/receivers/sbx_${"0".repeat(32)}`)).body;
    for (const answer of [
      await stranger.get(path),
      await stranger.patch(path, { body: {} }),
      await stranger.delete(path),
      await stranger.get(`${path}/requests`),
      await stranger.delete(`${path}/requests`),
    ]) {
      expect(answer.status).toBe(404);
      expect({ ...answer.body, requestId: "" }).toEqual({ ...unknown, requestId: "" });
    }
    expect((await stranger.get("/sandbox/receivers")).body.data).toEqual([]);
  });

  it("goes with its tenant", async () => {
    const { tenant, receiver, send } = await newReceiver();
    await send();
    expect((await server.api.delete(`/tenants/${tenant.id}`)).status).toBe(204);
    expect(await prisma().sandboxReceiver.count({ where: { id: receiver.id } })).toBe(0);
    expect((await send()).status).toBe(410);
  });
});

/** How a bare connection sees the end: `end` for a close, else the error's code. */
function outcomeOf(url: string): Promise<string> {
  const { hostname, port, pathname } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`POST ${pathname} HTTP/1.1\r\nhost: ${hostname}\r\ncontent-length: 2\r\n\r\n{}`);
    });
    socket.on("data", (chunk) => resolve(chunk.toString("latin1")));
    socket.on("end", () => resolve("end"));
    socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? ""));
  });
}
