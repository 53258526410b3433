/** A step waits at most once. */
export function stepWaitId(runId: string, stepId: string): string {
  return `${runId}:${stepId}`;
}
