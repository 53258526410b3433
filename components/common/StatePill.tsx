import type { ReactNode } from "react";
import { type ShownState, shownState } from "@/lib/client/delivery-state";
import type { DeliveryOut } from "@/lib/contracts/delivery";
import { Pill, type Tone } from "./Pill";

const DELIVERY: Record<ShownState, { tone: Tone; sign: string }> = {
  delivered: { tone: "ok", sign: "●" },
  retrying: { tone: "retry", sign: "◐" },
  waiting: { tone: "wait", sign: "○" },
  dead: { tone: "dead", sign: "■" },
  cancelled: { tone: "skip", sign: "–" },
  skipped: { tone: "skip", sign: "–" },
};

export function StatePill({ delivery }: { delivery: Pick<DeliveryOut, "status" | "attemptCount"> }) {
  const state = shownState(delivery);
  return <Pill {...DELIVERY[state]}>{state}</Pill>;
}

const BREAKER = {
  closed: { tone: "ok", sign: "●", word: "closed" },
  open: { tone: "dead", sign: "■", word: "open" },
  half_open: { tone: "retry", sign: "◐", word: "trying" },
} as const;

/** Of the circuit breaker: closed lets requests through. */
export function BreakerPill({ state, children }: { state: keyof typeof BREAKER; children?: ReactNode }) {
  const { tone, sign, word } = BREAKER[state];
  return (
    <Pill tone={tone} sign={sign}>
      <span>
        {word}
        {children}
      </span>
    </Pill>
  );
}
