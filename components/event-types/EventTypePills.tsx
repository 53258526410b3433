import type { EventTypeOut } from "@/lib/contracts/event-type";
import { Pill } from "../common/Pill";

/** What is special about a type; nothing for an ordinary one. */
export function EventTypePills({ type }: { type: Pick<EventTypeOut, "deprecatedAt" | "enforce" | "tenantId"> }) {
  return (
    <span className="inline-flex flex-wrap gap-1.5 empty:hidden">
      {type.deprecatedAt ? (
        <Pill tone="retry" sign="–">
          deprecated
        </Pill>
      ) : null}
      {type.enforce ? (
        <Pill tone="wait" sign="●">
          enforced
        </Pill>
      ) : null}
      {type.tenantId ? (
        <Pill tone="skip" sign="○">
          one tenant's
        </Pill>
      ) : null}
    </span>
  );
}
