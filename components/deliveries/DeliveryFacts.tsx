import Link from "next/link";
import type { DeliveryDetailOut } from "@/lib/contracts/delivery";
import { CopyId } from "../common/CopyId";
import { Facts } from "../common/Facts";
import { Time } from "../common/Time";

export function DeliveryFacts({ delivery }: { delivery: DeliveryDetailOut }) {
  return (
    <Facts
      facts={[
        ["Event", <CopyId key="event" id={delivery.eventId} />],
        ["Type", delivery.eventType],
        ["Correlation id", delivery.correlationId ? <CopyId key="correlation" id={delivery.correlationId} /> : "none"],
        ["Sequence", delivery.sequence ?? "none"],
        ["Attempts", `${delivery.attemptCount} of ${delivery.maxAttempts}`],
        ["Accepted", <Time key="accepted" at={delivery.createdAt} />],
        ["First attempt", <Time key="first" at={delivery.firstAttemptAt} />],
        ["Settled", <Time key="settled" at={delivery.settledAt} />],
        ["Tenant", <CopyId key="tenant" id={delivery.tenantId} />],
      ]}
      footer={
        <Link href={`/events/${delivery.eventId}`} className="text-accent text-sm hover:underline">
          Open the event and who else got it
        </Link>
      }
    />
  );
}
