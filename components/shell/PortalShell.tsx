import type { ReactNode } from "react";
import { Header } from "./Header";
import { Sidebar } from "./Sidebar";

/** The frame of every page: areas at the left, scope and north star above. */
export function PortalShell({ children }: { children: ReactNode }) {
  return (
    <>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-panel focus:px-3 focus:py-2"
      >
        Skip to content
      </a>
      <div className="min-h-dvh md:grid md:grid-cols-[13.5rem_minmax(0,1fr)]">
        <Sidebar />
        <div className="min-w-0">
          <Header />
          <main id="main" className="max-w-310 px-3.5 pt-4 pb-15 md:px-6 md:pt-5.5">
            {children}
          </main>
        </div>
      </div>
    </>
  );
}
