import { formatCount } from "@/lib/client/format";
import type { DeliverySeriesOut } from "@/lib/contracts/overview";
import { Legend, LegendItem, SWATCHES } from "../charts/Legend";
import { BacklogArea, ChartPlace } from "../charts/lazy";
import { seriesPoints } from "../charts/prepare/series-points";
import { Card } from "../ui/Card";

const HEIGHT = 128;

interface BacklogCardProps {
  series: DeliverySeriesOut;
  /** Of one subscription; null: all. */
  subscriptionId?: string | null;
}

/** How much waited, and how much waits now. */
export function BacklogCard({ series, subscriptionId = null }: BacklogCardProps) {
  const known = series.buckets.flatMap(({ backlog }) => (backlog === null ? [] : [backlog]));
  const now = series.open.waiting + series.open.retrying;
  const most = Math.max(now, ...known);
  return (
    <Card title="Backlog">
      <ChartPlace height={HEIGHT} empty={known.length === 0 ? "Counted once a minute while a worker runs." : null}>
        <BacklogArea
          points={seriesPoints(series)}
          bucketMs={series.bucketSeconds * 1_000}
          height={HEIGHT}
          label={`At most ${formatCount(most)} deliveries waited; ${formatCount(now)} wait now.`}
        />
      </ChartPlace>
      <Legend aside={`at most ${formatCount(most)}`}>
        <LegendItem
          swatch={SWATCHES.retry}
          href={`/deliveries?status=pending${subscriptionId === null ? "" : `&subscriptionId=${subscriptionId}`}`}
        >
          waiting now {formatCount(now)}
        </LegendItem>
      </Legend>
    </Card>
  );
}
