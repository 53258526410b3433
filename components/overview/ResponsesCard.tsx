import Link from "next/link";
import { formatCount } from "@/lib/client/format";
import { outcomeTitle, statusLine } from "@/lib/client/sentences";
import type { DeliverySeriesOut } from "@/lib/contracts/overview";
import { Legend, LegendItem, SWATCHES } from "../charts/Legend";
import { ChartPlace, StackedBars } from "../charts/lazy";
import { classOf, type ResultClass, seriesPoints } from "../charts/prepare/series-points";
import type { StackLayer } from "../charts/StackedBars";
import { Card } from "../ui/Card";

const HEIGHT = 128;
const MOST_SHOWN = 5;
const LAYERS: readonly StackLayer[] = [
  { name: "ok", label: "2xx", texture: "wash", tone: "ok" },
  { name: "redirect", label: "3xx", texture: "wash", tone: "wait" },
  { name: "client", label: "4xx", texture: "hatch", tone: "retry" },
  { name: "server", label: "5xx", texture: "solid", tone: "dead" },
  { name: "none", label: "no answer", texture: "cross", tone: "skip" },
];
const SWATCH_OF: Record<ResultClass, string> = {
  ok: SWATCHES.ok,
  redirect: SWATCHES.wait,
  client: SWATCHES.retry,
  server: SWATCHES.dead,
  none: SWATCHES.skip,
};

interface ResponsesCardProps {
  series: DeliverySeriesOut;
  window: string;
  subscriptionId?: string | null;
}

/** What came back, by class over time; the most frequent answers lead to their deliveries. */
export function ResponsesCard({ series, window, subscriptionId = null }: ResponsesCardProps) {
  const results = Object.entries(series.totals.results).sort(([, a], [, b]) => b - a);
  const own = subscriptionId === null ? "" : `&subscriptionId=${subscriptionId}`;
  const more = results.length - MOST_SHOWN;
  return (
    <Card title="What receivers answer">
      <ChartPlace height={HEIGHT} empty={results.length === 0 ? "No attempt in this time." : null}>
        <StackedBars
          points={seriesPoints(series)}
          layers={LAYERS}
          bucketMs={series.bucketSeconds * 1_000}
          height={HEIGHT}
          label={results.map(([result, count]) => `${nameOf(result)}: ${formatCount(count)}`).join(", ")}
        />
      </ChartPlace>
      <Legend>
        {results.slice(0, MOST_SHOWN).map(([result, count]) => (
          <LegendItem
            key={result}
            swatch={SWATCH_OF[classOf(result)]}
            href={`/deliveries?${filterOf(result)}&window=${window}${own}`}
          >
            <span title={nameOf(result)}>{isCode(result) ? result : nameOf(result).toLowerCase()}</span>{" "}
            {formatCount(count)}
          </LegendItem>
        ))}
        {more > 0 ? (
          <li className="inline-flex min-h-6 items-center">
            <Link href={`/deliveries?window=${window}${own}`} className="hover:text-ink hover:underline">
              {more} more
            </Link>
          </li>
        ) : null}
      </Legend>
    </Card>
  );
}

const isCode = (result: string) => /^\d{3}$/.test(result);
const nameOf = (result: string) => (isCode(result) ? statusLine(Number(result)) : outcomeTitle(result, null));
const filterOf = (result: string) => (isCode(result) ? `code=${result}` : `outcome=${result}`);
