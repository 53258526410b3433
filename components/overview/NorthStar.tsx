import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { countOf, formatCount } from "@/lib/client/format";
import type { Destination } from "@/lib/client/hooks/use-destinations";
import { outcomeTitle } from "@/lib/client/sentences";
import type { UndeliveredOut } from "@/lib/contracts/health";
import type { SubscriptionActivityOut } from "@/lib/contracts/overview";
import { Countdown, Time } from "../common/Time";
import { UNDELIVERED_HREF } from "../shell/NorthStarChip";
import { ButtonLink } from "../ui/Button";
import { LastLines } from "./LastLines";
import { WorstSubscriptions } from "./WorstSubscriptions";

interface NorthStarProps {
  counts: UndeliveredOut;
  activity: readonly SubscriptionActivityOut[];
  destinationOf: (subscriptionId: string) => Destination;
}

/** The answer in two seconds: how many, to whom, why, and what happens next. */
export function NorthStar({ counts, activity, destinationOf }: NorthStarProps) {
  const isBad = counts.events > 0;
  return (
    <>
      <Link
        href={counts.deliveries > 0 ? UNDELIVERED_HREF : "/events?window=1h"}
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
        <Why counts={counts} activity={activity} destinationOf={destinationOf} />
      </div>
      {isBad ? <Ways counts={counts} /> : null}
      {isBad ? (
        <WorstSubscriptions counts={counts} destinationOf={destinationOf} />
      ) : (
        <LastLines activity={activity} destinationOf={destinationOf} />
      )}
    </>
  );
}

/** To the rows, as many as the buttons say. */
function Ways({ counts: { deliveries, dead } }: { counts: UndeliveredOut }) {
  return (
    <div className="mt-3.5 flex flex-wrap gap-3">
      {deliveries > 0 ? (
        <ButtonLink look="primary" href={UNDELIVERED_HREF}>
          {deliveries === 1 ? "Show the delivery" : `Show ${countOf(deliveries, "delivery", "deliveries")}`}
        </ButtonLink>
      ) : (
        <ButtonLink look="primary" href="/events?window=1h">
          Show the events
        </ButtonLink>
      )}
      {dead > 0 ? (
        <ButtonLink href={`${UNDELIVERED_HREF}&status=dead`}>{countOf(dead, "dead letter")}</ButtonLink>
      ) : null}
    </div>
  );
}

/** The sentence about the subscription that has most of them. */
function Why({ counts: { worst, deliveries }, activity, destinationOf }: NorthStarProps) {
  const [first] = worst;
  if (!first) return null;
  const { subscriptionId } = first;
  const destination = destinationOf(subscriptionId);
  return (
    <p>
      {shareOf(first.deliveries, deliveries)}{" "}
      <Link href={`/subscriptions/${subscriptionId}`} className="break-all text-accent underline">
        {destination.name}
      </Link>
      {destination.isPaused
        ? ", which is paused."
        : becauseOf(activity.find((one) => one.subscriptionId === subscriptionId))}
    </p>
  );
}

function shareOf(count: number, total: number): string {
  if (total === 1) return "It goes to";
  return count === total
    ? `All ${formatCount(total)} deliveries go to`
    : `${formatCount(count)} of ${formatCount(total)} deliveries go to`;
}

function becauseOf(activity: SubscriptionActivityOut | undefined): ReactNode {
  if (activity?.breaker?.state === "open") {
    const probe = new Date(activity.breaker.untilMs).toISOString();
    return (
      <>
        , which does not answer as it should: {lastAnswer(activity)}the next probe comes <Countdown at={probe} />.
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
          The next attempt comes <Countdown at={next} />.
        </>
      )}
    </>
  );
}

/** `503 Service Unavailable, and ` of the last failure; empty without one. */
function lastAnswer({ lastFailure }: SubscriptionActivityOut): string {
  return lastFailure ? `${outcomeTitle(lastFailure.outcome, lastFailure.statusCode)}, and ` : "";
}
