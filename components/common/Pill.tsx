import { clsx } from "clsx";
import type { ReactNode } from "react";

export type Tone = "ok" | "retry" | "dead" | "wait" | "skip";

const TONES: Record<Tone, string> = {
  ok: "text-ok bg-ok-wash",
  retry: "text-retry bg-retry-wash",
  dead: "text-dead bg-dead-wash",
  wait: "text-wait bg-wait-wash",
  skip: "text-skip bg-sunk",
};

/** A sign and a word on a wash of the same colour. */
export function Pill({ tone, sign, children }: { tone: Tone; sign: string; children: ReactNode }) {
  return (
    <span
      className={clsx(
        "inline-flex items-center gap-1.5 whitespace-nowrap rounded-tag px-1.75 py-px font-medium text-mono",
        TONES[tone],
      )}
    >
      <PillSign sign={sign} />
      {children}
    </span>
  );
}

/** Drawn, not typed: fonts disagree about the size of these characters. */
function PillSign({ sign }: { sign: string }) {
  return (
    <svg aria-hidden width="9" height="9" viewBox="0 0 10 10" fill="none" stroke="currentColor" strokeWidth="1.7">
      {PATHS[sign] ?? PATHS["–"]}
    </svg>
  );
}

const PATHS: Record<string, ReactNode> = {
  "●": <circle cx="5" cy="5" r="4.6" fill="currentColor" stroke="none" />,
  "○": <circle cx="5" cy="5" r="4" />,
  "◐": (
    <>
      <circle cx="5" cy="5" r="4" />
      <path d="M5 1a4 4 0 0 0 0 8z" fill="currentColor" stroke="none" />
    </>
  ),
  "■": <path d="M0.8 0.8h8.4v8.4h-8.4z" fill="currentColor" stroke="none" />,
  "×": <path d="M1.2 1.2l7.6 7.6M8.800 1.2l-7.6 7.6" />,
  "‖": <path d="M3 1v8M7 1v8" />,
  "–": <path d="M0.5 5h9" />,
};
