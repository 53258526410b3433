import type { RetryPolicy, RetryPreset } from "@/lib/contracts/retry-policy";
import { countOf, formatSpan } from "./format";

/** Each preset as a person chooses it. */
export const RETRY_CHOICES = [
  { value: "default", label: "Default: 12 attempts over two days" },
  { value: "standard", label: "Standard Webhooks: its published schedule" },
  { value: "critical", label: "Critical: from 5 seconds, then hourly for a day" },
  { value: "important", label: "Important: 5 retries within an hour" },
  { value: "relaxed", label: "Relaxed: 3 retries within six hours" },
] as const satisfies readonly { value: RetryPreset; label: string }[];

/** A preset's name, or an own list as a sentence. */
export function retryLabel(policy: RetryPolicy): string {
  if (typeof policy === "string") return RETRY_CHOICES.find(({ value }) => value === policy)?.label ?? policy;
  const waits = policy.delaysSeconds;
  const total = waits.reduce((sum, seconds) => sum + seconds, 0) * 1_000;
  return waits.length === 0
    ? "One attempt, no retry"
    : `Own list: ${countOf(waits.length, "retry", "retries")} over ${formatSpan(total)}`;
}
