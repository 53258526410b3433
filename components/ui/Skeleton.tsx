import { clsx } from "clsx";

/** Holds the place of something that is on its way. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx("breathe block rounded-tag bg-rule", className)} />;
}
