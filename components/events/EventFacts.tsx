import type { EventOut } from "@/lib/contracts/event";
import { CopyId } from "../common/CopyId";
import { Facts } from "../common/Facts";
import { Time } from "../common/Time";

export function EventFacts({ event }: { event: EventOut }) {
  const idOrNone = (id: string | null) => (id === null ? "none" : <CopyId id={id} />);
  return (
    <Facts
      facts={[
        ["Happened", <Time key="timestamp" at={event.timestamp} />],
        ["Accepted", <Time key="accepted" at={event.acceptedAt} />],
        ...(event.deliverAt ? [["Deliver", <Time key="deliver" at={event.deliverAt} />] as const] : []),
        ["Routed", <Time key="routed" at={event.routedAt} />],
        ["Version", event.version],
        ["Sequence", event.sequence ?? "none"],
        ["Source", event.source ?? "none"],
        ["External id", idOrNone(event.externalId)],
        ["Correlation id", idOrNone(event.correlationId)],
        ["Tenant", <CopyId key="tenant" id={event.tenantId} />],
      ]}
    />
  );
}
