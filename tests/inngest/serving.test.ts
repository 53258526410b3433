import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest } from "inngest";
import { afterEach, expect, test, vi } from "vitest";
import { sdkLogger } from "@/inngest/embedded/sdk-logger";
import { serveByConnection } from "@/inngest/serving/connect";
import { serveOverHttp } from "@/inngest/serving/http";
import { logger } from "@/lib/logger";

const SIGNING_KEY = "signkey-test-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** The module as a process with this environment has it. */
async function load<T>(environment: Record<string, string>, module: () => Promise<T>): Promise<T> {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  vi.resetModules();
  return module();
}

test.each([
  ["embedded", {}],
  ["with a server and no signing key", { INNGEST_BASE_URL: "http://127.0.0.1:9" }],
])("/api/inngest is not found %s: nobody may start a function unsigned", async (_mode, environment) => {
  const route = await load(environment, () => import("@/app/api/inngest/route"));
  for (const [method, answer] of Object.entries(route)) {
    const response = await answer(new Request("http://web.test/api/inngest?fnId=hookswitch-deliver", { method }));
    expect([method, response.status]).toEqual([method, 404]);
  }
});

test.each([
  [{ INNGEST_EVENT_KEY: "key" }],
  [{ INNGEST_BASE_URL: "https://inngest.example" }],
  [{ INNGEST_BASE_URL: "http://127.0.0.1:9", HOST: "0.0.0.0" }],
])("a worker does not start without a signing key where others may reach it: %j", async (environment) => {
  const { serveFunctions } = await load(environment, () => import("@/inngest/serve"));
  const client = new Inngest({ id: "t", isDev: true, logger: sdkLogger() });
  await expect(serveFunctions({ client, functions: [] })).rejects.toThrow("Set INNGEST_SIGNING_KEY");
});

test("over HTTP the worker tells the server of its functions, again until it is heard, and runs no unsigned call", async () => {
  const registrations: { url: string; functions: { id: string }[]; authorization: string | undefined }[] = [];
  let refusals = 1;
  const inngest = createServer(async (request, response) => {
    const body = JSON.parse(await textOf(request));
    if (refusals-- > 0) return void response.writeHead(503).end('{"error":"not ready yet","status":503}');
    registrations.push({ ...body, authorization: request.headers.authorization });
    response.setHeader("content-type", "application/json");
    response.end('{"ok":true,"modified":true}');
  }).listen(0, "127.0.0.1");
  await once(inngest, "listening");
  const baseUrl = `http://127.0.0.1:${(inngest.address() as AddressInfo).port}`;
  let calls = 0;
  const client = new Inngest({ id: "t", isDev: false, baseUrl, signingKey: SIGNING_KEY, logger: sdkLogger() });
  const fn = client.createFunction({ id: "guarded", triggers: [{ event: "s/e" }] }, async () => ++calls);
  const served = await serveOverHttp({ client, functions: [fn] }, { host: "127.0.0.1", port: 0 }, 200);
  await served.ready;

  expect(registrations).toMatchObject([{ functions: [{ id: "t-guarded" }] }]);
  expect(registrations[0]?.authorization).toMatch(/^Bearer signkey-test-[0-9a-f]{64}$/);
  expect(registrations[0]?.authorization).not.toContain(SIGNING_KEY);
  const answer = await fetch(`${registrations[0]?.url}?fnId=t-guarded&stepId=step`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ event: { name: "s/e", data: {} }, events: [], steps: {}, ctx: { run_id: "r" }, version: 1 }),
  });
  expect([answer.status, calls]).toEqual([401, 0]);

  // A server that keeps what it was told in memory is told again.
  const { length } = registrations;
  await vi.waitFor(() => expect(registrations.length).toBeGreaterThan(length), { timeout: 5_000 });
  await served.stop();
  await expect(fetch(registrations[0]?.url ?? "")).rejects.toThrow();
  inngest.close();
});

test("over a connection a worker waits for its server without holding up its own end", async () => {
  const warn = vi.spyOn(logger, "warn");
  const client = new Inngest({ id: "t", isDev: true, baseUrl: "http://127.0.0.1:9", logger: sdkLogger() });
  const served = await serveByConnection({ client, functions: [] });
  await vi.waitFor(() =>
    expect(warn).toHaveBeenCalledWith({ url: "http://127.0.0.1:9" }, expect.stringContaining("was not reached")),
  );
  const startedMs = performance.now();
  await served.stop();
  expect(performance.now() - startedMs).toBeLessThan(1_000);
});

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
