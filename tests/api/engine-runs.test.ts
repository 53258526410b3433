import { describe, expect, it } from "vitest";
import { createTenantKey } from "../factories/api-key";
import { createTenant } from "../factories/tenant";
import { newClient, readRuns, startEngine, waitForEnds } from "../inngest/harness";
import { serveApi } from "../setup/api";
import { waitFor } from "../setup/wait-for";

const server = serveApi();

/** A run of `t-<id>` that has one finished step and failed in the next, until `mended` says otherwise. */
async function engineWithFailure(id: string) {
  const client = newClient();
  const state = { isMended: false, first: 0 };
  const fn = client.createFunction({ id, triggers: [{ event: `api/${id}` }], retries: 0 }, async ({ event, step }) => {
    await step.run("first", () => {
      state.first++;
      return event.data.n;
    });
    return step.run("second", () => {
      if (!state.isMended) throw new TypeError("boom");
      return "mended";
    });
  });
  const engine = await startEngine(client, [fn]);
  await client.send({ name: `api/${id}`, data: { n: 7 } });
  const [run] = await waitForEnds(id, 1);
  return { engine, client, state, runId: run?.id ?? "" };
}

describe("GET /engine/runs", () => {
  it("lists runs newest first with why they failed, by status, function and event", async () => {
    const { engine, client, runId } = await engineWithFailure("listed");
    await using _ = engine;
    await client.send({ name: "api/listed", data: { n: 8 } });
    await waitForEnds("listed", 2);
    const { body } = await server.api.get("/engine/runs?functionId=t-listed&status=failed&eventName=api/listed");
    expect(body.data).toHaveLength(2);
    expect(body.data[1]).toMatchObject({
      id: runId,
      functionId: "t-listed",
      status: "failed",
      eventName: "api/listed",
      eventCount: 1,
      stepCount: 2,
      isRunning: false,
      nextAt: null,
      reason: "TypeError: boom",
    });
    const first = await server.api.get("/engine/runs?functionId=t-listed&limit=1");
    const second = await server.api.get(`/engine/runs?functionId=t-listed&limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body.data[0].id).toBe(runId);
    expect((await server.api.get("/engine/runs?status=completed&functionId=t-listed")).body.data).toEqual([]);
  });

  it("shows one with its events, steps and output", async () => {
    const { engine, runId } = await engineWithFailure("shown");
    await using _ = engine;
    const { body } = await server.api.get(`/engine/runs/${runId}`);
    expect(body.events).toMatchObject([{ name: "api/shown", data: { n: 7 } }]);
    expect(body.output).toMatchObject({ name: "TypeError", message: "boom" });
    expect(body.steps).toMatchObject([
      { name: "first", kind: "step", status: "completed", output: 7 },
      { name: "second", status: "failed", output: { message: "boom" } },
    ]);
    expect([body.jobs, body.waits, body.restarts, body.parentRunId]).toEqual([[], [], 0, null]);
  });

  it("shows what an active run waits for", async () => {
    const client = newClient();
    const fn = client.createFunction(
      { id: "waiting", triggers: [{ event: "api/waiting" }], cancelOn: [{ event: "api/stop", match: "data.n" }] },
      ({ step }) => step.waitForEvent("for it", { event: "api/it", timeout: "1h" }),
    );
    await using _ = await startEngine(client, [fn]);
    await client.send({ name: "api/waiting", data: { n: 1 } });
    const run = await waitFor(
      async () => {
        const [row] = await readRuns("waiting");
        const { body } = await server.api.get(`/engine/runs/${row?.id}`);
        return body.waits?.length === 2 && body.jobs.length === 1 && !body.isRunning ? body : undefined;
      },
      { until: "the run waited" },
    );
    expect(run.status).toBe("active");
    expect(run.waits).toMatchObject([
      { kind: "cancel", stepId: null, eventName: "api/stop", expression: "event.data.n == async.data.n" },
      { kind: "event", eventName: "api/it" },
    ]);
    expect(run.jobs).toMatchObject([{ kind: "expire", isRunning: false }]);
  });
});

describe("POST /engine/runs/{id}/retry", () => {
  it("takes a failed run up where it stopped: finished steps do not run again", async () => {
    const { engine, state, runId } = await engineWithFailure("retried");
    await using _ = engine;
    state.isMended = true;
    const answer = await server.api.post(`/engine/runs/${runId}/retry`);
    expect([answer.status, answer.body.status]).toEqual([200, "active"]);
    const [run] = await waitForEnds("retried", 1);
    expect(run).toMatchObject({ id: runId, status: "completed", output: "mended" });
    expect(state.first).toBe(1);
    const again = await server.api.post(`/engine/runs/${runId}/retry`);
    expect([again.status, again.body.code]).toEqual([409, "conflict"]);
    const log = await server.api.get(`/audit-log?action=engine_run.retry&targetId=${runId}`);
    expect(log.body.data).toHaveLength(1);
  });

  it("makes a waiting try due at once", async () => {
    const client = newClient();
    let calls = 0;
    const fn = client.createFunction({ id: "hurried", triggers: [{ event: "api/hurried" }] }, async () => {
      calls++;
      if (calls === 1) throw new Error("not yet");
    });
    await using _ = await startEngine(client, [fn], { retryIntervalMs: 3_600_000 });
    await client.send({ name: "api/hurried" });
    const run = await waitFor(
      async () => {
        const { body } = await server.api.get("/engine/runs?functionId=t-hurried");
        return body.data[0]?.reason === "not yet" ? body.data[0] : undefined;
      },
      { until: "the first try had failed" },
    );
    expect(Date.parse(run.nextAt)).toBeGreaterThan(Date.now() + 60_000);
    expect((await server.api.post(`/engine/runs/${run.id}/retry`)).status).toBe(200);
    const [ended] = await waitForEnds("hurried", 1);
    expect([ended?.status, calls]).toEqual(["completed", 2]);
  });
});

describe("POST /engine/runs/{id}/cancel", () => {
  it("ends an active run and says who did", async () => {
    const client = newClient();
    const fn = client.createFunction({ id: "cancelled", triggers: [{ event: "api/cancelled" }] }, async ({ step }) => {
      await step.sleep("long", "1h");
    });
    await using _ = await startEngine(client, [fn]);
    await client.send({ name: "api/cancelled" });
    const run = await waitFor(async () => (await readRuns("cancelled"))[0], { until: "the run was there" });
    const answer = await server.api.post(`/engine/runs/${run.id}/cancel`);
    expect([answer.status, answer.body.status]).toEqual([200, "cancelled"]);
    expect(answer.body.reason).toContain("An operator cancelled it.");
    expect(answer.body.jobs).toEqual([]);
    expect((await server.api.post(`/engine/runs/${run.id}/cancel`)).status).toBe(409);
  });
});

describe("runs of the engine", () => {
  it("are for operators, and an unknown id answers 404", async () => {
    const { id } = await createTenant();
    const tenant = server.api.as(await createTenantKey(id));
    expect((await tenant.get("/engine/runs")).status).toBe(403);
    expect((await tenant.post("/engine/runs/01M80QT3AX7069RE6FSZYKCYXH/cancel")).status).toBe(403);
    for (const path of ["/engine/runs/nobody", "/engine/runs/01M80QT3AX7069RE6FSZYKCYXH"]) {
      expect((await server.api.get(path)).status).toBe(404);
      expect((await server.api.post(`${path}/retry`)).status).toBe(404);
      expect((await server.api.post(`${path}/cancel`)).status).toBe(404);
    }
    expect((await server.api.get("/engine/runs?cursor=x")).body.code).toBe("invalid_cursor");
  });
});
