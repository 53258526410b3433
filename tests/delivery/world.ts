import { afterAll, beforeAll, beforeEach } from "vitest";
import { inngestClient } from "@/inngest/client";
import { startEmbeddedEngine } from "@/inngest/embedded/engine";
import { functions } from "@/inngest/functions";
import { eventIn } from "@/lib/contracts/event";
import { type SubscriptionIn, subscriptionIn } from "@/lib/contracts/subscription";
import { type TenantOut, tenantIn } from "@/lib/contracts/tenant";
import { partitionProcess } from "@/lib/partitions/process";
import { startSweep } from "@/lib/partitions/sweep";
import { pool } from "@/lib/prisma";
import { SYSTEM } from "@/lib/services/audit";
import { createSubscription, prepareSubscription } from "@/lib/services/create-subscription";
import { publishEvents } from "@/lib/services/publish-events";
import { placeOfTenant } from "@/lib/services/tenant-directory";
import { createTenant } from "@/lib/services/tenants";
import { type Receiver, startReceiver } from "../receiver";
import { waitFor } from "../setup/wait-for";

let tenants = 0;

export async function newTenant(): Promise<TenantOut> {
  tenants += 1;
  return createTenant(SYSTEM, tenantIn.parse({ name: `Tenant ${tenants}`, externalId: `world-${tenants}` }));
}

type Wanted = Partial<SubscriptionIn> & { url: string };

/** A subscription that was never verified; takes every event unless it says otherwise. */
export async function newSubscription(tenantId: string, wanted: Wanted) {
  const input = subscriptionIn.parse({ events: ["*"], skipVerification: true, ...wanted });
  return createSubscription(SYSTEM, await prepareSubscription(tenantId, input));
}

/** Publishes as the API does, behind the door; answers the event's id. */
export async function publish(
  tenantId: string,
  event: { type?: string; data?: string; externalId?: string; deliverAt?: string } = {},
) {
  const place = await placeOfTenant(tenantId);
  if (!place) throw new Error(`no tenant ${tenantId}`);
  const { data = "{}", type = "order.created", ...rest } = event;
  const fields = eventIn.parse({ type, data, ...rest });
  const [published] = await publishEvents([{ fields, data, place, path: "" }], null);
  if (!published) throw new Error("nothing was published");
  return published;
}

/** The same for many events of one tenant, in few commits; answers their ids in order. */
export async function publishMany(tenantId: string, count: number, data = "{}"): Promise<string[]> {
  const place = await placeOfTenant(tenantId);
  if (!place) throw new Error(`no tenant ${tenantId}`);
  const fields = eventIn.parse({ type: "order.created", data });
  const ids: string[] = [];
  while (ids.length < count) {
    const events = Array.from({ length: Math.min(1_000, count - ids.length) }, () => ({
      fields,
      data,
      place,
      path: "",
    }));
    ids.push(...(await publishEvents(events, null)).map(({ id }) => id));
  }
  return ids;
}

/** The worker inside this process: engine, functions, partitions and sweep. `await using` ends it. */
export async function startWorker() {
  const partitions = await partitionProcess();
  const engine = await startEmbeddedEngine({ client: inngestClient(), functions, stopTimeoutMs: 5_000 });
  const sweep = startSweep();
  const stop = async () => {
    sweep.stop();
    await Promise.all([engine.stop(), partitions.stop()]);
  };
  return { partitions, stop, [Symbol.asyncDispose]: stop };
}

/** A worker and a receiver for the tests of a describe block; the receiver forgets what came before each test. */
export function useWorker(): Receiver {
  let receiver: Receiver | undefined;
  let worker: Awaited<ReturnType<typeof startWorker>> | undefined;
  beforeAll(async () => {
    receiver = await startReceiver();
    worker = await startWorker();
  });
  beforeEach(() => receiver?.clear());
  afterAll(async () => {
    await worker?.stop();
    await receiver?.stop();
  });
  return new Proxy({} as Receiver, {
    get: (_target, property: keyof Receiver) => (receiver as Receiver)[property],
  });
}

export interface DeliveryRow {
  id: string;
  eventId: string;
  subscriptionId: string;
  state: string;
  sequence: number | null;
  skipReason: string | null;
  attemptCount: number;
  attemptTotal: number;
  dueAt: Date | null;
  lastOutcome: string | null;
  lastStatusCode: number | null;
}

export async function readDeliveries(tenantId: string): Promise<DeliveryRow[]> {
  const { rows } = await pool().query<DeliveryRow>(
    `select id, event_id as "eventId", subscription_id as "subscriptionId", state, sequence, skip_reason as "skipReason",
            attempt_count as "attemptCount", attempt_total as "attemptTotal", due_at as "dueAt",
            last_outcome as "lastOutcome", last_status_code as "lastStatusCode"
       from deliveries where tenant_id = $1 order by id`,
    [tenantId],
  );
  return rows;
}

export interface AttemptRow {
  id: string;
  number: number;
  trigger: string;
  outcome: string;
  statusCode: number | null;
  errorMessage: string | null;
}

export async function readAttempts(deliveryId: string): Promise<AttemptRow[]> {
  const { rows } = await pool().query<AttemptRow>(
    `select id, number, trigger, outcome, status_code as "statusCode", error_message as "errorMessage"
       from attempts where delivery_id = $1 order by number`,
    [deliveryId],
  );
  return rows;
}

/** Waits until the tenant has `count` deliveries and all of them are in one of the states. */
export function waitForStates(
  tenantId: string,
  count: number,
  states: readonly string[],
  timeoutMs = 10_000,
): Promise<DeliveryRow[]> {
  return waitFor(
    async () => {
      const rows = await readDeliveries(tenantId);
      return rows.length === count && rows.every((row) => states.includes(row.state)) ? rows : undefined;
    },
    { until: `${count} deliveries were ${states.join(" or ")}`, timeoutMs },
  );
}
