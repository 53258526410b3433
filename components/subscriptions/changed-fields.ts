import type { SubscriptionDraft } from "@/lib/client/subscription-draft";
import type { SubscriptionOut, SubscriptionPatch } from "@/lib/contracts/subscription";

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
] as const;

/** Only what differs: an untouched destination is not verified again. */
export function changedFields(before: SubscriptionOut, draft: SubscriptionDraft): Partial<SubscriptionPatch> {
  const changed = FIELDS.filter(
    (name) => draft[name] !== undefined && JSON.stringify(draft[name]) !== JSON.stringify(before[name]),
  );
  const patch = Object.fromEntries(changed.map((name) => [name, draft[name]])) as Partial<SubscriptionPatch>;
  return draft.skipVerification ? { ...patch, skipVerification: true } : patch;
}
