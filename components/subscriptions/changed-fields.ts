import type { SubscriptionChanges, SubscriptionDraft } from "@/lib/client/subscription-draft";
import type { SubscriptionOut } from "@/lib/contracts/subscription";

const FIELDS = [
  "destination",
  "events",
  "filter",
  "description",
  "retryPolicy",
  "timeoutSeconds",
  "maxConcurrency",
  "rateLimit",
  "ordering",
  "disableAfterHours",
  "drainDeadLetters",
] as const;

/** Only what differs: an untouched destination is not verified again, unless it has to prove itself by a challenge. */
export function changedFields(before: SubscriptionOut, draft: SubscriptionDraft): SubscriptionChanges {
  const changed = FIELDS.filter(
    (name) => draft[name] !== undefined && JSON.stringify(draft[name]) !== JSON.stringify(before[name]),
  );
  const patch = Object.fromEntries(changed.map((name) => [name, draft[name]])) as SubscriptionChanges;
  if (draft.skipVerification) return { ...patch, skipVerification: true };
  return draft.challenge ? { ...patch, challenge: true } : patch;
}
