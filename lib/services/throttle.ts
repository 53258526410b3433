import type { Clock } from "@/lib/clock";

export interface Throttle {
  /** Seconds to wait before the next try; 0 when it may be made now. */
  waitSeconds(key: string): number;
  /** Counts a try that failed. */
  fail(key: string): void;
  forget(key: string): void;
}

interface Window {
  failures: number;
  endsAt: number;
}

const MAX_KEYS = 10_000;

/** So many failures in a window, counted in this process; a full table starts over (fail open: argon2 still costs). */
export function createThrottle(
  clock: Pick<Clock, "monotonic">,
  { limit, windowMs }: { limit: number; windowMs: number },
): Throttle {
  const windows = new Map<string, Window>();
  const current = (key: string) => {
    const found = windows.get(key);
    return found && found.endsAt > clock.monotonic() ? found : null;
  };
  return {
    waitSeconds(key) {
      const open = current(key);
      return open && open.failures >= limit ? Math.ceil((open.endsAt - clock.monotonic()) / 1_000) : 0;
    },
    fail(key) {
      const open = current(key) ?? { failures: 0, endsAt: clock.monotonic() + windowMs };
      if (windows.size >= MAX_KEYS) windows.clear();
      windows.set(key, { ...open, failures: open.failures + 1 });
    },
    forget: (key) => void windows.delete(key),
  };
}
