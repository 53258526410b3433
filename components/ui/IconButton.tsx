import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

interface IconButtonProps extends ComponentProps<"button"> {
  /** Read aloud, and shown on hover. */
  label: string;
  children: ReactNode;
}

export function IconButton({ label, className, children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={clsx(
        "inline-grid size-7.5 place-items-center rounded-control border border-rule bg-panel text-soft transition-colors duration-150 hover:bg-sunk hover:text-ink",
        className,
      )}
    >
      {children}
    </button>
  );
}
