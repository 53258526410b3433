"use client";

import { Check, Copy } from "lucide-react";
import { useCopy } from "@/lib/client/hooks/use-copy";

/** Copies a text; says so for a moment. `label` names what is copied. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { copied, copy } = useCopy();
  return (
    <button
      type="button"
      aria-label={copied ? "Copied" : `Copy ${label}`}
      title={copied ? "Copied" : `Copy ${label}`}
      onClick={() => copy(text)}
      className="relative z-10 -my-1 inline-grid size-6 shrink-0 place-items-center rounded-tag text-faint hover:bg-rule hover:text-ink"
    >
      {copied ? <Check aria-hidden className="size-3 text-ok" /> : <Copy aria-hidden className="size-3" />}
    </button>
  );
}
