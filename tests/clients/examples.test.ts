import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newSubscription, publish, startWorker } from "../delivery/world";
import { createOperatorKey, createTenantKey } from "../factories/api-key";
import { createDelivery } from "../factories/delivery";
import { createSubscription } from "../factories/subscription";
import { createTenant } from "../factories/tenant";
import { type Receiver, startReceiver } from "../receiver";
import { serveApi } from "../setup/api";
import { freePort } from "../setup/free-port";
import { waitFor } from "../setup/wait-for";

const ROOT = path.resolve(import.meta.dirname, "../..");
const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

const server = serveApi();
let receiver: Receiver;
let tenant: { id: string };
let tenantKey: string;

beforeAll(async () => {
  receiver = await startReceiver();
  tenant = await createTenant();
  tenantKey = await createTenantKey(tenant.id);
});
afterAll(() => receiver.stop());

interface Started {
  child: ChildProcess;
  output: () => string;
  ended: Promise<number | null>;
}

function start(name: string, args: string[], environment: Record<string, string>): Started {
  const command = ["--import", import.meta.resolve("tsx"), path.join("examples", `${name}.ts`), ...args];
  const env = { ...process.env, HOOKSWITCH_URL: server.url, ...environment };
  const child = spawn(process.execPath, command, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  return { child, output: () => output, ended };
}

async function run(name: string, args: string[], key: string): Promise<{ code: number | null; output: string }> {
  const { ended, output } = start(name, args, { HOOKSWITCH_KEY: key });
  return { code: await ended, output: output() };
}

it("publish.ts publishes once, although it runs twice", async () => {
  const key = await createOperatorKey();
  const first = await run("publish", [tenant.id], key);
  expect(first).toEqual({ code: 0, output: expect.stringMatching(/^evt_[0-9a-f]{32} is on its way\n$/) });
  expect((await run("publish", [tenant.id], key)).output).toMatch(/was published before/);
}, 60_000);

it("subscribe.ts subscribes, or says by field what is wrong", async () => {
  const made = await run("subscribe", [receiver.url("/example"), "order.*"], tenantKey);
  expect(made).toEqual({ code: 0, output: expect.stringMatching(/^sub_[0-9a-f]{32} whsec_/) });
  const refused = await run("subscribe", ["nothing", "order.*"], tenantKey);
  expect(refused).toEqual({ code: 1, output: expect.stringContaining("  url: ") });
}, 60_000);

it("list-dead-letters.ts lists dead letters and counts what would be replayed", async () => {
  const { id: subscriptionId } = await createSubscription(tenant.id);
  const dead = { state: "dead", lastOutcome: "http_status", lastStatusCode: 503 } as const;
  const { id } = await createDelivery({ tenantId: tenant.id, subscriptionId }, dead);
  const { code, output } = await run("list-dead-letters", [], tenantKey);
  expect([code, output]).toEqual([0, `${id} order.created http_status 503\n1 would be replayed\n`]);
}, 60_000);

it("receive.ts takes a real delivery and handles it once", async () => {
  const port = await freePort();
  const consumer = start("receive", [], { PORT: String(port), WEBHOOK_SECRET: SECRET });
  await waitFor(() => consumer.output().includes("listening"), { until: "the consumer listened", timeoutMs: 30_000 });
  const owner = await createTenant();
  await newSubscription(owner.id, { url: `http://127.0.0.1:${port}/`, secret: SECRET });
  const worker = await startWorker();
  await publish(owner.id, { type: "order.completed", data: '{"n":7}' });
  await waitFor(() => consumer.output().includes('order.completed {"n":7}'), {
    until: "the event arrived",
    timeoutMs: 20_000,
  });
  const forged = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: "{}" });
  expect(forged.status).toBe(400);
  await worker.stop();
  consumer.child.kill();
  await consumer.ended;
}, 60_000);
