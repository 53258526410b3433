import { clsx } from "clsx";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";

export type ButtonLook = "primary" | "plain" | "danger" | "quiet";

const BASE =
  "inline-flex items-center justify-center gap-1.5 rounded-control border px-2.75 py-1.25 text-sm font-medium whitespace-nowrap transition-colors duration-150 disabled:opacity-60";
const LOOKS: Record<ButtonLook, string> = {
  primary: "border-accent bg-accent text-on-accent hover:brightness-110",
  plain: "border-rule-strong bg-panel text-ink hover:bg-sunk",
  danger: "border-dead bg-panel text-dead hover:bg-dead-wash",
  quiet: "border-transparent text-soft hover:bg-sunk hover:text-ink",
};

interface Looks {
  look?: ButtonLook;
  children: ReactNode;
}

type ButtonProps = Looks & ComponentProps<"button"> & { busy?: boolean };

/** `busy` keeps its width and refuses a second press. */
export function Button({ look = "plain", busy = false, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={busy || rest.disabled}
      aria-busy={busy || undefined}
      className={clsx(BASE, LOOKS[look], className)}
    >
      {children}
    </button>
  );
}

export function ButtonLink({ look = "plain", className, children, ...rest }: Looks & ComponentProps<typeof Link>) {
  return (
    <Link {...rest} className={clsx(BASE, LOOKS[look], className)}>
      {children}
    </Link>
  );
}
