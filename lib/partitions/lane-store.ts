import { laneState } from "@/lib/contracts/lane-state";
import { MAX_LANE_CONCURRENCY } from "@/lib/contracts/limits";
import { retryPolicy } from "@/lib/contracts/retry-policy";
import { ordering } from "@/lib/contracts/subscription";
import { rateLimit } from "@/lib/contracts/tenant";
import type { SecretBox } from "@/lib/crypto";
import { rememberedBreaker } from "@/lib/delivery/breaker";
import type {
  DueRead,
  LaneSettings,
  LaneStore,
  ReadDueInput,
  SentDelivery,
  WaitingDelivery,
} from "@/lib/delivery/types";
import type { DestinationRegistry } from "@/lib/destinations/registry";
import { createGroup } from "@/lib/group-commit";
import { newId } from "@/lib/ids";
import { listBacklogs, readLaneNextDue } from "@/lib/queries/lane-backlogs";
import { type LaneRow, loadLaneRow } from "@/lib/queries/load-subscriptions";
import { orderWaitingDeliveries } from "@/lib/queries/order-waiting-deliveries";
import type { DueDelivery } from "@/lib/queries/read-due-deliveries";
import { readOrderedDeliveries } from "@/lib/queries/read-ordered-deliveries";
import type { AttemptRecord } from "@/lib/queries/record-attempts";
import { retryAborted } from "@/lib/queries/retry-aborted";
import { saveBreaker } from "@/lib/queries/save-breaker";
import { setAsideDeliveries, switchOffSubscription } from "@/lib/queries/set-aside-deliveries";
import { buildEnvelope } from "@/lib/routing/envelope";
import type { Owned } from "./owned";
import { createPlainReader } from "./plain-reader";
import { recordSurely } from "./record-surely";

/** Attempts of one statement, and how long the first of them waits for company. */
const RECORD_GROUP = 500;
const RECORD_WAIT_MS = 15;
const RECORD_BUSY = { weight: 60, waitMs: 30 };
const RECORD_IN_FLIGHT = 2;
/** Deliveries of one read of an ordered lane. */
const ORDERED_READ = 64;

const SECOND_MS = 1_000;

export interface LaneStoreOptions {
  owned: Owned;
  destinations: DestinationRegistry;
  secretBox: SecretBox;
  openConfig(row: LaneRow): unknown;
  mayAct(): boolean;
}

