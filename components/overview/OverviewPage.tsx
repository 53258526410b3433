"use client";

import { useDeliveries } from "@/lib/client/hooks/use-deliveries";
import { useDestinations } from "@/lib/client/hooks/use-destinations";
import { useEvents } from "@/lib/client/hooks/use-events";
import { useActivity, useDeliverySeries } from "@/lib/client/hooks/use-overview";
import { useSubscriptions } from "@/lib/client/hooks/use-subscriptions";
import { useTenants } from "@/lib/client/hooks/use-tenants";
import { useUndelivered } from "@/lib/client/hooks/use-undelivered";
import { useIsOperator } from "@/lib/client/session";
import { PageHeader } from "../common/PageHeader";
import { QueryState } from "../common/QueryState";
import { Skeleton } from "../ui/Skeleton";
import { DeliveriesOfDay } from "./DeliveriesOfDay";
import { FirstRun } from "./FirstRun";
import { firstRunSteps } from "./first-run-steps";
import { NeedsYou } from "./NeedsYou";
import { NorthStar } from "./NorthStar";

const MOST = 200;
const OPEN_SAMPLE = 100;

export function OverviewPage() {
  const isOperator = useIsOperator();
  const undelivered = useUndelivered();
  const openRows = useDeliveries({ status: "pending,dead", window: "1h", limit: OPEN_SAMPLE });
  const series = useDeliverySeries();
  const activity = useActivity();
  const subscriptions = useSubscriptions({ limit: MOST });
  const tenants = useTenants({ limit: MOST }, isOperator);
  const events = useEvents({ limit: 1 });
  const { destinationOf } = useDestinations();
  const steps = firstRunSteps({
    isOperator,
    tenants: tenants.data,
    subscriptions: subscriptions.data,
    events: events.data,
  });
  return (
    <>
      <PageHeader title="Overview" />
      {steps ? <FirstRun steps={steps} tenant={tenants.data?.data[0] ?? null} /> : null}
      <section className="grid overflow-hidden rounded-panel border border-rule bg-panel lg:grid-cols-[minmax(17.5rem,1.1fr)_2fr]">
        <div className="border-rule p-4.5 max-lg:border-b lg:border-r">
          <QueryState query={undelivered} skeleton={<Skeleton className="h-44" />}>
            {(counts) => (
              <NorthStar
                counts={counts}
                rows={openRows.data?.data ?? []}
                activity={activity.data?.data ?? []}
                destinationOf={destinationOf}
              />
            )}
          </QueryState>
        </div>
        <div className="min-w-0">
          <QueryState query={series} skeleton={<Skeleton className="m-4 h-64" />}>
            {(data) => <DeliveriesOfDay series={data} />}
          </QueryState>
        </div>
      </section>
      <NeedsYou subscriptions={subscriptions} activity={activity.data?.data ?? null} />
    </>
  );
}
