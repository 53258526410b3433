import type { AttemptOut } from "@/lib/contracts/attempt";

export interface Phase {
  name: string;
  ms: number;
  colour: string;
}

/** Beyond this many times the attempt itself, the wait in our queue would leave no room for the rest of the bar. */
const MOST_QUEUE = 3;

/**
 * Where the time of an attempt went, in order; phases that did not happen (a reused connection has no DNS, connect
 * and TLS) are left out. An attempt that never got a first byte waited for it to the end.
 */
export function timingPhases({ timings, durationMs }: Pick<AttemptOut, "timings" | "durationMs">): Phase[] {
  const { queueMs, dnsMs, connectMs, tlsMs, firstByteMs } = timings;
  const opened = (dnsMs ?? 0) + (connectMs ?? 0) + (tlsMs ?? 0);
  const rest = Math.max(durationMs - opened, 0);
  const waiting = firstByteMs === null ? rest : Math.min(Math.max(firstByteMs - opened, 0), rest);
  const phases: (Phase | null)[] = [
    queueMs === null ? null : { name: "queue", ms: queueMs, colour: "bg-rule-strong" },
    dnsMs === null ? null : { name: "DNS", ms: dnsMs, colour: "bg-skip" },
    connectMs === null ? null : { name: "connect", ms: connectMs, colour: "bg-wait" },
    tlsMs === null ? null : { name: "TLS", ms: tlsMs, colour: "bg-accent" },
    { name: firstByteMs === null ? "waiting, no answer" : "first byte", ms: waiting, colour: "bg-retry" },
    firstByteMs === null ? null : { name: "body", ms: rest - waiting, colour: "bg-ok" },
  ];
  return phases.filter((phase) => phase !== null);
}

/** What the bar draws: without a wait in the queue that would squeeze all else. */
export function drawnPhases(attempt: Pick<AttemptOut, "timings" | "durationMs">): Phase[] {
  const most = Math.max(attempt.durationMs, 1) * MOST_QUEUE;
  return timingPhases(attempt).filter(({ name, ms }) => name !== "queue" || ms <= most);
}