/** The deliveries of one owned partition, for its lanes. */
export function createLaneStore({
  owned,
  destinations,
  secretBox,
  openConfig,
  mayAct,
}: LaneStoreOptions): LaneStore & { settled(): Promise<void>; forget(subscriptionId: string): void } {
  const recording = createGroup<SentDelivery, boolean>({
    maxWeight: RECORD_GROUP,
    maxInFlight: RECORD_IN_FLIGHT,
    maxWaitMs: RECORD_WAIT_MS,
    busy: RECORD_BUSY,
    async flush(group) {
      const moved = await recordSurely({ owned, mayAct }, group.map(toRecord));
      return group.map(({ delivery }) => moved.has(delivery.id));
    },
  });

  const plain = createPlainReader(owned.partitionId);
  /** Where the last read of each ordered lane ended. */
  const lastKeys = new Map<string, string>();

  return {
    settled: () => recording.settled(),
    forget(subscriptionId) {
      plain.forget(subscriptionId);
      lastKeys.delete(subscriptionId);
    },
    async listBacklogs() {
      const rows = await listBacklogs(owned.partitionId);
      return rows.map(({ subscriptionId, dueAt }) => ({ subscriptionId, dueAtMs: dueAt.getTime() }));
    },
    async loadSettings(subscriptionId) {
      plain.forget(subscriptionId);
      const row = await loadLaneRow(subscriptionId);
      return row && toSettings(row, openConfig(row));
    },
    readDue: (input) => (input.ordering ? readOrdered(input, input.ordering) : readPlain(input)),
    saveBreaker: (subscriptionId, breaker) => saveBreaker(owned, subscriptionId, breaker),
    async readNextDue(subscriptionId) {
      return (await readLaneNextDue(owned.partitionId, subscriptionId))?.getTime() ?? null;
    },
    // In an ordered lane the next one of the key goes when this one is recorded.
    record: (sent) => recording.add(sent, sent.delivery.orderingKey !== null),
    orderWaiting: (subscriptionId) => orderWaitingDeliveries(owned.partitionId, subscriptionId),
    setAside: (subscriptionId) => setAsideDeliveries(owned.partitionId, subscriptionId),
    switchOff: ({ subscriptionId: id, version }, reason) =>
      retryAborted(() => switchOffSubscription({ id, version, reason, auditId: newId("auditEntry") })),
  };

  async function readPlain(input: ReadDueInput): Promise<DueRead> {
    const { deliveries, isAll } = await plain.read(input);
    return { deliveries: deliveries.map(toWaiting), isAll, isBlocked: false };
  }

  async function readOrdered(input: ReadDueInput, { onDead }: { onDead: "continue" | "block" }): Promise<DueRead> {
    const afterKey = lastKeys.get(input.subscriptionId) ?? "";
    const limit = Math.min(input.limit, ORDERED_READ);
    const found = await readOrderedDeliveries({
      ...input,
      limit,
      afterKey,
      partitionId: owned.partitionId,
      deadBlocks: onDead === "block",
    });
    lastKeys.set(input.subscriptionId, found.deliveries.at(-1)?.orderingKey ?? "");
    return { ...found, deliveries: found.deliveries.map(toWaiting) };
  }

  function toSettings(row: LaneRow, config: unknown): LaneSettings {
    const adapter = destinations.get(row.destinationType);
    if (!adapter) throw new Error(`subscription ${row.id} has the unknown destination type ${row.destinationType}`);
    const maxConcurrency = row.maxConcurrency ?? MAX_LANE_CONCURRENCY;
    const open = ({ id, ciphertext }: LaneRow["secrets"][number]) => secretBox.decrypt(ciphertext, id);
    const secrets = row.secrets.filter((secret) => secret.expiresAt === null).map(open);
    const expiring = row.secrets.flatMap((secret) =>
      secret.expiresAt === null ? [] : [{ secret: open(secret), expiresAtMs: Date.parse(secret.expiresAt) }],
    );
    const timeoutMs = row.timeoutSeconds * SECOND_MS;
    return {
      subscriptionId: row.id,
      version: row.version,
      status: statusOf(row),
      destination: JSON.stringify([row.destinationType, row.destinationConfig]),
      maxConcurrency,
      rateLimit: rateLimit.nullable().parse(row.rateLimit),
      ordering: ordering.nullable().parse(row.ordering),
      tenant: {
        id: row.tenantId,
        rateLimit: rateLimit.nullable().parse(row.tenantRateLimit),
        maxConcurrency: row.tenantMaxConcurrency,
      },
      breaker: rememberedBreaker(row.breaker),
      leftBehind: laneState.nullable().catch(null).parse(row.laneState),
      retryPolicy: retryPolicy.parse(row.retryPolicy),
      sender: adapter.open(adapter.config.parse(config), {
        secrets,
        expiring,
        timeoutMs,
        maxConnections: maxConcurrency,
      }),
    };
  }
}

function statusOf(row: LaneRow): LaneSettings["status"] {
  if (row.deletedAt) return "deleted";
  if (row.disabledAt) return "disabled";
  return row.pausedAt ? "paused" : "active";
}

function toWaiting(row: DueDelivery): WaitingDelivery {
  return {
    id: row.id,
    generation: row.generation,
    eventId: row.eventId,
    eventType: row.type,
    tenantId: row.tenantId,
    subscriptionId: row.subscriptionId,
    correlationId: row.correlationId,
    sequence: row.sequence,
    orderingKey: row.orderingKey,
    attemptCount: row.attemptCount,
    attemptTotal: row.attemptTotal,
    dueAtMs: row.dueAt.getTime(),
    body: buildEnvelope({ ...row, id: row.eventId, sequence: row.eventSequence }),
  };
}

function toRecord({ delivery, attemptId, trigger, result, queueMs, verdict, dueAtMs }: SentDelivery): AttemptRecord {
  return {
    deliveryId: delivery.id,
    generation: delivery.generation,
    state: verdict.state,
    charged: verdict.charged,
    dueAt: dueAtMs === null ? null : new Date(dueAtMs),
    attemptId,
    tenantId: delivery.tenantId,
    subscriptionId: delivery.subscriptionId,
    number: delivery.attemptTotal + 1,
    trigger,
    outcome: result.outcome,
    statusCode: result.statusCode,
    errorMessage: result.errorMessage,
    startedAt: new Date(result.startedAtMs),
    durationMs: result.timings.totalMs,
    timings: JSON.stringify({ queueMs, ...result.timings }),
    requestHeaders: JSON.stringify(result.requestHeaders),
    responseHeaders: result.responseHeaders && JSON.stringify(result.responseHeaders),
    responseBody: result.responseBody,
    responseTruncated: result.responseTruncated,
  };
}
