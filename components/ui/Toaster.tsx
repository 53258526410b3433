"use client";

import { clsx } from "clsx";
import { X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { dismissToast, readToasts, subscribeToasts, type Toast } from "@/lib/client/toast";

const NONE: readonly Toast[] = [];

/** What just happened, in the corner and read aloud. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToasts, readToasts, () => NONE);
  return (
    <div role="status" className="fixed right-4 bottom-4 left-4 z-40 flex flex-col items-end gap-2 sm:left-auto">
      {toasts.map(({ id, text, tone }) => (
        <div
          key={id}
          className={clsx(
            "appear flex max-w-sm items-start gap-3 rounded-panel border bg-panel px-3.5 py-2.5 text-sm",
            tone === "dead" ? "border-dead text-dead" : "border-rule-strong",
          )}
        >
          <span>{text}</span>
          <button
            type="button"
            aria-label="Dismiss"
            onClick={() => dismissToast(id)}
            className="mt-0.75 text-faint hover:text-ink"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </div>
      ))}
    </div>
  );
}
