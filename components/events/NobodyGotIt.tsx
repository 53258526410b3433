import type { EventOut } from "@/lib/contracts/event";
import { EmptyState } from "../common/EmptyState";
import { ButtonLink } from "../ui/Button";

/** Why an event has no delivery. */
export function NobodyGotIt({ event }: { event: EventOut }) {
  switch (event.status) {
    case "accepted":
      return (
        <EmptyState title="It is being routed.">
          It was accepted and is kept; its deliveries appear here in a moment.
        </EmptyState>
      );
    case "scheduled":
      return (
        <EmptyState title="Its time has not come.">
          It is kept until then and routed by the subscriptions of that moment.
        </EmptyState>
      );
    case "cancelled":
      return <EmptyState title="It was cancelled before its time." />;
    case "quarantined":
      return (
        <EmptyState title="It was set aside.">
          {event.error ?? "Routing it failed twice, so it is not tried again by itself."}
        </EmptyState>
      );
    case "routed":
      return (
        <EmptyState
          title="No subscription asks for this type."
          action={<ButtonLink href="/subscriptions/new">New subscription</ButtonLink>}
        >
          When it was accepted, none of the tenant's subscriptions named {event.type} or a wildcard that takes it in.
        </EmptyState>
      );
    default:
      return event.status satisfies never;
  }
}
