import type { Problem } from "./schema";

/** A refusal of the API, or its silence (`status` 0). `message` says what to do about it. */
export class HookswitchError extends Error {
  override readonly name = "HookswitchError";
  constructor(
    readonly status: number,
    /** Null when what answered was not the API. */
    readonly problem: Problem | null,
    options?: ErrorOptions,
  ) {
    super(problem?.detail ?? (status === 0 ? "Hookswitch did not answer." : `Hookswitch answered ${status}.`), options);
  }

  /** Stable; see /docs/errors. */
  get code(): Problem["code"] | null {
    return this.problem?.code ?? null;
  }
}
