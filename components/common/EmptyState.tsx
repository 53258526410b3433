import type { ReactNode } from "react";

interface EmptyStateProps {
  /** What is so, as a sentence. */
  title: string;
  /** What to do next. */
  children?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="px-4 py-10 text-center">
      <svg
        aria-hidden
        width="72"
        height="12"
        viewBox="0 0 72 12"
        className="mx-auto mb-4"
        fill="none"
        stroke="var(--color-field-rule)"
        strokeWidth="1.4"
      >
        <path d="M11 6h18M43 6h18" strokeDasharray="2 4" />
        <circle cx="6" cy="6" r="4" />
        <circle cx="36" cy="6" r="4" />
        <circle cx="66" cy="6" r="4" />
      </svg>
      <p className="font-medium">{title}</p>
      {children ? <div className="mx-auto mt-1 max-w-md text-soft text-sm">{children}</div> : null}
      {action ? <div className="mt-4 flex justify-center gap-3">{action}</div> : null}
    </div>
  );
}
