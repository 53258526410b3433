import { formatMs } from "@/lib/client/format";
import type { DeliverySeriesOut } from "@/lib/contracts/overview";
import { Legend } from "../charts/Legend";
import { ChartPlace, LatencyLines } from "../charts/lazy";
import { seriesPoints } from "../charts/prepare/series-points";
import { Card } from "../ui/Card";

const HEIGHT = 128;
const STROKES = [
  { key: "p50Ms", label: "p50", dash: "none" },
  { key: "p95Ms", label: "p95", dash: "6 3" },
  { key: "p99Ms", label: "p99", dash: "1.5 3" },
] as const;

/** How long receivers take. */
export function LatencyCard({ series }: { series: DeliverySeriesOut }) {
  const { latency } = series.totals;
  const sentence = latency
    ? `Half of the attempts took at most ${formatMs(latency.p50Ms)}, 95 % at most ${formatMs(latency.p95Ms)}, 99 % at most ${formatMs(latency.p99Ms)}.`
    : "No attempt was made.";
  return (
    <Card title="Time to receiver">
      <ChartPlace height={HEIGHT} empty={latency ? null : "No attempt in this time."}>
        <LatencyLines
          points={seriesPoints(series)}
          bucketMs={series.bucketSeconds * 1_000}
          height={HEIGHT}
          label={sentence}
        />
      </ChartPlace>
      <Legend>
        {STROKES.map(({ key, label, dash }) => (
          <li key={key} className="inline-flex min-h-6 items-center gap-1.5">
            <svg aria-hidden width="16" height="2" className="text-wait">
              <path d="M0 1h16" stroke="currentColor" strokeWidth="1.8" strokeDasharray={dash} />
            </svg>
            {label} {latency ? formatMs(latency[key]) : "–"}
          </li>
        ))}
      </Legend>
    </Card>
  );
}
