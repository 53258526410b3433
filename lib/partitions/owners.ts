import { logger } from "@/lib/logger";
import { COMMAND_CHANNEL, type Command, TAKEN_CHANNEL, WORK_CHANNEL } from "@/lib/queries/notify";
import {
  acquirePartition,
  hasWork,
  readLiveness,
  readNextDue,
  releasePartition,
  renewPartitions,
  STALE_AFTER_MS,
} from "@/lib/queries/partition-ownership";
import { sendWakes, wakeAt } from "@/lib/services/wake";
import { type OwnerDeps, PartitionOwner } from "./owner";
import { pause } from "./pause";

const HEARTBEAT_MS = 1_000;
/** An owner stops acting this long before others may take it over. */
const MARGIN_MS = 1_000;
const CHECK_MS = 100;
/** Work that is due within this time is waited for; later work is woken by Inngest. */
const SOON_MS = 2_000;

export type Role = "fan-out" | "deliver";
/** How a drain ended; after `time` the run sends its successor. */
export type DrainEnd = "quiet" | "time" | "elsewhere" | "lost" | "stopping";

export interface DrainLimits {
  /** A run ends after this long at the latest. */
  maxMs: number;
  /** A run ends when there was nothing to do for this long. */
  lingerMs: number;
  /** The owner stays warm this long for the successor of a run that ended by time. */
  warmMs: number;
}

interface Held {
  owner: PartitionOwner;
  runs: number;
  letGoTimer: NodeJS.Timeout | undefined;
  /** Set while the owner lets go: a new run waits for it and takes the partition again. */
  leaving: Promise<void> | null;
}

/** The partitions that this process owns: taken by runs, renewed each second, let go when there is nothing to do. */
export class PartitionOwners {
  private readonly held = new Map<number, Held>();
  private readonly acquiring = new Map<number, Promise<Held | null>>();
  private heartbeat: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(
    private readonly processId: string,
    private readonly deps: OwnerDeps,
  ) {}

  /** Works one role of a partition until it is quiet, the time is over, or the partition is somebody else's. */
  async drain(role: Role, partitionId: number, limits: DrainLimits): Promise<{ end: DrainEnd; epoch: number | null }> {
    const held = await this.enter(partitionId);
    if (!held) return { end: "elsewhere", epoch: null };
    const { owner } = held;
    const end = await this.untilEnd(role, owner, limits);
    await this.leave(held, end === "time" ? limits.warmMs : 0);
    return { end, epoch: owner.owned.epoch };
  }

  onNotify(channel: string, payload: string): void {
    if (channel === WORK_CHANNEL) {
      const [partition, scheduled] = payload.split(":");
      this.held.get(Number(partition))?.owner.poke(scheduled === undefined ? null : Number(scheduled));
    }
    if (channel === COMMAND_CHANNEL) {
      const command = JSON.parse(payload) as Command;
      this.held.get(command.partitionId)?.owner.obey(command);
    }
    if (channel === TAKEN_CHANNEL) {
      const [partition, epoch] = payload.split(":").map(Number);
      const owner = this.held.get(partition ?? Number.NaN)?.owner;
      if (owner && owner.owned.epoch < (epoch ?? 0)) owner.lose();
    }
  }

  /** The listener was deaf for a while. */
  resumeAll(): void {
    for (const { owner } of this.held.values()) owner.resume();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all([...this.held.values()].map((held) => this.letGo(held)));
    clearInterval(this.heartbeat);
  }

  private async enter(partitionId: number): Promise<Held | null> {
    if (this.stopping) return null;
    const held = this.held.get(partitionId);
    if (held && !held.leaving && !held.owner.isLost) {
      clearTimeout(held.letGoTimer);
      held.runs += 1;
      return held;
    }
    if (held) await this.letGo(held);
    const acquiring = this.acquiring.get(partitionId) ?? this.acquire(partitionId);
    this.acquiring.set(partitionId, acquiring);
    const acquired = await acquiring.finally(() => this.acquiring.delete(partitionId));
    if (acquired) acquired.runs += 1;
    return acquired;
  }

  private async acquire(partitionId: number): Promise<Held | null> {
    const askedAtMs = performance.now();
    const acquired = await acquirePartition(partitionId, this.processId);
    if (!acquired) return null;
    const owned = { partitionId, epoch: acquired.epoch };
    const owner = new PartitionOwner(owned, this.deps, {
      tookOver: acquired.tookOver,
      actUntilMs: askedAtMs + STALE_AFTER_MS - MARGIN_MS,
    });
    const held: Held = { owner, runs: 0, letGoTimer: undefined, leaving: null };
    this.held.set(partitionId, held);
    this.heartbeat ??= setInterval(() => void this.renew(), HEARTBEAT_MS);
    logger.debug({ partition: partitionId, epoch: acquired.epoch, tookOver: acquired.tookOver }, "partition taken");
    try {
      await owner.start();
    } catch (error) {
      await this.letGo(held);
      throw error;
    }
    return held;
  }

  private async untilEnd(role: Role, owner: PartitionOwner, limits: DrainLimits): Promise<DrainEnd> {
    const startedMs = performance.now();
    for (;;) {
      if (this.stopping) return "stopping";
      if (owner.isLost) return "lost";
      if (owner.quietForMs(role, SOON_MS) >= limits.lingerMs) return "quiet";
      if (performance.now() - startedMs >= limits.maxMs) return "time";
      await pause(CHECK_MS);
    }
  }

  private async leave(held: Held, warmMs: number): Promise<void> {
    held.runs -= 1;
    if (held.runs > 0) return;
    if (warmMs === 0) return this.letGo(held);
    held.letGoTimer = setTimeout(() => {
      if (held.runs === 0) void this.letGo(held);
    }, warmMs);
  }

  private letGo(held: Held): Promise<void> {
    clearTimeout(held.letGoTimer);
    held.leaving ??= this.release(held).catch((error: unknown) => {
      // Without a heartbeat the partition is stale in three seconds, and the sweep wakes whoever takes it next.
      logger.warn({ err: error, partition: held.owner.owned.partitionId }, "a partition could not be released");
    });
    return held.leaving;
  }

  /**
   * Release, commit, look once more: what was committed before the release and notified to nobody, since we
   * were still its owner, is woken here. What comes later finds no owner and is woken by its publisher.
   */
  private async release(held: Held): Promise<void> {
    const { owner } = held;
    const { partitionId, epoch } = owner.owned;
    await owner.stop();
    this.held.delete(partitionId);
    if (this.held.size === 0) {
      clearInterval(this.heartbeat);
      this.heartbeat = undefined;
    }
    if (owner.isLost) return;
    await releasePartition(partitionId, epoch);
    if (await hasWork(partitionId)) await sendWakes(await readLiveness([partitionId]));
    const next = await readNextDue(partitionId);
    if (next && next.getTime() > Date.now()) await wakeAt(partitionId, next);
  }

  private async renew(): Promise<void> {
    const owners = [...this.held.values()].map((held) => held.owner).filter((owner) => !owner.isLost);
    if (owners.length === 0) return;
    const sentAtMs = performance.now();
    try {
      const held = owners.map(({ owned }) => ({ id: owned.partitionId, epoch: owned.epoch }));
      const ours = new Set(await renewPartitions(this.processId, held));
      for (const owner of owners) {
        if (ours.has(owner.owned.partitionId)) owner.extend(sentAtMs + STALE_AFTER_MS - MARGIN_MS);
        else owner.lose();
      }
    } catch (error) {
      // No answer: the owners stop acting by themselves when their time is over, and go on if it comes back.
      logger.warn({ err: error }, "heartbeat failed");
    }
  }
}
