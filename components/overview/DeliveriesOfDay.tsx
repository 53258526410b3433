import dynamic from "next/dynamic";
import type { DeliverySeriesOut } from "@/lib/contracts/overview";
import { deliveryBars } from "../charts/prepare/delivery-bars";
import { Kpis } from "./Kpis";

const HEIGHT = "h-45";

/** Recharts is the heaviest part of the portal: it comes after the numbers, into a place that is kept for it. */
const DeliveryBarsChart = dynamic(
  () => import("../charts/DeliveryBarsChart").then((module) => module.DeliveryBarsChart),
  {
    ssr: false,
    loading: () => <div className={HEIGHT} />,
  },
);

export function DeliveriesOfDay({ series }: { series: DeliverySeriesOut }) {
  const { totals } = series;
  const isEmpty = totals.delivered + totals.waiting + totals.retrying + totals.dead === 0;
  return (
    <>
      <Kpis totals={totals} />
      <div className={HEIGHT}>
        {isEmpty ? (
          <p className="grid h-full place-items-center text-faint text-sm">No delivery in the last 24 hours.</p>
        ) : (
          <DeliveryBarsChart bars={deliveryBars(series)} bucketMs={series.bucketSeconds * 1_000} />
        )}
      </div>
      <Legend />
    </>
  );
}

function Legend() {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-3.5 pt-1 pb-3 text-faint text-xs">
      <div className="flex flex-wrap gap-x-3.5">
        <Swatch className="border border-ok bg-ok-wash">delivered</Swatch>
        <Swatch className="bg-[repeating-linear-gradient(45deg,var(--color-retry)_0_2px,var(--color-retry-wash)_2px_4px)]">
          waiting, retrying
        </Swatch>
        <Swatch className="bg-dead">dead</Swatch>
      </div>
      <span>by the time they were made, last 24 hours</span>
    </div>
  );
}

function Swatch({ className, children }: { className: string; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.25">
      <i aria-hidden className={`size-2.25 rounded-[2px] ${className}`} />
      {children}
    </span>
  );
}
