import { randomUUID } from "node:crypto";
import type { Inngest } from "inngest";
import { pool } from "@/lib/prisma";

/** Where step bodies leave what they did, apart from the engine's own tables. */
export const EFFECTS = `
create table if not exists crash_effects (
  run_id text not null, step text not null, value text not null, at timestamptz not null default clock_timestamp())`;

/** A step body that leaves a trace at its end and returns a value that no other execution of it returns. */
async function effect(runId: string, step: string): Promise<string> {
  const value = randomUUID();
  await pool().query("insert into crash_effects (run_id, step, value) values ($1, $2, $3)", [runId, step, value]);
  return value;
}

/** Runs of every kind that a kill can hit; what they return lets a test check every step's result. */
export function crashFunctions(client: Inngest) {
  const retries = 20; // a kill counts as an attempt
  const steps = client.createFunction(
    { id: "steps", triggers: [{ event: "crash/steps" }], retries },
    async ({ runId, step }) => {
      const values: Record<string, string> = {};
      for (const name of ["one", "two", "three"]) values[name] = await step.run(name, () => effect(runId, name));
      return values;
    },
  );
  const parallel = client.createFunction(
    { id: "parallel", triggers: [{ event: "crash/parallel" }], retries },
    async ({ runId, step }) => {
      const names = ["a", "b", "c"];
      const side = await Promise.all(names.map((name) => step.run(name, () => effect(runId, name))));
      const after = await step.run("after", () => effect(runId, "after"));
      return { ...Object.fromEntries(names.map((name, i) => [name, side[i]])), after };
    },
  );
  const sleeper = client.createFunction(
    { id: "sleeper", triggers: [{ event: "crash/sleeper" }], retries },
    async ({ runId, step }) => {
      const before = await step.run("before", () => effect(runId, "before"));
      await step.sleep("nap", "1s");
      return { before, after: await step.run("after", () => effect(runId, "after")) };
    },
  );
  const waiter = client.createFunction(
    { id: "waiter", triggers: [{ event: "crash/waiter" }], retries },
    async ({ runId, step }) => {
      // Side by side, so that the answer cannot come before the wait.
      const [reply] = await Promise.all([
        step.waitForEvent("reply", { event: "crash/reply", if: `async.data.runId == '${runId}'`, timeout: "5m" }),
        step.sendEvent("ask", { name: "crash/ask", id: `ask ${runId}`, data: { runId } }),
      ]);
      if (!reply) throw new Error("nothing came");
      return { after: await step.run("after", () => effect(runId, "after")) };
    },
  );
  const answer = client.createFunction(
    { id: "answer", triggers: [{ event: "crash/ask" }], retries },
    async ({ event, step }) => {
      const { runId } = event.data;
      await step.sendEvent("reply", { name: "crash/reply", id: `reply ${runId}`, data: { runId } });
      return {};
    },
  );
  const invoker = client.createFunction(
    { id: "invoker", triggers: [{ event: "crash/invoker" }], retries },
    async ({ runId, step }) => {
      await step.invoke("child", { function: steps, data: {} });
      return { after: await step.run("after", () => effect(runId, "after")) };
    },
  );
  return [steps, parallel, sleeper, waiter, answer, invoker];
}
