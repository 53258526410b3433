import type { Publisher } from "../lib/publisher";
import type { BenchReceiver } from "../lib/receiver";
import type { Stack, StackOptions } from "../lib/stack";

/** What every scenario of a run works with. */
export interface Bench {
  publisher: Publisher;
  receiver: BenchReceiver;
  /** Requests a second of the bare sender, measured right before; after `measureBareAgain` the mean of both. */
  bare: number;
  /** To be called with nothing else running: a machine that others share drifts by a third within minutes. */
  measureBareAgain(): Promise<void>;
  /** 1: as the table wants it; less for a quick look. */
  scale: number;
  startStack(options?: StackOptions): Promise<Stack>;
}

/** One line of the table. */
export interface Row {
  what: string;
  /** As a person reads it, with units. */
  value: string;
  /** What it has to be; null: there is no figure to reach, it is for information. */
  target: string | null;
  isReached: boolean | null;
  /** All that was measured. */
  details: Record<string, unknown>;
}

export interface Scenario {
  name: string;
  run(bench: Bench): Promise<Row[]>;
}
