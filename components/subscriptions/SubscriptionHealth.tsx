"use client";

import { useFilters } from "@/lib/client/hooks/use-filters";
import { useNow } from "@/lib/client/hooks/use-now";
import { useDeliverySeries } from "@/lib/client/hooks/use-overview";
import { useSubscriptionHealth } from "@/lib/client/hooks/use-subscriptions";
import { isFailing } from "@/lib/client/is-failing";
import { hoursOf, windowOfHours } from "@/lib/client/queries/overview";
import { SUBSCRIPTION_TABS } from "@/lib/client/queries/subscriptions";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import { HoursSelect } from "../common/HoursSelect";
import { QueryState } from "../common/QueryState";
import { BacklogCard } from "../overview/BacklogCard";
import { DeliveriesChart } from "../overview/DeliveriesChart";
import { LatencyCard } from "../overview/LatencyCard";
import { ResponsesCard } from "../overview/ResponsesCard";
import { Card } from "../ui/Card";
import { Skeleton } from "../ui/Skeleton";
import { BlockedLanes } from "./BlockedLanes";
import { FailingLine } from "./FailingLine";
import { HealthFacts } from "./HealthFacts";
import { HealthSentence } from "./HealthSentence";

/** How it is now, in a sentence and in figures, and how it was. */
export function SubscriptionHealth({ subscription }: { subscription: SubscriptionOut }) {
  const { values, change } = useFilters(SUBSCRIPTION_TABS);
  const hours = hoursOf(values.hours);
  const nowMs = useNow();
  const health = useSubscriptionHealth(subscription);
  const takesNothing = health.data !== undefined && isFailing(health.data, health.data.breaker.state, nowMs);
  const series = useDeliverySeries({ hours, subscriptionId: subscription.id });
  const common = { window: windowOfHours(hours), subscriptionId: subscription.id };
  return (
    <>
      <section className="overflow-hidden rounded-panel border border-rule bg-panel">
        <QueryState query={health} skeleton={<Skeleton className="m-3.5 h-24" />}>
          {(data) => (
            <>
              <HealthSentence health={data} isFailing={takesNothing} />
              {data.failing && takesNothing ? <FailingLine failing={data.failing} /> : null}
              <HealthFacts health={data} subscriptionId={subscription.id} />
            </>
          )}
        </QueryState>
      </section>
      {health.data && health.data.blockedBy.length > 0 ? <BlockedLanes health={health.data} /> : null}
      <QueryState query={series} skeleton={<Skeleton className="mt-3.5 h-64 rounded-panel" />}>
        {(data) => (
          <>
            <Card
              title="Attempts"
              aside={<HoursSelect hours={hours} onChange={(chosen) => change({ hours: chosen })} />}
              className="mt-3.5"
            >
              <DeliveriesChart series={data} {...common} />
            </Card>
            <div className="mt-3.5 grid gap-3.5 lg:grid-cols-3">
              <LatencyCard series={data} />
              <BacklogCard series={data} subscriptionId={subscription.id} />
              <ResponsesCard series={data} {...common} />
            </div>
          </>
        )}
      </QueryState>
    </>
  );
}
