"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";

// Recharts is the heaviest part of the portal: it comes after the numbers, into a place that is kept for it. The
// options are written out each time because Next reads them from the source.
export const StackedBars = dynamic(() => import("./StackedBars").then((module) => module.StackedBars), { ssr: false });
export const LatencyLines = dynamic(() => import("./LatencyLines").then((module) => module.LatencyLines), {
  ssr: false,
});
export const BacklogArea = dynamic(() => import("./BacklogArea").then((module) => module.BacklogArea), { ssr: false });

/** Above each chart. */
const PADDING = 12;

interface ChartPlaceProps {
  height: number;
  /** At least so high, and what its column leaves room for. */
  fills?: boolean;
  empty: string | null;
  children: ReactNode;
}

/** Keeps the place of a chart; says in a sentence when there is nothing to draw. */
export function ChartPlace({ height, fills = false, empty, children }: ChartPlaceProps) {
  const place = height + PADDING;
  const content =
    empty === null ? (
      children
    ) : (
      <p className="grid h-full place-items-center px-4 text-center text-faint text-sm">{empty}</p>
    );
  if (!fills) return <div style={{ height: place }}>{content}</div>;
  return (
    <div style={{ minHeight: place }} className="relative flex-1">
      {/* Out of the flow: a chart that measures its place must not be what makes it. */}
      <div className="absolute inset-0">{content}</div>
    </div>
  );
}
