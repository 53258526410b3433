import type { Inngest, InngestFunction } from "inngest";

export interface ServeOptions {
  client: Inngest.Any;
  functions: InngestFunction.Any[];
}

/** Functions that an executor calls, until they are stopped; running ones are waited for, within limits. */
export interface Served {
  /** Resolves when the executor knows the functions; never before, and not at all if it is never reached. */
  ready: Promise<void>;
  stop(): Promise<void>;
}
