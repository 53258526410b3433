import { clsx } from "clsx";
import type { ReactNode } from "react";

interface CardProps {
  title?: ReactNode;
  /** At the right of the title. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

export function Card({ title, aside, className, children }: CardProps) {
  return (
    <section className={clsx("min-w-0 overflow-hidden rounded-panel border border-rule bg-panel", className)}>
      {title ? (
        <header className="flex min-h-9.5 flex-wrap items-center justify-between gap-x-3 gap-y-1 border-rule border-b px-3.5 py-2.25">
          <h2 className="font-semibold text-sm">{title}</h2>
          {aside ? <div className="text-faint text-xs">{aside}</div> : null}
        </header>
      ) : null}
      {children}
    </section>
  );
}
