import type pg from "pg";
import { admitStarts, type Start } from "./admit";
import type { CronTrigger } from "./cron";
import type { EngineEvent } from "./event";
import type { EngineFunction } from "./function";
import { type CronTick, moveCron, registerCrons, takeTicks } from "./queries/crons";
import { inTransaction } from "./transaction";

/** A cron that has no tick left (30 February) rests until it is changed. */
const NEVER = new Date(Date.UTC(9_999, 0));

export async function keepCrons(pool: pg.Pool, functions: readonly EngineFunction[]): Promise<void> {
  const now = new Date();
  const crons = functions.flatMap((fn) =>
    fn.crons.map((cron) => ({ functionId: fn.id, expression: cron.expression, nextAt: cron.next(now) ?? NEVER })),
  );
  await registerCrons(pool, { functionIds: functions.map((fn) => fn.id), crons });
}

/**
 * Starts the runs of all ticks that have come; several missed ticks of one trigger are one run. Two engines make one
 * run: the row is locked, and expression and tick are its key. Returns how many triggers ticked.
 */
export function tickCrons(pool: pg.Pool, functions: readonly EngineFunction[]): Promise<number> {
  return inTransaction(pool, async (client) => {
    const ticks = await takeTicks(
      client,
      functions.filter((fn) => fn.crons.length > 0).map((fn) => fn.id),
    );
    const starts: Start[] = [];
    for (const tick of ticks) {
      const fn = functions.find(({ id }) => id === tick.functionId);
      const trigger = fn?.crons.find(({ expression }) => expression === tick.expression);
      if (!fn || !trigger) continue; // another version of this function registered it
      const fireAt = new Date(tick.tick.getTime() + Math.floor(Math.random() * trigger.jitterMs));
      starts.push({ fn, event: timerEvent(tick, fireAt), key: `${tick.expression} ${rfc3339(tick.tick)}` });
      await moveCron(client, { ...tick, nextAt: nextAfter(trigger, tick) });
    }
    await admitStarts(client, starts);
    return starts.length;
  });
}

function nextAfter(trigger: CronTrigger, { tick, now }: CronTick): Date {
  return trigger.next(tick > now ? tick : now) ?? NEVER;
}

/** The event of a cron run, field by field as the server makes it; with a jitter it lies in the future. */
function timerEvent({ expression, tick }: CronTick, fireAt: Date): EngineEvent {
  const scheduledAt = rfc3339(tick);
  const data = { cron: expression, scheduledAt, fireAt: rfc3339(fireAt) };
  return { id: scheduledAt, name: "inngest/scheduled.timer", ts: fireAt.getTime(), data, user: {} };
}

function rfc3339(time: Date): string {
  return time.toISOString().replace(/\.\d{3}Z$/, "Z");
}
