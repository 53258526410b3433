import Link from "next/link";
import type { ReactNode } from "react";
import { formatCount, formatMs, formatShare } from "@/lib/client/format";
import type { SubscriptionHealthOut } from "@/lib/contracts/lane-health";

interface HealthFactsProps {
  health: SubscriptionHealthOut;
  subscriptionId: string;
}

/** The last minutes in figures, each a link to its rows. */
export function HealthFacts({ health, subscriptionId }: HealthFactsProps) {
  const { attempts, latency, backlog, concurrency, settledPerSecond } = health;
  const own = `/deliveries?subscriptionId=${subscriptionId}`;
  const mark = backlog.isEstimated ? "about " : "";
  return (
    <dl className="grid grid-cols-2 sm:grid-cols-3 xl:grid-cols-6 [&>*]:border-rule [&>*]:px-3.5 [&>*]:py-2.5 max-sm:[&>*:nth-child(-n+4)]:border-b sm:max-xl:[&>*:nth-child(-n+3)]:border-b xl:[&>*+*]:border-l">
      <Fact label="Success" href={`${own}&window=1h`} note={`${formatCount(attempts.total)} attempts lately`}>
        {attempts.successRate === null ? "–" : formatShare(attempts.succeeded, attempts.total)}
      </Fact>
      <Fact
        label="Endpoint, p95"
        href={`${own}&window=1h`}
        note={latency.queue ? `our queue, p95 ${formatMs(latency.queue.p95Ms)}` : "no attempt lately"}
      >
        {latency.endpoint ? formatMs(latency.endpoint.p95Ms) : "–"}
      </Fact>
      <Fact label="Waiting" href={`${own}&status=pending`} note="due now">
        {mark}
        {formatCount(backlog.waiting)}
      </Fact>
      <Fact label="Retries ahead" href={`${own}&status=pending`} note="due later">
        {mark}
        {formatCount(backlog.scheduled + backlog.held)}
      </Fact>
      <Fact
        label="In flight"
        href={`${own}&status=pending`}
        note={`up to ${concurrency.limit} of ${concurrency.max} at once`}
      >
        {formatCount(concurrency.now)}
      </Fact>
      <Fact label="Rate" href={own} note="settled a second">
        {settledPerSecond < 10 ? settledPerSecond.toFixed(1) : formatCount(Math.round(settledPerSecond))}
      </Fact>
    </dl>
  );
}

interface FactProps {
  label: string;
  href: string;
  note: string;
  children: ReactNode;
}

function Fact({ label, href, note, children }: FactProps) {
  return (
    <div>
      <dt className="text-faint text-xs">{label}</dt>
      <dd>
        <Link href={href} className="block font-semibold text-kpi tracking-[-0.01em] hover:underline">
          {children}
        </Link>
        <span className="block text-faint text-xs">{note}</span>
      </dd>
    </div>
  );
}
