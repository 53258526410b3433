"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useKey, useShortcut } from "@/lib/client/hooks/use-key";
import { Kbd } from "../ui/Kbd";

/** Neither is loaded before it is opened for the first time. */
const CommandPalette = dynamic(() => import("./CommandPalette").then((module) => module.CommandPalette), {
  ssr: false,
});
const KeyHelp = dynamic(() => import("./KeyHelp").then((module) => module.KeyHelp), { ssr: false });

/** The way to everything: a field that opens the palette, and the keys that work on every page. */
export function CommandBar() {
  const [open, setOpen] = useState<"palette" | "keys" | null>(null);
  useShortcut("k", () => setOpen("palette"));
  useKey("?", () => setOpen("keys"));
  useKey("/", focusSearch);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen("palette")}
        className="inline-flex min-h-7.5 items-center gap-6.5 rounded-control border border-rule bg-panel px-2.5 text-faint text-sm hover:bg-sunk hover:text-ink"
      >
        <span className="max-lg:sr-only">Search or jump to</span>
        <Search aria-hidden className="size-3.75 lg:hidden" />
        <span aria-hidden className="max-sm:hidden">
          <Kbd>Ctrl K</Kbd>
        </span>
      </button>
      {open === "palette" ? <CommandPalette onClose={() => setOpen(null)} /> : null}
      {open === "keys" ? <KeyHelp onClose={() => setOpen(null)} /> : null}
    </>
  );
}

/** The first text filter of the list on this page. */
function focusSearch(): void {
  document.querySelector<HTMLElement>("main search input")?.focus();
}
