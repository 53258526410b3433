import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";

/** The one link of a row; it covers the whole row, so that a click anywhere opens it. */
export function RowLink({ href, className, children }: { href: string; className?: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      // Fifty rows would be fifty requests for pages that are hardly ever opened.
      prefetch={false}
      data-row-link
      className={clsx(
        "font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2",
        className,
      )}
    >
      {children}
    </Link>
  );
}
