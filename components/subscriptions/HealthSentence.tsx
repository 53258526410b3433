import Link from "next/link";
import type { ReactNode } from "react";
import { countOf } from "@/lib/client/format";
import { outcomeTitle } from "@/lib/client/sentences";
import type { SubscriptionHealthOut } from "@/lib/contracts/lane-health";
import { Pill, type Tone } from "../common/Pill";
import { Countdown, Time } from "../common/Time";

/** How it is, for a person: what holds it back, what went wrong last, when it goes on. */
export function HealthSentence({ health, isFailing }: { health: SubscriptionHealthOut; isFailing: boolean }) {
  return (
    <div className="flex flex-wrap items-center gap-3 border-rule border-b px-3.5 py-3">
      <Pill {...laneOf(health, isFailing)} />
      <p className="min-w-0 flex-1 text-soft">
        {stateOf(health, isFailing)} <LastError error={health.lastError} />
      </p>
    </div>
  );
}

/** Whether anything goes out now, in a word. */
function laneOf(
  { status, breaker, blockedBy }: SubscriptionHealthOut,
  isFailing: boolean,
): { tone: Tone; sign: string; children: string } {
  if (status === "paused") return { tone: "wait", sign: "‖", children: "paused" };
  if (status === "disabled") return { tone: "dead", sign: "■", children: "disabled" };
  if (breaker.state === "open") return { tone: "dead", sign: "■", children: "held back" };
  if (breaker.state === "half_open") return { tone: "retry", sign: "◐", children: "trying" };
  if (blockedBy.some((one) => one.status === "dead")) return { tone: "retry", sign: "‖", children: "held up" };
  if (isFailing) return { tone: "dead", sign: "×", children: "refused" };
  return { tone: "ok", sign: "●", children: "sending" };
}

function stateOf(health: SubscriptionHealthOut, isFailing: boolean): ReactNode {
  const { status, breaker, heldUntil, backlog, blockedBy, estimatedEndAt } = health;
  if (status === "paused") return `Paused: ${countOf(backlog.held, "delivery", "deliveries")} wait until you resume.`;
  if (status === "disabled") return "Disabled: nothing is sent here, and new events are skipped.";
  if (breaker.state === "open" && breaker.nextProbeAt) {
    return (
      <>
        It failed too often, so nothing is sent for a while. One request tries it again{" "}
        <Countdown at={breaker.nextProbeAt} />; waiting costs no attempt.
      </>
    );
  }
  if (breaker.state === "half_open") return "One request is trying whether it answers again.";
  if (heldUntil) {
    return (
      <>
        It asked us to wait; we go on <Countdown at={heldUntil} />.
      </>
    );
  }
  if (blockedBy.some((one) => one.status === "dead")) {
    return "Some wait behind a dead one that comes before them in their order: replay or skip it below.";
  }
  if (backlog.waiting === 0 && isFailing) {
    return `All that was due has been sent, and none of it was taken. ${countOf(backlog.scheduled, "retry lies", "retries lie")} ahead.`;
  }
  if (backlog.waiting === 0) return "Everything that is due has been sent.";
  if (estimatedEndAt === null) return `${countOf(backlog.waiting, "delivery", "deliveries")} wait to be sent.`;
  return (
    <>
      {countOf(backlog.waiting, "delivery", "deliveries")} wait; at this rate all are sent{" "}
      <Countdown at={estimatedEndAt} />.
    </>
  );
}

function LastError({ error }: { error: SubscriptionHealthOut["lastError"] }) {
  if (!error) return null;
  return (
    <>
      Last failure{" "}
      <Link href={`/deliveries/${error.deliveryId}`} className="text-accent underline">
        {outcomeTitle(error.outcome, error.statusCode)}
      </Link>
      , <Time at={error.at} />.
    </>
  );
}
