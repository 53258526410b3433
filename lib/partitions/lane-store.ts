import { retryPolicy } from "@/lib/contracts/retry-policy";
import { MAX_LANE_CONCURRENCY } from "@/lib/contracts/subscription";
import type { SecretBox } from "@/lib/crypto";
import type { LaneSettings, LaneStore, SentDelivery, WaitingDelivery } from "@/lib/delivery/types";
import type { DestinationRegistry } from "@/lib/destinations/registry";
import { createGroup } from "@/lib/group-commit";
import { newId } from "@/lib/ids";
import { listBacklogs, readLaneNextDue } from "@/lib/queries/lane-backlogs";
import { type LaneRow, loadLaneRow } from "@/lib/queries/load-subscriptions";
import { type DueDelivery, readDueDeliveries } from "@/lib/queries/read-due-deliveries";
import type { AttemptRecord } from "@/lib/queries/record-attempts";
import { setAsideDeliveries, switchOffSubscription } from "@/lib/queries/set-aside-deliveries";
import { buildEnvelope } from "@/lib/routing/envelope";
import type { Owned } from "./owned";
import { recordSurely } from "./record-surely";

/** Attempts of one statement, and how long the first of them waits for company. */
const RECORD_GROUP = 200;
const RECORD_WAIT_MS = 4;
const RECORD_IN_FLIGHT = 2;

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
}: LaneStoreOptions): LaneStore & { settled(): Promise<void> } {
  const recording = createGroup<SentDelivery, boolean>({
    maxWeight: RECORD_GROUP,
    maxInFlight: RECORD_IN_FLIGHT,
    maxWaitMs: RECORD_WAIT_MS,
    async flush(group) {
      const moved = await recordSurely({ owned, mayAct }, group.map(toRecord));
      return group.map(({ delivery }) => moved.has(delivery.id));
    },
  });

  return {
    settled: () => recording.settled(),
    async listBacklogs() {
      const rows = await listBacklogs(owned.partitionId);
      return rows.map(({ subscriptionId, dueAt }) => ({ subscriptionId, dueAtMs: dueAt.getTime() }));
    },
    async loadSettings(subscriptionId) {
      const row = await loadLaneRow(subscriptionId);
      return row && toSettings(row, openConfig(row));
    },
    async readDue(input) {
      const { deliveries, isAll } = await readDueDeliveries({ ...input, partitionId: owned.partitionId });
      return { deliveries: deliveries.map(toWaiting), isAll };
    },
    async readNextDue(subscriptionId) {
      return (await readLaneNextDue(owned.partitionId, subscriptionId))?.getTime() ?? null;
    },
    record: (sent) => recording.add(sent),
    setAside: (subscriptionId) => setAsideDeliveries(owned.partitionId, subscriptionId),
    switchOff: (subscriptionId, reason) => switchOffSubscription(subscriptionId, reason, newId("auditEntry")),
  };

  function toSettings(row: LaneRow, config: unknown): LaneSettings {
    const adapter = destinations.get(row.destinationType);
    if (!adapter) throw new Error(`subscription ${row.id} has the unknown destination type ${row.destinationType}`);
    const maxConcurrency = row.maxConcurrency ?? MAX_LANE_CONCURRENCY;
    const secrets = row.secrets.map(({ id, ciphertext }) => secretBox.decrypt(ciphertext, id));
    const timeoutMs = row.timeoutSeconds * SECOND_MS;
    return {
      subscriptionId: row.id,
      status: statusOf(row),
      maxConcurrency,
      retryPolicy: retryPolicy.parse(row.retryPolicy),
      sender: adapter.open(adapter.config.parse(config), { secrets, timeoutMs, maxConnections: maxConcurrency }),
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
