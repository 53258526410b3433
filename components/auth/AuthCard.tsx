import type { ReactNode } from "react";
import { Brand } from "../shell/Brand";

/** The frame of the pages before the portal. */
export function AuthCard({ title, lead, children }: { title: string; lead: ReactNode; children?: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-6 text-[1.0625rem]">
          <Brand />
        </div>
        <h1 className="font-semibold text-title tracking-[-0.01em]">{title}</h1>
        <div className="mt-1 mb-6 text-soft">{lead}</div>
        {children}
      </div>
    </main>
  );
}
