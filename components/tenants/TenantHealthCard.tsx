"use client";

import type { ReactNode } from "react";
import { formatCount, formatMs } from "@/lib/client/format";
import { outcomeTitle } from "@/lib/client/sentences";
import type { TenantHealthOut } from "@/lib/contracts/lane-health";
import { Time } from "../common/Time";
import { Card } from "../ui/Card";

/** How the tenant did in the last minutes, and what waits now. */
export function TenantHealthCard({ health }: { health: TenantHealthOut }) {
  const { attempts, latency, backlog, inFlight } = health;
  const least = backlog.isAtLeast ? "at least " : "";
  return (
    <Card
      title="Health"
      aside={
        attempts.since ? (
          <>
            since <Time at={attempts.since} />
          </>
        ) : (
          "nothing was sent in the last minutes"
        )
      }
    >
      <dl className="grid grid-cols-2 lg:grid-cols-4">
        <Figure
          name="Attempts succeeded"
          value={attempts.successRate === null ? "–" : `${(attempts.successRate * 100).toFixed(2)} %`}
          note={`${formatCount(attempts.succeeded)} of ${formatCount(attempts.total)}`}
          isBad={attempts.successRate !== null && attempts.successRate < 0.99}
        />
        <Figure
          name="Endpoints answer in, p95"
          value={latency.endpoint ? formatMs(latency.endpoint.p95Ms) : "–"}
          note={latency.endpoint ? `p50 ${formatMs(latency.endpoint.p50Ms)}` : "no answer yet"}
        />
        <Figure
          name="Waiting"
          value={`${least}${formatCount(backlog.waiting + backlog.unrouted)}`}
          note={`${formatCount(inFlight)} in flight, ${formatCount(backlog.retrying)} retrying`}
        />
        <Figure
          name="Dead letters"
          value={`${least}${formatCount(backlog.dead)}`}
          note={latency.queue ? `our own queue, p95 ${formatMs(latency.queue.p95Ms)}` : "–"}
          isBad={backlog.dead > 0}
        />
      </dl>
      <Errors errors={attempts.errors} />
    </Card>
  );
}

interface FigureProps {
  name: string;
  value: ReactNode;
  note: ReactNode;
  isBad?: boolean;
}

function Figure({ name, value, note, isBad = false }: FigureProps) {
  return (
    <div className="border-rule border-r px-3.5 py-3 last:border-r-0 max-lg:even:border-r-0 max-lg:nth-[-n+2]:border-b">
      <dt className="text-faint text-xs">{name}</dt>
      <dd className={`font-semibold text-kpi tracking-[-0.01em] ${isBad ? "text-dead" : ""}`}>{value}</dd>
      <dd className="text-faint text-xs">{note}</dd>
    </div>
  );
}

function Errors({ errors }: { errors: Record<string, number> }) {
  const sorted = Object.entries(errors).sort(([, a], [, b]) => b - a);
  if (sorted.length === 0) return null;
  return (
    <p className="border-rule border-t px-3.5 py-2.25 text-soft text-sm">
      Failed: {sorted.map(([outcome, count]) => `${errorTitle(outcome)}, ${formatCount(count)}`).join("; ")}.
    </p>
  );
}

function errorTitle(outcome: string): string {
  return outcome === "http_status" ? "Answered with an error" : outcomeTitle(outcome, null);
}
