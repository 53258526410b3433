import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { formatCount, formatRelative } from "@/lib/client/format";
import { useNow } from "@/lib/client/hooks/use-now";
import type { DeliverySeriesOut } from "@/lib/contracts/overview";

type Totals = DeliverySeriesOut["totals"];

/** The last 24 hours in four numbers, each a link to its rows. */
export function Kpis({ totals }: { totals: Totals }) {
  const { delivered, waiting, retrying, dead } = totals;
  const settled = delivered + dead;
  return (
    <div className="grid grid-cols-2 border-rule border-b xl:grid-cols-4 [&>*]:border-rule max-xl:[&>*:nth-child(-n+2)]:border-b max-xl:[&>*:nth-child(odd)]:border-r xl:[&>*+*]:border-l">
      <Kpi
        label="Delivered"
        value={delivered}
        href="/deliveries?status=delivered&window=24h"
        tone={settled > 0 && dead === 0 ? "text-ok" : "text-faint"}
      >
        {settled === 0 ? "nothing settled yet" : `${percent(delivered, settled)} of settled`}
      </Kpi>
      <Kpi label="Waiting" value={waiting} href="/deliveries?status=pending&window=24h">
        <Oldest totals={totals} />
      </Kpi>
      <Kpi
        label="Retrying"
        value={retrying}
        href="/deliveries?status=pending&window=24h"
        tone={retrying > 0 ? "text-retry" : "text-faint"}
      >
        {retrying > 0 ? "failed at least once" : "none"}
      </Kpi>
      <Kpi
        label="Dead letters"
        value={dead}
        href="/dead-letters?window=24h"
        tone={dead > 0 ? "text-dead" : "text-faint"}
      >
        {dead > 0 ? "wait for you" : "none"}
      </Kpi>
    </div>
  );
}

interface KpiProps {
  label: string;
  value: number;
  href: string;
  tone?: string;
  children: ReactNode;
}

function Kpi({ label, value, href, tone = "text-faint", children }: KpiProps) {
  return (
    <Link href={href} className="-outline-offset-2 block px-3.5 py-3 transition-colors duration-150 hover:bg-sunk">
      <span className="block text-faint text-xs">{label}</span>
      <b className="block font-semibold text-kpi tracking-[-0.01em]">{formatCount(value)}</b>
      <span className={clsx("block text-xs", tone)}>{children}</span>
    </Link>
  );
}

function Oldest({ totals: { oldestOpenAt } }: { totals: Totals }) {
  const now = useNow();
  if (oldestOpenAt === null) return "none";
  return now === null ? "" : `oldest from ${formatRelative(Date.parse(oldestOpenAt), now)}`;
}

/** Never rounded up to 100 when something is missing. */
function percent(part: number, whole: number): string {
  const exact = (part / whole) * 100;
  return `${part < whole ? Math.min(exact, 99.99).toFixed(2) : "100"} %`;
}
