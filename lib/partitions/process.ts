import { randomUUID } from "node:crypto";
import { Memory } from "@/lib/delivery/memory";
import { Slots } from "@/lib/delivery/slots";
import { listen } from "@/lib/listen";
import { logger } from "@/lib/logger";
import type { LaneRow } from "@/lib/queries/load-subscriptions";
import { COMMAND_CHANNEL, TAKEN_CHANNEL, WORK_CHANNEL } from "@/lib/queries/notify";
import { openConfig, type PlainConfig } from "@/lib/services/destination-config";
import { destinations } from "@/lib/services/destinations";
import { secretBox } from "@/lib/services/secret-box";
import { createMatchers } from "./matchers";
import type { OwnerDeps } from "./owner";
import { PartitionOwners } from "./owners";
import { requestLimits } from "./request-limit";

/** Bodies that wait in memory. The rest is read from its rows when its turn comes. */
const MAX_WAITING_CHARACTERS = 96 * 1_048_576;

export interface PartitionProcess {
  owners: PartitionOwners;
  /** Lets go of all partitions; nothing is lost, what waits is somebody else's. */
  stop(): Promise<void>;
}

// A host that runs plain Next.js has two module graphs in one process.
const holder = globalThis as typeof globalThis & { hookswitchPartitions?: Promise<PartitionProcess> };

/** The partitions of this process; the first call starts to listen for notifications, and the next one if that failed. */
export function partitionProcess(): Promise<PartitionProcess> {
  holder.hookswitchPartitions ??= start().catch((error: unknown) => {
    delete holder.hookswitchPartitions;
    throw error;
  });
  return holder.hookswitchPartitions;
}

async function start(): Promise<PartitionProcess> {
  const owners = new PartitionOwners(randomUUID(), ownerDeps());
  const listener = await listen({
    channels: [WORK_CHANNEL, COMMAND_CHANNEL, TAKEN_CHANNEL],
    onNotify: (channel, payload) => owners.onNotify(channel, payload),
    onReconnect: () => owners.resumeAll(),
    onLost: (error) => logger.warn({ err: error }, "lost the connection that listens for work; connecting again"),
  });
  return {
    owners,
    async stop() {
      await owners.stop();
      await listener.stop();
      delete holder.hookswitchPartitions;
    },
  };
}

/** What the owners of one process share. */
export function ownerDeps(): OwnerDeps {
  return {
    matchers: createMatchers(),
    slots: new Slots(requestLimits()),
    memory: new Memory(MAX_WAITING_CHARACTERS),
    destinations: destinations(),
    secretBox: secretBox(),
    openConfig: openRowConfig,
  };
}

function openRowConfig(row: LaneRow): unknown {
  const adapter = destinations().get(row.destinationType);
  return adapter ? openConfig(adapter.metadata, row.destinationConfig as PlainConfig, row.id) : row.destinationConfig;
}
