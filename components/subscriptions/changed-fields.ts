import type { SubscriptionDraft } from "@/lib/client/hooks/use-subscription-commands";
import type { SubscriptionOut, SubscriptionPatch } from "@/lib/contracts/subscription";

const FIELDS = ["url", "events", "filter", "description", "retryPolicy"] as const;

/** Only what differs: an untouched URL is not verified again. */
export function changedFields(before: SubscriptionOut, draft: SubscriptionDraft): Partial<SubscriptionPatch> {
  const changed = FIELDS.filter(
    (name) => draft[name] !== undefined && JSON.stringify(draft[name]) !== JSON.stringify(before[name]),
  );
  const patch = Object.fromEntries(changed.map((name) => [name, draft[name]])) as Partial<SubscriptionPatch>;
  return draft.skipVerification ? { ...patch, skipVerification: true } : patch;
}
