"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import Link from "next/link";
import { countOf } from "@/lib/client/format";
import { useNow } from "@/lib/client/hooks/use-now";
import type { Page } from "@/lib/contracts/common";
import type { SubscriptionActivityOut } from "@/lib/contracts/overview";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import { cellClass, headClass } from "../common/column";
import { QueryState } from "../common/QueryState";
import { subscriptionColumns } from "../subscriptions/subscription-columns";
import { Card } from "../ui/Card";
import { Skeleton } from "../ui/Skeleton";
import { needyFirst } from "./needy-first";

const MOST = 8;

interface NeedsYouProps {
  subscriptions: UseQueryResult<Page<SubscriptionOut>>;
  /** Null while it is on its way. */
  activity: readonly SubscriptionActivityOut[] | null;
}

/** Subscriptions with failures, the worst first; the healthy ones are one sentence. */
export function NeedsYou({ subscriptions, activity }: NeedsYouProps) {
  const count = subscriptions.data?.data.length ?? 0;
  const all = (
    <Link href="/subscriptions" className="text-accent hover:underline">
      {subscriptions.data?.nextCursor ? "All" : `All ${count}`}
    </Link>
  );
  if (subscriptions.data && count === 0) return null;
  return (
    <Card title="Subscriptions that need you" aside={count > 0 ? all : null} className="mt-3.5">
      <QueryState query={subscriptions} skeleton={<Skeleton className="m-3.5 h-24" />}>
        {({ data }) =>
          activity === null ? (
            <Skeleton className="m-3.5 h-24" />
          ) : (
            <NeedyRows subscriptions={data} activity={activity} />
          )
        }
      </QueryState>
    </Card>
  );
}

function NeedyRows({
  subscriptions,
  activity,
}: {
  subscriptions: SubscriptionOut[];
  activity: readonly SubscriptionActivityOut[];
}) {
  const byId = new Map(activity.map((one) => [one.subscriptionId, one]));
  const needy = needyFirst(subscriptions, byId, useNow());
  const columns = subscriptionColumns(byId);
  const healthy = subscriptions.length - needy.length;
  return (
    <>
      {needy.length > 0 ? (
        <div className="overflow-x-auto">
          <table className="w-full border-collapse" aria-label="Subscriptions that need you">
            <thead>
              <tr className="border-rule border-b text-left text-faint text-xs">
                {columns.map((column) => (
                  <th
                    key={column.header}
                    scope="col"
                    className={`py-2 font-medium whitespace-nowrap ${headClass(column)}`}
                  >
                    {column.header}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {needy.slice(0, MOST).map((subscription) => (
                <tr key={subscription.id} className="relative border-rule border-b last:border-b-0 hover:bg-sunk">
                  {columns.map((column) => (
                    <td key={column.header} className={`py-2 ${cellClass(column)}`}>
                      {column.cell(subscription)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {healthy > 0 ? (
        <p className={`px-3.5 py-2.5 text-faint text-xs ${needy.length > 0 ? "border-rule border-t" : ""}`}>
          {needy.length === 0 ? "None. " : ""}
          {needy.length === 0
            ? `${countOf(healthy, "subscription")} without a failure lately.`
            : `${countOf(healthy, "other")} without a failure lately.`}
        </p>
      ) : null}
    </>
  );
}
