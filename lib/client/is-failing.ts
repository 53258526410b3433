import type { BreakerState } from "@/lib/contracts/breaker";
import type { SubscriptionOut } from "@/lib/contracts/subscription";

/** A failed attempt or two are no news: the next success ends them. */
const NEWS_AFTER_MS = 5 * 60_000;

/** Whether an active subscription's endpoint takes nothing: for some minutes, or so that its breaker spares it. */
export function isFailing(
  { status, failing }: Pick<SubscriptionOut, "status" | "failing">,
  breaker: BreakerState["state"],
  nowMs: number,
): boolean {
  if (status !== "active") return false;
  return breaker !== "closed" || (failing !== null && nowMs - Date.parse(failing.since) >= NEWS_AFTER_MS);
}
