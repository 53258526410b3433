import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { formatCount, formatMs, formatShare } from "@/lib/client/format";
import { MOST_COUNTED } from "@/lib/contracts/limits";
import type { DeliverySeriesOut } from "@/lib/contracts/overview";
import { Time } from "../common/Time";

interface KpisProps {
  series: DeliverySeriesOut;
  /** The same time, as lists name it in their address. */
  window: string;
}

/** The time in four numbers, each a link to its rows. */
export function Kpis({ series: { totals, open }, window }: KpisProps) {
  const { delivered, dead, latency } = totals;
  const settled = delivered + dead;
  const waiting = open.waiting + open.retrying;
  return (
    <div className="grid grid-cols-2 border-rule border-b xl:grid-cols-4 [&>*]:border-rule max-xl:[&>*:nth-child(-n+2)]:border-b max-xl:[&>*:nth-child(odd)]:border-r xl:[&>*+*]:border-l">
      <Kpi
        label="Delivered"
        value={formatCount(delivered)}
        href={`/deliveries?status=delivered&window=${window}`}
        tone={settled > 0 && dead === 0 ? "text-ok" : "text-faint"}
      >
        {settled === 0 ? "nothing settled yet" : `${formatShare(delivered, settled)} of what settled`}
      </Kpi>
      <Kpi label="Waiting" value={atLeast(waiting)} href="/deliveries?status=pending" tone="text-faint">
        {waiting === 0 ? "nothing" : <Waiting retrying={open.retrying} oldestAt={open.oldestAt} />}
      </Kpi>
      <Kpi
        label="Dead letters"
        value={atLeast(open.dead)}
        href={`/dead-letters?window=${window}`}
        tone={open.dead > 0 ? "text-dead" : "text-faint"}
      >
        {open.dead > 0 ? "wait for you" : "none"}
      </Kpi>
      <Kpi
        label="Time to receiver, p95"
        value={latency ? formatMs(latency.p95Ms) : "–"}
        href="/subscriptions"
        tone="text-faint"
      >
        {latency ? `p50 ${formatMs(latency.p50Ms)} · p99 ${formatMs(latency.p99Ms)}` : "no attempt yet"}
      </Kpi>
    </div>
  );
}

interface KpiProps {
  label: string;
  value: string;
  href: string;
  tone: string;
  children: ReactNode;
}

function Kpi({ label, value, href, tone, children }: KpiProps) {
  return (
    <Link href={href} className="-outline-offset-2 block px-3.5 py-3 transition-colors duration-150 hover:bg-sunk">
      <span className="block text-faint text-xs">{label}</span>
      <b className="block font-semibold text-kpi tracking-[-0.01em]">{value}</b>
      <span className={clsx("block text-xs", tone)}>{children}</span>
    </Link>
  );
}

function Waiting({ retrying, oldestAt }: { retrying: number; oldestAt: string | null }) {
  return (
    <>
      {retrying > 0 ? <span className="text-retry">{formatCount(retrying)} retrying, </span> : null}
      oldest <Time at={oldestAt} />
    </>
  );
}

/** Counted up to a bound. */
function atLeast(count: number): string {
  return count >= MOST_COUNTED ? `${formatCount(MOST_COUNTED)}+` : formatCount(count);
}
