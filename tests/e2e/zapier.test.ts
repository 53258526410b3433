import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Receiver, startReceiver } from "../receiver";
import { type RunningApp, startApp } from "../setup/app";

/** A dependency of the app, not of Hookswitch. */
const CORE = "zapier-platform-core";
const FOLDER = path.resolve(import.meta.dirname, "../../integrations/zapier");

// biome-ignore lint/suspicious/noExplicitAny: Zapier's own types are not installed with Hookswitch
type Any = any;

/** Its dependencies are its own: only these tests need them. */
function installZapier(): void {
  const installed = path.join(FOLDER, "node_modules/zapier-platform-core/package.json");
  const wanted = JSON.parse(readFileSync(path.join(FOLDER, "package.json"), "utf8")).dependencies[
    "zapier-platform-core"
  ];
  if (existsSync(installed) && JSON.parse(readFileSync(installed, "utf8")).version === wanted) return;
  const cli = process.env.npm_execpath;
  const [command, ...before] = cli ? [process.execPath, cli] : ["npm"];
  const args = [...before, "ci", "--no-audit", "--no-fund", "--ignore-scripts"];
  const { status, stderr } = spawnSync(command ?? "npm", args, { cwd: FOLDER, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm ci in integrations/zapier failed:\n${stderr}`);
}

describe("the Zapier app", () => {
  let app: RunningApp;
  let receiver: Receiver;
  let zapier: Any;
  let core: Any;
  let call: (method: unknown, bundle: object) => Promise<Any>;
  let authData: { baseUrl: string; apiKey: string };
  let tenantId: string;

  beforeAll(async () => {
    installZapier();
    const require = createRequire(path.join(FOLDER, "index.js"));
    core = require(CORE);
    zapier = require(FOLDER);
    call = core.createAppTester(zapier);
    [receiver, app] = await Promise.all([startReceiver(), startApp()]);
    tenantId = (await app.call<{ id: string }>("POST", "/api/v1/tenants", { externalId: "zap", name: "Zap" })).id;
    const { key } = await app.call<{ key: string }>("POST", `/api/v1/tenants/${tenantId}/api-keys`, { name: "Zapier" });
    authData = { baseUrl: `${app.url}/`, apiKey: key };
    await app.call("POST", "/api/v1/event-types", {
      name: "order.completed",
      description: "Paid.",
      example: { order_id: "o-1" },
    });
  });
  afterAll(async () => {
    await app?.stop();
    await receiver?.stop();
  });

  it("passes the validation of Zapier's platform schema", async () => {
    const { results } = await core.createAppHandler(zapier)({ command: "validate" });
    expect(results).toEqual([]);
  });

  it("tests the connection: a right key passes, a wrong one asks to sign in again", async () => {
    await expect(call(zapier.authentication.test, { authData })).resolves.toHaveProperty("data");
    const wrong = { ...authData, apiKey: "hs_0123456789012345678901234567890123456789012" };
    await expect(call(zapier.authentication.test, { authData: wrong })).rejects.toThrow(/unknown, revoked or expired/);
  });

  it("fills the list of event types from the catalogue", async () => {
    const list = await call(zapier.triggers.event_type.operation.perform, { authData, meta: { page: 0 } });
    expect(list).toMatchObject([{ name: "order.completed", label: "order.completed: Paid." }]);
  });

  it.each([
    ["on_order_completed", {}],
    ["any_event", { eventType: "order.completed" }],
  ])("%s: samples, subscribes, takes a real delivery, unsubscribes", async (key, inputData) => {
    const { operation } = zapier.triggers[key];
    const samples = await call(operation.performList, { authData, inputData });
    expect(samples[0]).toMatchObject({ type: "order.completed", id: expect.stringMatching(/^evt_/) });

    receiver.clear();
    const bundle = { authData, inputData, targetUrl: receiver.url(`/${key}`) };
    const subscribeData = await call(operation.performSubscribe, bundle);
    expect(subscribeData).toEqual({ id: expect.stringMatching(/^sub_/), secret: expect.stringMatching(/^whsec_/) });
    expect(receiver.requests).toHaveLength(0);

    await app.call("POST", `/api/v1/tenants/${tenantId}/events`, { type: "order.completed", data: { order_id: key } });
    const [delivered] = await receiver.waitForRequests(1, 20_000);
    const headers = Object.fromEntries(
      Object.entries(delivered?.headers ?? {}).map(([name, value]) => [`Http-${name}`, value]),
    );
    const hook = {
      authData,
      subscribeData,
      cleanedRequest: JSON.parse(delivered?.body ?? ""),
      rawRequest: { headers, content: delivered?.body },
    };
    expect(await call(operation.perform, hook)).toMatchObject([{ type: "order.completed", data: { order_id: key } }]);
    const forged = { ...hook, rawRequest: { headers, content: `${delivered?.body} ` } };
    expect(await call(operation.perform, forged)).toEqual([]);

    await call(operation.performUnsubscribe, { authData, subscribeData });
    await expect(app.call("GET", `/api/v1/subscriptions/${subscribeData.id}`)).rejects.toThrow(/404/);
    await expect(call(operation.performUnsubscribe, { authData, subscribeData })).resolves.toEqual({});
  });
});
