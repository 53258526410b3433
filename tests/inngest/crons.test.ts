import { expect, test } from "vitest";
import { ENGINE_CHANNEL } from "@/inngest/embedded/queries/channel";
import { pool } from "@/lib/prisma";
import { waitFor } from "../setup/wait-for";
import { newClient, readRuns, startEngine, waitForEnds, waitForQuiet } from "./harness";

test("a tick starts one run, with two engines on one database", async () => {
  const make = () => {
    const client = newClient();
    const fn = client.createFunction({ id: "cron", triggers: [{ cron: "*/5 3 * * *" }] }, async ({ event }) => event);
    return { client, fn };
  };
  const [a, b] = [make(), make()];
  await using _a = await startEngine(a.client, [a.fn]);
  await using _b = await startEngine(b.client, [b.fn]);
  const tick = "2026-01-02T03:05:00Z";

  await pool().query("update engine_crons set next_at = $1 where function_id = 't-cron'", [tick]);
  // As whoever writes for the engines does: unasked they look again after ten seconds.
  await pool().query("select pg_notify($1, '')", [ENGINE_CHANNEL]);

  const [run] = await waitForEnds("cron", 1);
  await waitForQuiet();
  expect(await readRuns("cron")).toHaveLength(1);
  expect(run?.output).toMatchObject({
    id: tick,
    name: "inngest/scheduled.timer",
    ts: Date.parse(tick),
    data: { cron: "*/5 3 * * *", scheduledAt: tick, fireAt: tick },
  });
  const { rows } = await pool().query("select next_at > now() as ahead from engine_crons where function_id = 't-cron'");
  expect(rows).toEqual([{ ahead: true }]);
});

test("a cron that a new version of the function no longer has is forgotten", async () => {
  const version = async (cron: string) => {
    const client = newClient();
    const fn = client.createFunction({ id: "versions", triggers: [{ cron }] }, async () => null);
    await using _ = await startEngine(client, [fn]);
  };
  const read = async () =>
    (await pool().query("select expression from engine_crons where function_id = 't-versions'")).rows;

  await version("0 1 * * *");
  expect(await read()).toEqual([{ expression: "0 1 * * *" }]);
  await version("TZ=Europe/Paris 0 2 * * *");

  await waitFor(async () => (await read()).length === 1, { until: "one cron was left" });
  expect(await read()).toEqual([{ expression: "TZ=Europe/Paris 0 2 * * *" }]);
});
