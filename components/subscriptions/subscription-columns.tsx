import { markOf } from "@/lib/client/delivery-state";
import { formatCount, shortenUrl } from "@/lib/client/format";
import { destinationName } from "@/lib/client/hooks/use-destinations";
import { outcomeTitle } from "@/lib/client/sentences";
import type { SubscriptionActivityOut } from "@/lib/contracts/overview";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import type { Column } from "../common/column";
import { Line } from "../common/Line";
import { RowLink } from "../common/RowLink";
import { SubscriptionPill } from "../common/StatePill";
import { PatternSummary } from "./PatternSummary";

type ActivityById = ReadonlyMap<string, SubscriptionActivityOut>;

export function subscriptionColumns(activity: ActivityById): Column<SubscriptionOut>[] {
  return [
    { header: "Destination", cell: (subscription) => <DestinationCell subscription={subscription} /> },
    { header: "Status", className: "w-px", cell: ({ status }) => <SubscriptionPill status={status} /> },
    {
      header: "Line, last 12",
      from: "md",
      cell: ({ id }) => <Line marks={(activity.get(id)?.lastDeliveries ?? []).map(markOf)} />,
    },
    { header: "Waiting", from: "lg", align: "right", cell: ({ id }) => <Open activity={activity.get(id)} /> },
    {
      header: "Dead, 24 h",
      from: "lg",
      align: "right",
      cell: ({ id }) => <Count count={activity.get(id)?.counts.dead} isBad />,
    },
    { header: "Last failure", from: "lg", cell: ({ id }) => <LastFailure activity={activity.get(id)} /> },
  ];
}

function DestinationCell({ subscription }: { subscription: SubscriptionOut }) {
  const { id, url, description } = subscription;
  return (
    <div className="min-w-0">
      <RowLink href={`/subscriptions/${id}`} className="break-all">
        {url === null ? destinationName(subscription) : shortenUrl(url)}
      </RowLink>
      <div className="text-faint text-xs">
        <PatternSummary subscription={subscription} />
        {description ? ` · ${description}` : null}
      </div>
    </div>
  );
}

function Open({ activity }: { activity: SubscriptionActivityOut | undefined }) {
  return <Count count={activity && activity.counts.waiting + activity.counts.retrying} />;
}

function Count({ count, isBad = false }: { count: number | undefined; isBad?: boolean }) {
  if (count === undefined) return <span className="text-faint">–</span>;
  return <span className={isBad && count > 0 ? "text-dead" : undefined}>{formatCount(count)}</span>;
}

export function LastFailure({ activity }: { activity: SubscriptionActivityOut | undefined }) {
  const failure = activity?.lastFailure;
  if (!failure) return <span className="text-faint text-xs">none</span>;
  return <span className="text-xs">{outcomeTitle(failure.outcome, failure.statusCode)}</span>;
}
