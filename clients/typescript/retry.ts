const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 30_000;

/** Too many requests, or a server that cannot at the moment. */
export function isWorthAnotherTry(status: number): boolean {
  return status === 0 || status === 429 || status >= 500;
}

/** As `Retry-After` says, else twice as long each time; half of it by chance. `attempt` counts from 0. */
export function waitMs(attempt: number, retryAfter: string | null, random: () => number = Math.random): number {
  const asked = Number(retryAfter);
  if (retryAfter !== null && Number.isFinite(asked) && asked >= 0) return Math.min(asked * 1_000, MAX_WAIT_MS);
  const most = Math.min(FIRST_WAIT_MS * 2 ** attempt, MAX_WAIT_MS);
  return most / 2 + (most / 2) * random();
}
