import Link from "next/link";
import type { ReactNode } from "react";

interface PageHeaderProps {
  title: ReactNode;
  /** The list that this page belongs to. */
  parent?: { href: string; label: string; here: ReactNode };
  /** Beside the title: state, liveness. */
  beside?: ReactNode;
  /** At the right: what can be done. One of them primary. */
  actions?: ReactNode;
}

export function PageHeader({ title, parent, beside, actions }: PageHeaderProps) {
  return (
    <div className="mb-3.5">
      {parent ? (
        <nav aria-label="Breadcrumb" className="mb-1 flex items-center gap-1 text-faint text-xs">
          <Link href={parent.href} className="hover:text-ink hover:underline">
            {parent.label}
          </Link>
          <span aria-hidden>/</span>
          {parent.here}
        </nav>
      ) : null}
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 break-words font-semibold text-title tracking-[-0.01em]">{title}</h1>
        {beside}
        {actions ? <div className="flex flex-wrap items-center gap-2 sm:ml-auto sm:gap-3">{actions}</div> : null}
      </div>
    </div>
  );
}
