"use client";

import { useRouter } from "next/navigation";
import { countOf, formatCount } from "@/lib/client/format";
import type { DeliverySeriesOut } from "@/lib/contracts/overview";
import { Legend, LegendItem, SWATCHES } from "../charts/Legend";
import { ChartPlace, StackedBars } from "../charts/lazy";
import { seriesPoints } from "../charts/prepare/series-points";
import type { StackLayer } from "../charts/StackedBars";

const HEIGHT = 168;
const LAYERS: readonly StackLayer[] = [
  { name: "delivered", label: "delivered", texture: "wash", tone: "ok" },
  { name: "failed", label: "failed, tried again", texture: "hatch", tone: "retry" },
  { name: "dead", label: "dead", texture: "solid", tone: "dead" },
];

interface DeliveriesChartProps {
  series: DeliverySeriesOut;
  /** The same time, as lists name it in their address. */
  window: string;
  /** Of one subscription; null: all. */
  subscriptionId?: string | null;
  /** As tall as its column leaves room; else of its own height. */
  fills?: boolean;
}

/** Attempts by what became of them, over time. A bar leads to the deliveries of its time. */
export function DeliveriesChart({ series, window, subscriptionId = null, fills = false }: DeliveriesChartProps) {
  const router = useRouter();
  const { totals, bucketSeconds } = series;
  const bucketMs = bucketSeconds * 1_000;
  const own = subscriptionId === null ? "" : `&subscriptionId=${subscriptionId}`;
  const attempts = totals.delivered + totals.failed + totals.dead;
  const open = (at: number) => {
    const [after, before] = [at, at + bucketMs].map((ms) => new Date(ms).toISOString());
    router.push(`/deliveries?after=${after}&before=${before}${own}`);
  };
  return (
    <>
      <ChartPlace height={HEIGHT} fills={fills} empty={attempts === 0 ? "Nothing was sent in this time." : null}>
        <StackedBars
          points={seriesPoints(series)}
          layers={LAYERS}
          bucketMs={bucketMs}
          height={fills ? "100%" : HEIGHT}
          label={`${countOf(totals.delivered, "delivery", "deliveries")} arrived, ${formatCount(totals.failed)} attempts failed and are tried again, ${formatCount(totals.dead)} are dead.`}
          onOpen={open}
        />
      </ChartPlace>
      <Legend aside={<Throughput series={series} />}>
        <LegendItem swatch={SWATCHES.ok} href={`/deliveries?status=delivered&window=${window}${own}`}>
          delivered {formatCount(totals.delivered)}
        </LegendItem>
        <LegendItem swatch={SWATCHES.retry} href={`/deliveries?status=pending${own}`}>
          failed, tried again {formatCount(totals.failed)}
        </LegendItem>
        <LegendItem swatch={SWATCHES.dead} href={`/deliveries?status=dead&window=${window}${own}`}>
          dead {formatCount(totals.dead)}
        </LegendItem>
      </Legend>
    </>
  );
}

/** Events in, and the busiest time's rate. */
function Throughput({ series: { totals, buckets, bucketSeconds } }: { series: DeliverySeriesOut }) {
  const most = Math.max(0, ...buckets.map(({ delivered, failed, dead }) => delivered + failed + dead)) / bucketSeconds;
  const rate =
    most === 0 ? null : `at most ${most < 1 ? most.toFixed(2) : formatCount(Math.round(most))} attempts a second`;
  return <>{[totals.events === null ? null : countOf(totals.events, "event"), rate].filter(Boolean).join(" · ")}</>;
}
