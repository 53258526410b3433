import type { DeliveryState } from "@/lib/contracts/delivery";
import type { TraceOutcome } from "@/lib/contracts/trace";
import type { Tone } from "../common/Pill";

interface Look {
  tone: Tone;
  sign: string;
  children: string;
}

const SKIPPED: Look = { tone: "skip", sign: "–", children: "not sent" };

/** By the state of the delivery, else by why there is none. */
export const TRACE_LOOKS: Record<DeliveryState | TraceOutcome, Look> = {
  delivered: { tone: "ok", sign: "●", children: "delivered" },
  pending: { tone: "wait", sign: "○", children: "on its way" },
  dead: { tone: "dead", sign: "■", children: "dead" },
  cancelled: { tone: "skip", sign: "–", children: "cancelled" },
  skipped: SKIPPED,
  matched: { tone: "ok", sign: "●", children: "matched" },
  held: { tone: "wait", sign: "‖", children: "held" },
  waiting: { tone: "wait", sign: "○", children: "waiting" },
  filter_false: SKIPPED,
  filter_failed: { tone: "retry", sign: "×", children: "filter failed" },
  disabled: SKIPPED,
  deleted: SKIPPED,
  type_mismatch: SKIPPED,
  not_created: SKIPPED,
  not_routed: SKIPPED,
};
