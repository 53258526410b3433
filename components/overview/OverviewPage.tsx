"use client";

import { useDestinations } from "@/lib/client/hooks/use-destinations";
import { useFilters } from "@/lib/client/hooks/use-filters";
import { useActivity, useDeliverySeries } from "@/lib/client/hooks/use-overview";
import { useSubscriptions } from "@/lib/client/hooks/use-subscriptions";
import { useUndelivered } from "@/lib/client/hooks/use-undelivered";
import { OVERVIEW_FILTERS } from "@/lib/client/queries/first-overview";
import { hoursOf, windowOfHours } from "@/lib/client/queries/overview";
import { ALL_SUBSCRIPTIONS } from "@/lib/client/queries/subscriptions";
import { HoursSelect } from "../common/HoursSelect";
import { PageHeader } from "../common/PageHeader";
import { QueryState } from "../common/QueryState";
import { Skeleton } from "../ui/Skeleton";
import { BacklogCard } from "./BacklogCard";
import { DeliveriesChart } from "./DeliveriesChart";
import { FirstRun } from "./FirstRun";
import { Kpis } from "./Kpis";
import { LatencyCard } from "./LatencyCard";
import { NeedsYou } from "./NeedsYou";
import { NorthStar } from "./NorthStar";
import { ResponsesCard } from "./ResponsesCard";

export function OverviewPage() {
  const { values, change } = useFilters(OVERVIEW_FILTERS);
  const hours = hoursOf(values.hours);
  const undelivered = useUndelivered();
  const series = useDeliverySeries({ hours });
  const activity = useActivity();
  const subscriptions = useSubscriptions(ALL_SUBSCRIPTIONS);
  const { destinationOf } = useDestinations();
  const window = windowOfHours(hours);
  return (
    <>
      <PageHeader
        title="Overview"
        actions={<HoursSelect hours={hours} onChange={(chosen) => change({ hours: chosen })} />}
      />
      <FirstRun />
      <section className="grid overflow-hidden rounded-panel border border-rule bg-panel lg:grid-cols-[minmax(17.5rem,1.1fr)_2fr]">
        <div className="border-rule p-4.5 max-lg:border-b lg:border-r">
          <QueryState query={undelivered} skeleton={<Skeleton className="h-44" />}>
            {(counts) => (
              <NorthStar counts={counts} activity={activity.data?.data ?? []} destinationOf={destinationOf} />
            )}
          </QueryState>
        </div>
        <div className="flex min-w-0 flex-col">
          <QueryState query={series} skeleton={<Skeleton className="m-4 h-64" />}>
            {(data) => (
              <>
                <Kpis series={data} window={window} />
                <DeliveriesChart series={data} window={window} fills />
              </>
            )}
          </QueryState>
        </div>
      </section>
      {series.data ? (
        <div className="mt-3.5 grid gap-3.5 lg:grid-cols-3">
          <LatencyCard series={series.data} />
          <BacklogCard series={series.data} />
          <ResponsesCard series={series.data} window={window} />
        </div>
      ) : null}
      <NeedsYou subscriptions={subscriptions} activity={activity.data?.data ?? null} />
    </>
  );
}
