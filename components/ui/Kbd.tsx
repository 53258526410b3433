import type { ReactNode } from "react";

export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className="font-mono text-[0.6875rem] text-inherit">{children}</kbd>;
}
