import { describe, expect, it, vi } from "vitest";
import { findKey, startKeyListener } from "@/lib/http/key-cache";
import { prisma } from "@/lib/prisma";
import { revokeApiKey } from "@/lib/services/api-keys";
import { SYSTEM } from "@/lib/services/audit";
import { ensureOperatorKey } from "@/lib/services/ensure-operator-key";
import { createOperatorKey } from "../factories/api-key";
import { waitFor } from "../setup/wait-for";

const FIXED = vi.hoisted(() => {
  process.env.HOOKSWITCH_OPERATOR_KEY = "hs_fixed-by-the-environment-0001";
  return process.env.HOOKSWITCH_OPERATOR_KEY;
});

async function revokeNewest(): Promise<void> {
  const { id } = await prisma().apiKey.findFirstOrThrow({ orderBy: { id: "desc" } });
  await revokeApiKey(SYSTEM, null, id);
}

describe("the cache of keys", () => {
  it("forgets a revoked key within a second even when nothing is listening", async () => {
    const key = await createOperatorKey();
    expect(await findKey(key)).not.toBeNull();
    await revokeNewest();
    await waitFor(async () => (await findKey(key)) === null, { until: "the key is forgotten", timeoutMs: 1_000 });
  });

  it("hears revocations again after its connection was cut", async () => {
    const stop = await startKeyListener();
    try {
      const cut = await prisma().$executeRaw`
        select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'hookswitch listen' and datname = current_database()`;
      expect(cut).toBe(1);
      const listeners = () => prisma().$queryRaw<{ pid: number }[]>`
        select pid from pg_stat_activity
         where application_name = 'hookswitch listen' and datname = current_database() and state = 'idle' and query like 'listen%'`;
      await waitFor(async () => (await listeners()).length === 1, { until: "it listens again" });
      const key = await createOperatorKey();
      expect(await findKey(key)).not.toBeNull();
      await revokeNewest();
      await waitFor(async () => (await findKey(key)) === null, { until: "the key is forgotten", timeoutMs: 1_000 });
    } finally {
      await stop();
    }
  });
});

describe("HOOKSWITCH_OPERATOR_KEY", () => {
  it("works from the first start on, once however often that is, and stays revoked", async () => {
    await ensureOperatorKey();
    await ensureOperatorKey();
    expect(await findKey(FIXED)).toMatchObject({ tenantId: null, scopes: [] });
    const rows = await prisma().apiKey.findMany({ where: { name: "HOOKSWITCH_OPERATOR_KEY" } });
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(FIXED);
    await revokeApiKey(SYSTEM, null, rows[0]?.id ?? "");
    await ensureOperatorKey();
    await waitFor(async () => (await findKey(FIXED)) === null, { until: "the key is forgotten", timeoutMs: 1_000 });
  });
});
