import type { DeliverySeriesOut, StateCounts } from "@/lib/contracts/overview";

export interface DeliveryBar extends StateCounts {
  /** Milliseconds at which the bucket begins. */
  at: number;
  /** Waiting and retrying together: what is not settled. */
  open: number;
}

/** One bar per bucket of the range, so that equal times are equally far apart; a bucket without deliveries is empty. */
export function deliveryBars({ from, to, bucketSeconds, buckets }: DeliverySeriesOut): DeliveryBar[] {
  const step = bucketSeconds * 1_000;
  const known = new Map(buckets.map((bucket) => [Date.parse(bucket.at), bucket]));
  const first = Math.floor(Date.parse(from) / step) * step;
  const count = Math.floor((Date.parse(to) - first) / step) + 1;
  return Array.from({ length: count }, (_, index) => toBar(first + index * step, known.get(first + index * step)));
}

function toBar(at: number, counts: StateCounts = { delivered: 0, waiting: 0, retrying: 0, dead: 0 }): DeliveryBar {
  const { delivered, waiting, retrying, dead } = counts;
  return { at, delivered, waiting, retrying, dead, open: waiting + retrying };
}
