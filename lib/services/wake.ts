import { inngestClient } from "@/inngest/client";
import { PARTITION_DUE, PARTITION_WORK } from "@/inngest/events";
import { logger } from "@/lib/logger";
import { type Liveness, readLiveness } from "@/lib/queries/partition-ownership";

/** Wakes of one partition within a bucket are one: a thousand publishes send one. */
const WAKE_BUCKET_MS = 5_000;
const SWEEP_BUCKET_MS = 1_000;
/** Under load the commits of this long share one look; the first after a pause looks at once. */
const MIN_LOOK_INTERVAL_MS = 25;

function wakeId(partition: Turn, nowMs: number): string {
  return `${turnOf(partition)}:${Math.floor(nowMs / WAKE_BUCKET_MS)}`;
}

interface Turn {
  id: number;
  epoch: number;
}

/** What the runs of one owner count under (TURN_KEY): whoever takes the partition raises its epoch. */
function turnOf({ id, epoch }: Turn): string {
  return `${id}:${epoch}`;
}

/** Sends one wake for each partition; the same id is sent once by this process and counted once by Inngest. */
export async function sendWakes(partitions: readonly Liveness[]): Promise<void> {
  const wakes = partitions
    .filter((partition) => !partition.live)
    .map((partition) => ({
      id: wakeId(partition, Date.now()),
      name: PARTITION_WORK,
      data: { partition: partition.id, turn: turnOf(partition) },
    }))
    .filter((wake) => lastSent.get(wake.data.partition) !== wake.id);
  if (wakes.length === 0) return;
  await inngestClient().send(wakes);
  for (const wake of wakes) lastSent.set(wake.data.partition, wake.id);
}

/**
 * Wakes of the sweep: once a second and not in the publishers' bucket, since a wake that met an owner who had just
 * died is spent, and its partition would wait for the next bucket.
 */
export async function sendSweepWakes(partitions: readonly Liveness[]): Promise<void> {
  if (partitions.length === 0) return;
  const second = Math.floor(Date.now() / SWEEP_BUCKET_MS);
  await inngestClient().send(
    partitions.map((partition) => ({
      id: `${turnOf(partition)}:sweep:${second}`,
      name: PARTITION_WORK,
      data: { partition: partition.id, turn: turnOf(partition) },
    })),
  );
}

/** After a drain that ended by time: the run that goes on. */
export async function sendSuccessor(role: string, partition: Turn): Promise<void> {
  await inngestClient().send({
    id: `${turnOf(partition)}:${role}:${Date.now()}`,
    name: PARTITION_WORK,
    data: { partition: partition.id, turn: `${turnOf(partition)}:next` },
  });
}

/** Last wake id of each partition; bounded by the number of partitions. */
const lastSent = new Map<number, string>();

const wanted = new Set<number>();
let looking: Promise<void> | null = null;
let lookedAtMs = Number.NEGATIVE_INFINITY;

/**
 * After a commit that made work: looks, in a query of its own, whether the partitions have a live owner, and
 * wakes those that have none. Calls that come during a look share the next one. Never rejects: the work is
 * committed, and the sweep wakes what this misses.
 */
export function wakePartitions(partitionIds: readonly number[]): Promise<void> {
  for (const id of partitionIds) wanted.add(id);
  looking ??= look().finally(() => {
    looking = null;
  });
  return looking;
}

async function look(): Promise<void> {
  while (wanted.size > 0) {
    const restMs = lookedAtMs + MIN_LOOK_INTERVAL_MS - performance.now();
    if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
    lookedAtMs = performance.now();
    const ids = [...wanted];
    wanted.clear();
    try {
      await sendWakes(await readLiveness(ids));
    } catch (error) {
      logger.warn({ err: error, partitions: ids }, "wake not sent; the sweep will send it");
    }
  }
}

/** Asks for a wake-up at a time; once for each partition and time. */
export async function wakeAt(partitionId: number, dueAt: Date): Promise<void> {
  await inngestClient().send({
    id: `${partitionId}:${dueAt.toISOString()}`,
    name: PARTITION_DUE,
    data: { partition: partitionId, dueAt: dueAt.toISOString() },
    ts: dueAt.getTime(),
  });
}
