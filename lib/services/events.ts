import { type EventOut, toEventOut } from "@/lib/contracts/event";
import { AppError, notFound } from "@/lib/errors";
import * as queries from "@/lib/queries/events";
import type { Keyset, Slice } from "@/lib/queries/keyset";
import { inTransaction } from "@/lib/queries/transaction";
import { type Caller, recordChange } from "./audit";

export interface EventDetail {
  event: EventOut;
  /** Raw JSON text, as published. */
  data: string;
}

export async function listEvents(
  tenantId: string | null,
  filter: queries.EventFilter,
  keyset: Keyset,
): Promise<Slice<EventOut>> {
  const slice = await queries.listEvents(tenantId, filter, keyset);
  const routings = await queries.findRoutings(slice.rows.map((row) => row.id));
  return { ...slice, rows: slice.rows.map((row) => toEventOut(row, routings.get(row.id) ?? null, Date.now())) };
}

/** `reference`: our id, or the producer's external id within a tenant. */
export async function getEvent(tenantId: string | null, reference: string): Promise<EventDetail> {
  const { data, ...row } = await find(tenantId, reference);
  const routings = await queries.findRoutings([row.id]);
  return { event: toEventOut(row, routings.get(row.id) ?? null, Date.now()), data };
}

/** Cancels a scheduled event before its time; throws `conflict` once it is on its way. */
export function cancelEvent(caller: Caller, tenantId: string, reference: string): Promise<void> {
  return inTransaction(async () => {
    const { id } = await find(tenantId, reference);
    if (!(await queries.cancelQueuedEvent(tenantId, id))) {
      throw new AppError(
        "conflict",
        "Only an event that is scheduled for later can be cancelled; this one is not waiting any more. Cancel its deliveries instead.",
      );
    }
    const shown = { before: { status: "scheduled" }, after: { status: "cancelled" } };
    await recordChange(caller, { tenantId, action: "event.cancel", targetId: id, ...shown });
  });
}

async function find(tenantId: string | null, reference: string): Promise<queries.FoundEvent> {
  const row = await queries.findEvent(tenantId, reference);
  if (!row) throw notFound("event");
  return row;
}
