export interface WaitOptions {
  /** Completes the sentence "waited … ms until"; stands in the error. */
  until: string;
  timeoutMs?: number;
  intervalMs?: number;
}

/** Asks again and again until the answer is truthy, and returns it. Throws with the description when time is up. */
export async function waitFor<T>(ask: () => T | Promise<T>, options: WaitOptions): Promise<NonNullable<T>> {
  const { until, timeoutMs = 10_000, intervalMs = 20 } = options;
  const end = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > end) throw new Error(`Waited ${timeoutMs} ms in vain until ${until}.`);
    await new Promise((resolve) => setTimeout(resolve, intervalMs));
  }
}
