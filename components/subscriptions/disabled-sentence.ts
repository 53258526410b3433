/** What the automatic switch-off leaves as the reason. */
const FAILING = "failing";

/** Why it is disabled, for a person; null while it is not. */
export function disabledSentence(reason: string | null): string | null {
  return reason === FAILING ? "switched off, because its endpoint did nothing but fail" : reason;
}
