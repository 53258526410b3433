"use client";

import { useIsOperator } from "@/lib/client/session";
import { EmptyState } from "../common/EmptyState";
import { ButtonLink } from "../ui/Button";
import { Card } from "../ui/Card";

export function NoEventTypes({ isFiltered }: { isFiltered: boolean }) {
  const isOperator = useIsOperator();
  if (isFiltered) {
    return (
      <Card>
        <EmptyState
          title="No event type fits these filters."
          action={<ButtonLink href="/event-types">Show all event types</ButtonLink>}
        />
      </Card>
    );
  }
  return (
    <Card>
      <EmptyState
        title="The catalogue is empty."
        action={isOperator ? <ButtonLink href="/event-types/import">Import an OpenAPI document</ButtonLink> : null}
      >
        {isOperator
          ? "Types work without an entry here. With one, your customers see what an event means, its schema and an example."
          : "Events are delivered all the same; what they mean is not described here yet."}
      </EmptyState>
    </Card>
  );
}
