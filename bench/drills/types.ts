import type { Stack } from "../lib/stack";
import type { Count } from "./load";

export interface DrillOptions {
  /** The form for CI: shorter, less load, the same promises. */
  isShort: boolean;
}

export interface DrillResult extends Count {
  /** From the end of the trouble until everything had arrived, milliseconds; null where the drill has no end of trouble. */
  recoveryMs: number | null;
  /** Most duplicates that the drill allows: what was in flight when it struck. */
  allowedDuplicates: number;
  /** What the drill is about, in a sentence with its figures. */
  finding: string;
  /** The promise was not kept, beyond losses and duplicates. */
  failure?: string;
}

export interface Drill {
  name: string;
  run(stack: Stack, options: DrillOptions): Promise<DrillResult>;
}

/** Why a drill failed; null when it kept its promises. */
export function problemOf(result: DrillResult): string | null {
  if (result.lost > 0) return `${result.lost} lost`;
  if (result.duplicates > result.allowedDuplicates)
    return `${result.duplicates} twice, at most ${result.allowedDuplicates} were in flight`;
  return result.failure ?? null;
}
