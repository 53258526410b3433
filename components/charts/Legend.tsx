import Link from "next/link";
import type { ReactNode } from "react";

export function Legend({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-3.5 pt-1.5 pb-3 text-faint text-xs">
      <ul className="flex flex-wrap gap-x-3.5 gap-y-1">{children}</ul>
      {aside ? <span>{aside}</span> : null}
    </div>
  );
}

interface LegendItemProps {
  /** The look of the swatch; the same texture as in the chart. */
  swatch: string;
  href?: string;
  children: ReactNode;
}

export function LegendItem({ swatch, href, children }: LegendItemProps) {
  const content = (
    <>
      <i aria-hidden className={`size-2.25 shrink-0 rounded-[2px] ${swatch}`} />
      {children}
    </>
  );
  const look = "inline-flex min-h-6 items-center gap-1.25";
  return (
    <li>
      {href ? (
        <Link href={href} className={`${look} hover:text-ink hover:underline`}>
          {content}
        </Link>
      ) : (
        <span className={look}>{content}</span>
      )}
    </li>
  );
}

/** Swatches of the textures, by tone. */
export const SWATCHES = {
  ok: "border border-ok bg-ok-wash",
  retry: "bg-[repeating-linear-gradient(45deg,var(--color-retry)_0_2px,var(--color-retry-wash)_2px_4px)]",
  dead: "bg-dead",
  wait: "border border-wait bg-wait-wash",
  skip: "bg-[repeating-linear-gradient(90deg,var(--color-skip)_0_2px,var(--color-sunk)_2px_4px)]",
} as const;
