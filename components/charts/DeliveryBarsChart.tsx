"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { countOf, formatClock, formatCount } from "@/lib/client/format";
import type { DeliveryBar } from "./prepare/delivery-bars";

const HEIGHT = 168;
const MOST_BAR_WIDTH = 22;

/** Delivered at the bottom, open hatched above it, dead on top: told apart by texture as well as by colour. */
export function DeliveryBarsChart({ bars, bucketMs }: { bars: DeliveryBar[]; bucketMs: number }) {
  return (
    <div role="img" aria-label={sentence(bars)} className="px-1 pt-3 text-faint">
      <ResponsiveContainer width="100%" height={HEIGHT}>
        <BarChart
          data={bars}
          margin={{ top: 4, right: 12, bottom: 0, left: 0 }}
          barCategoryGap={2}
          maxBarSize={MOST_BAR_WIDTH}
          accessibilityLayer={false}
        >
          <defs>
            <pattern id="open-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="5" height="5" fill="var(--color-retry-wash)" />
              <rect width="2.4" height="5" fill="var(--color-retry)" />
            </pattern>
          </defs>
          <CartesianGrid vertical={false} stroke="var(--color-rule)" />
          <XAxis
            dataKey="at"
            tickFormatter={(at: number) => formatClock(at).slice(0, 5)}
            minTickGap={56}
            tickLine={false}
            axisLine={{ stroke: "var(--color-rule-strong)" }}
            tick={{ fill: "currentColor", fontSize: 11 }}
          />
          <YAxis
            width={36}
            allowDecimals={false}
            tickLine={false}
            axisLine={false}
            tick={{ fill: "currentColor", fontSize: 11 }}
            tickFormatter={compact}
          />
          <Tooltip
            cursor={{ fill: "var(--color-sunk)" }}
            isAnimationActive={false}
            content={({ active, payload }) => {
              const bar = payload?.[0]?.payload as DeliveryBar | undefined;
              return active && bar ? <BarTooltip bar={bar} bucketMs={bucketMs} /> : null;
            }}
          />
          <Bar
            dataKey="delivered"
            stackId="all"
            fill="var(--color-ok-wash)"
            stroke="var(--color-ok)"
            isAnimationActive={false}
          />
          <Bar
            dataKey="open"
            stackId="all"
            fill="url(#open-hatch)"
            stroke="var(--color-retry)"
            isAnimationActive={false}
          />
          <Bar
            dataKey="dead"
            stackId="all"
            fill="var(--color-dead)"
            stroke="var(--color-dead)"
            isAnimationActive={false}
          />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

function BarTooltip({ bar, bucketMs }: { bar: DeliveryBar; bucketMs: number }) {
  return (
    <div className="rounded-control border border-rule-strong bg-panel px-3 py-2 text-ink text-xs">
      <div className="mb-1 font-medium">
        {formatClock(bar.at).slice(0, 5)} to {formatClock(bar.at + bucketMs).slice(0, 5)}
      </div>
      <div className="text-ok">{formatCount(bar.delivered)} delivered</div>
      <div className="text-retry">{formatCount(bar.open)} waiting or retrying</div>
      <div className="text-dead">{formatCount(bar.dead)} dead</div>
    </div>
  );
}

const compact = (count: number) => new Intl.NumberFormat("en", { notation: "compact" }).format(count);

function sentence(bars: readonly DeliveryBar[]): string {
  const total = (name: "delivered" | "open" | "dead") => bars.reduce((sum, bar) => sum + bar[name], 0);
  return `${countOf(total("delivered"), "delivery", "deliveries")} delivered, ${formatCount(total("open"))} waiting or retrying, ${formatCount(total("dead"))} dead.`;
}
