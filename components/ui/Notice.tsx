import { clsx } from "clsx";
import type { ReactNode } from "react";

interface NoticeProps {
  tone: "ok" | "dead" | "retry" | "wait";
  children: ReactNode;
}

const TONES: Record<NoticeProps["tone"], string> = {
  ok: "border-ok bg-ok-wash text-ok",
  dead: "border-dead bg-dead-wash text-dead",
  retry: "border-retry bg-retry-wash text-retry",
  wait: "border-wait bg-wait-wash text-wait",
};

/** A sentence that must not be missed. A bad one is announced at once. */
export function Notice({ tone, children }: NoticeProps) {
  return (
    <div
      role={tone === "dead" ? "alert" : "status"}
      className={clsx("mb-4.5 rounded-control border px-3 py-2 text-sm", TONES[tone])}
    >
      {children}
    </div>
  );
}
