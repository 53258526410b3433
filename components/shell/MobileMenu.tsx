"use client";

import { MenuIcon } from "lucide-react";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { AreaNav } from "./AreaNav";
import { Brand } from "./Brand";

/** On a phone the areas are a sheet; it closes when a page was chosen. */
export function MobileMenu() {
  const dialog = useRef<HTMLDialogElement>(null);
  const pathname = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path is what closes it
  useEffect(() => dialog.current?.close(), [pathname]);
  return (
    <div className="md:hidden">
      <button
        type="button"
        aria-label="Areas"
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
        className="inline-grid size-7.5 place-items-center rounded-control border border-rule bg-panel text-soft"
      >
        <MenuIcon aria-hidden className="size-4" />
      </button>
      <dialog
        ref={dialog}
        aria-label="Areas"
        className="appear m-0 h-dvh max-h-none w-64 border-rule border-r bg-sunk px-2 py-3 text-ink"
      >
        <div className="mb-2.5 flex items-center justify-between px-2 py-1">
          <Brand />
          <button
            type="button"
            onClick={() => dialog.current?.close()}
            className="rounded-tag px-2 py-0.5 text-soft text-sm"
          >
            Close
          </button>
        </div>
        <AreaNav />
      </dialog>
    </div>
  );
}
