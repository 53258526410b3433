import type { Stack } from "../lib/stack";

export interface DrillOptions {
  /** The form for CI: shorter, less load, the same promises. */
  isShort: boolean;
}

export interface Count {
  accepted: number;
  /** Arrived at the receiver. */
  delivered: number;
  lost: number;
  duplicates: number;
}

export interface DrillResult extends Count {
  /** From the end of the trouble until everything had arrived, milliseconds; null where the drill has no end of trouble. */
  recoveryMs: number | null;
  /** Most duplicates that the drill allows: what was in flight when it struck. */
  allowedDuplicates: number;
  /** What the drill is about, in a sentence with its figures. */
  finding: string;
  /** The promise was not kept, beyond losses and duplicates. */
  failure?: string | null;
}

export interface Drill {
  name: string;
  /**
   * It needs the whole stack for itself, also in the short form: before the others have left endpoints behind that are
   * tried again for hours, or after them.
   */
  alone?: "before" | "after";
  run(stack: Stack, options: DrillOptions): Promise<DrillResult>;
}

/** Why a drill failed; null when it kept its promises. */
export function problemOf(result: DrillResult): string | null {
  if (result.accepted === 0) return "nothing was accepted: the drill tried nothing";
  if (result.lost > 0) return `${result.lost} lost`;
  if (result.duplicates > result.allowedDuplicates)
    return `${result.duplicates} twice, at most ${result.allowedDuplicates} were in flight`;
  return result.failure ?? null;
}
