import { markOf } from "@/lib/client/delivery-state";
import { formatCount, formatMs, formatShare, shortenUrl } from "@/lib/client/format";
import { destinationName } from "@/lib/client/hooks/use-destinations";
import { outcomeTitle } from "@/lib/client/sentences";
import type { SubscriptionActivityOut } from "@/lib/contracts/overview";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import type { Column } from "../common/column";
import { DestinationName } from "../common/DestinationName";
import { Line } from "../common/Line";
import { RowLink } from "../common/RowLink";
import { BreakerPill } from "../common/StatePill";
import { Countdown } from "../common/Time";
import { PatternSummary } from "./PatternSummary";
import { SubscriptionPill } from "./SubscriptionPill";

type ActivityById = ReadonlyMap<string, SubscriptionActivityOut>;

export function subscriptionColumns(activity: ActivityById): Column<SubscriptionOut>[] {
  return [
    {
      header: "Destination",
      className: "w-full sm:w-1/3",
      cell: (subscription) => <DestinationCell subscription={subscription} />,
    },
    {
      header: "Status",
      className: "w-px",
      cell: (subscription) => (
        <SubscriptionPill subscription={subscription} breaker={activity.get(subscription.id)?.breaker?.state} />
      ),
    },
    {
      header: "Line, last 12",
      from: "md",
      cell: ({ id }) => <Line marks={(activity.get(id)?.lastDeliveries ?? []).map(markOf)} />,
    },
    { header: "Breaker", from: "lg", cell: ({ id }) => <Breaker activity={activity.get(id)} /> },
    { header: "Success, 24 h", from: "sm", align: "right", cell: ({ id }) => <Success activity={activity.get(id)} /> },
    { header: "p95", from: "xl", align: "right", cell: ({ id }) => <P95 activity={activity.get(id)} /> },
    { header: "Waiting", from: "md", align: "right", cell: ({ id }) => <Open activity={activity.get(id)} /> },
    { header: "Last failure", from: "xl", cell: ({ id }) => <LastFailure activity={activity.get(id)} /> },
  ];
}

interface ActivityProps {
  /** Undefined while it is not known. */
  activity: SubscriptionActivityOut | undefined;
}

function Breaker({ activity }: ActivityProps) {
  const breaker = activity?.breaker;
  if (!activity) return <Dash />;
  if (breaker?.state !== "open") return <BreakerPill state={breaker?.state ?? "closed"} />;
  return (
    <BreakerPill state="open">
      , <Countdown at={new Date(breaker.untilMs).toISOString()} />
    </BreakerPill>
  );
}

function Success({ activity }: ActivityProps) {
  const { delivered = 0, failed = 0, dead = 0 } = activity?.day ?? {};
  const attempts = delivered + failed + dead;
  if (attempts === 0) return <Dash />;
  return <span className={delivered < attempts ? "" : "text-ok"}>{formatShare(delivered, attempts)}</span>;
}

function P95({ activity }: ActivityProps) {
  return activity?.day.latency ? formatMs(activity.day.latency.p95Ms) : <Dash />;
}

function DestinationCell({ subscription }: { subscription: SubscriptionOut }) {
  const { id, url, description } = subscription;
  return (
    <div className="min-w-0">
      <RowLink href={`/subscriptions/${id}`}>
        <DestinationName>{url === null ? destinationName(subscription) : shortenUrl(url)}</DestinationName>
      </RowLink>
      <div className="line-clamp-2 text-faint text-xs [overflow-wrap:anywhere]">
        <PatternSummary subscription={subscription} />
        {description ? ` · ${description}` : null}
      </div>
    </div>
  );
}

function Open({ activity }: ActivityProps) {
  return activity ? formatCount(activity.counts.waiting + activity.counts.retrying) : <Dash />;
}

function LastFailure({ activity }: ActivityProps) {
  const failure = activity?.lastFailure;
  if (!failure) return <span className="text-faint text-xs">none</span>;
  return <span className="text-xs">{outcomeTitle(failure.outcome, failure.statusCode)}</span>;
}

function Dash() {
  return <span className="text-faint">–</span>;
}
