"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { formatCount } from "@/lib/client/format";
import type { ReplayCountOut } from "@/lib/contracts/replay";
import { EmptyState } from "../common/EmptyState";
import { QueryState } from "../common/QueryState";
import { Card } from "../ui/Card";
import { Skeleton } from "../ui/Skeleton";
import { ReplayEffect } from "./ReplayEffect";

interface ReplayPreviewCardProps {
  query: UseQueryResult<ReplayCountOut>;
  isAsked: boolean;
  ratePerSecond: number;
}

/** Counted while one chooses; nothing is sent. */
export function ReplayPreviewCard({ query, isAsked, ratePerSecond }: ReplayPreviewCardProps) {
  return (
    <Card title="Would be sent" aside="counted now, nothing is sent">
      {isAsked ? (
        <QueryState query={query} skeleton={<Skeleton className="m-3.5 h-24" />}>
          {(count) =>
            count.total === 0 ? (
              <EmptyState title="Nothing fits.">Choose another state, or a longer time.</EmptyState>
            ) : (
              <div className="p-3.5 text-soft">
                <b className="mb-1 block font-semibold text-figure text-ink tracking-[-0.03em]">
                  {formatCount(count.total)}
                </b>
                <ReplayEffect count={count} ratePerSecond={ratePerSecond} />
              </div>
            )
          }
        </QueryState>
      ) : (
        <EmptyState title="Choose a state or a time first.">
          Without either, everything that was ever sent would go out again.
        </EmptyState>
      )}
    </Card>
  );
}
