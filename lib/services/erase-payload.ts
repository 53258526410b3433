import { AppError, notFound } from "@/lib/errors";
import { cancelAllOfEvent } from "@/lib/queries/cancel-deliveries";
import { forgetSkipDetails } from "@/lib/queries/deliveries";
import { erasePayload, findEvent, findRoutings } from "@/lib/queries/events";
import { notifyCommand } from "@/lib/queries/notify";
import { db, inTransaction } from "@/lib/queries/transaction";
import { type Caller, recordChange } from "./audit";

/**
 * Replaces an event's payload by null, for good. Its log stays: that it was, who got it, every attempt; what still
 * waits of it is cancelled. Erasing it again changes nothing. Throws `conflict` before the event was routed.
 */
export function eraseEventPayload(caller: Caller, tenantId: string, reference: string): Promise<void> {
  return inTransaction(async () => {
    const event = await findEvent(tenantId, reference);
    if (!event) throw notFound("event");
    const routing = (await findRoutings([event.id])).get(event.id);
    if (!routing)
      throw new AppError(
        "conflict",
        "The event waits to be routed. Cancel it if it is scheduled, or try again in a moment.",
      );
    if (!(await erasePayload(tenantId, event.id))) return;
    await forgetSkipDetails(event.id);
    for (const command of await cancelAllOfEvent(event.id)) await notifyCommand(db(), command);
    const shown = { before: { isErased: false }, after: { isErased: true } };
    await recordChange(caller, { tenantId, action: "event.erase_payload", targetId: event.id, ...shown });
  });
}
