import type { BreakerState } from "@/lib/contracts/breaker";
import { pool } from "@/lib/prisma";
import { FENCE } from "./fence";

const SAVE = `
with fence as materialized (${FENCE})
update lanes l set breaker = $4::jsonb from fence where l.subscription_id = $3`;

/** Remembers a breaker for the owner's successors and for whoever looks; nothing is written when the fence is gone. */
export async function saveBreaker(
  owned: { partitionId: number; epoch: number },
  subscriptionId: string,
  breaker: BreakerState,
): Promise<void> {
  const values = [owned.partitionId, owned.epoch, subscriptionId, JSON.stringify(breaker)];
  await pool().query({ name: "save-breaker", text: SAVE, values });
}
