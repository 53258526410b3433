import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { replayIn } from "@/lib/contracts/replay";
import { prisma } from "@/lib/prisma";
import { SYSTEM } from "@/lib/services/audit";
import { createReplay, getReplay, prepareReplay } from "@/lib/services/replays";
import { startReceiver } from "../receiver";
import { waitFor } from "../setup/wait-for";
import { newSubscription, newTenant, publish, startWorker, waitForStates } from "./world";

const CHILD = fileURLToPath(new URL("./worker-child.ts", import.meta.url));
const EVENTS = 150;

it("a replay whose worker is killed goes on in another one: each delivery goes again once, and none is left out", async () => {
  const receiver = await startReceiver();
  const child = spawn(process.execPath, ["--import", "tsx", CHILD], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    await once(child.stdout, "data");
    const tenant = await newTenant();
    const subscription = await newSubscription(tenant.id, { url: receiver.url("/killed") });
    await Promise.all(Array.from({ length: EVENTS }, (_, n) => publish(tenant.id, { data: `{"n":${n}}` })));
    await waitForStates(tenant.id, EVENTS, ["delivered"], 30_000);
    receiver.clear();

    const input = replayIn.parse({ after: "2020-01-01T00:00:00Z", ratePerSecond: 40 });
    const replay = await createReplay(SYSTEM, await prepareReplay(tenant.id, input));
    await receiver.waitForRequests(30, 20_000);
    child.kill("SIGKILL");
    await once(child, "exit");
    const { done } = await getReplay(tenant.id, replay.id);
    expect(done).toBeLessThan(EVENTS);

    await using _ = await startWorker();
    await waitFor(
      async () => {
        const now = await getReplay(tenant.id, replay.id);
        return now.status === "completed" && now.delivered === EVENTS;
      },
      { until: "the replay had ended and all was delivered", timeoutMs: 60_000, intervalMs: 100 },
    );
    expect(await getReplay(tenant.id, replay.id)).toMatchObject({ total: EVENTS, done: EVENTS, skipped: 0 });
    const rows = await prisma().delivery.findMany({ where: { subscriptionId: subscription.id } });
    // Put on its line by the replay exactly once, with the number that it had.
    expect(rows.map((row) => row.generation)).toEqual(Array(EVENTS).fill(2));
    expect(new Set(rows.map((row) => row.sequence)).size).toBe(EVENTS);
    for (const { eventId } of rows) expect(receiver.countOf(eventId)).toBeGreaterThanOrEqual(1);
  } finally {
    child.kill("SIGKILL");
    await receiver.stop();
  }
}, 120_000);
