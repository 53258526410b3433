import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { countOf, formatCount } from "@/lib/client/format";
import type { Destination } from "@/lib/client/hooks/use-destinations";
import { outcomeTitle } from "@/lib/client/sentences";
import type { DeliveryOut } from "@/lib/contracts/delivery";
import type { UndeliveredOut } from "@/lib/contracts/health";
import type { SubscriptionActivityOut } from "@/lib/contracts/overview";
import { Countdown, Time } from "../common/Time";
import { UNDELIVERED_HREF } from "../shell/NorthStarChip";
import { ButtonLink } from "../ui/Button";
import { type WorstSubscription, worstSubscription } from "./worst-subscription";

interface NorthStarProps {
  counts: UndeliveredOut;
  /** The newest of what is not delivered. */
  rows: readonly DeliveryOut[];
  activity: readonly SubscriptionActivityOut[];
  destinationOf: (subscriptionId: string) => Destination;
}

/** The answer in two seconds: how many, to whom, why, and what happens next. */
export function NorthStar({ counts, rows, activity, destinationOf }: NorthStarProps) {
  const isBad = counts.events > 0;
  const worst = worstSubscription(rows, activity);
  const destination = worst && destinationOf(worst.subscriptionId);
  return (
    <>
      <Link
        href={UNDELIVERED_HREF}
        className={clsx("block w-fit font-semibold text-figure tracking-[-0.03em]", isBad ? "text-dead" : "text-ink")}
      >
        {formatCount(counts.events)}
      </Link>
      <div>{counts.events === 1 ? "event" : "events"} not delivered in the last hour</div>
      <div className="mt-2.5 text-soft text-xs">
        {isBad ? null : <p>Everything that was accepted in the last hour and that somebody wants has arrived.</p>}
        {counts.unrouted > 0 ? (
          <p>{countOf(counts.unrouted, "event")} not routed yet. If this stays, no worker is running.</p>
        ) : null}
        {worst && destination ? <Why worst={worst} destination={destination} /> : null}
      </div>
      {isBad ? (
        <div className="mt-3.5 flex flex-wrap gap-3">
          <ButtonLink look="primary" href={UNDELIVERED_HREF}>
            {counts.deliveries === 1 ? "Show it" : `Show the ${formatCount(counts.deliveries || counts.events)}`}
          </ButtonLink>
          {counts.dead > 0 ? (
            <ButtonLink href="/dead-letters?window=1h">{countOf(counts.dead, "dead letter")}</ButtonLink>
          ) : null}
        </div>
      ) : null}
    </>
  );
}

function Why({ worst, destination }: { worst: WorstSubscription; destination: Destination }) {
  return (
    <p>
      {share(worst)}{" "}
      <Link href={`/subscriptions/${worst.subscriptionId}`} className="break-all text-accent underline">
        {destination.name}
      </Link>
      {destination.isPaused ? ", which is paused." : becauseOf(worst)}
    </p>
  );
}

function share({ count, total }: WorstSubscription): string {
  if (total === 1) return "It goes to";
  return count === total ? "All of them go to" : `${formatCount(count)} of the latest ${formatCount(total)} go to`;
}

function becauseOf({ activity }: WorstSubscription): ReactNode {
  if (activity?.breaker?.state === "open") {
    const probe = new Date(activity.breaker.untilMs).toISOString();
    return (
      <>
        , which does not answer as it should: {lastAnswer(activity)}the next probe is <Countdown at={probe} />.
      </>
    );
  }
  const failure = activity?.lastFailure;
  if (!failure) {
    const { failed = 0, dead = 0 } = activity?.day ?? {};
    return failed + dead > 0
      ? `, where ${countOf(failed + dead, "attempt")} failed today.`
      : ", where none was tried yet.";
  }
  const next = activity.nextAttemptAt;
  return (
    <>
      , which failed <Time at={failure.at} />: {outcomeTitle(failure.outcome, failure.statusCode)}.{" "}
      {next === null ? (
        "No further attempt is planned."
      ) : (
        <>
          The next attempt is <Countdown at={next} />.
        </>
      )}
    </>
  );
}

/** `503 Service Unavailable, and ` of the last failure; empty without one. */
function lastAnswer({ lastFailure }: SubscriptionActivityOut): string {
  return lastFailure ? `${outcomeTitle(lastFailure.outcome, lastFailure.statusCode)}, and ` : "";
}
