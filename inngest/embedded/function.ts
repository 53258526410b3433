import { compileExpression, type Expression } from "./cel";
import { type CronTrigger, parseCron } from "./cron";
import type { EngineEvent } from "./event";
import { compileFlow, type Flow } from "./flow";
import { toKey } from "./key";
import type { FunctionConfig } from "./validate";

/** Of the server; the SDK's own documentation says 3. */
const DEFAULT_RETRIES = 4;

/** A registered function, ready to be matched and scheduled. */
export interface EngineFunction {
  id: string;
  /** Attempts per step, and per stretch of the function between steps. */
  maxAttempts: number;
  crons: readonly CronTrigger[];
  matches(event: EngineEvent): boolean;
  /** True if events of this name can match at all. */
  mayMatch(name: string): boolean;
  /** Concurrency keys of a run with this event, each with the number of calls that may hold it at once. */
  slotsOf(event: EngineEvent): Slot[];
  flow: Flow;
}

export interface Slot {
  key: string;
  limit: number;
}

/** Throws what is wrong with an expression or a cron; the caller adds the function's name. */
export function compileFunction(config: FunctionConfig): EngineFunction {
  const eventTriggers = config.triggers.flatMap((trigger) => ("event" in trigger ? [compileTrigger(trigger)] : []));
  const crons = config.triggers.flatMap((trigger) =>
    "cron" in trigger ? [parseCron(trigger.cron, trigger.jitter)] : [],
  );
  const limits = config.concurrency.map(({ limit, key, scope = "fn" }, index) => ({
    limit,
    key: key ? compileExpression(key) : undefined,
    // Wider limits are one and the same wherever the key is written the same way.
    prefix: scope === "fn" ? `${config.id}|${index}` : `${scope}|${key}`,
  }));
  return {
    id: config.id,
    maxAttempts: (config.retries ?? DEFAULT_RETRIES) + 1,
    crons,
    matches: (event) => eventTriggers.some((trigger) => trigger.hasName(event.name) && trigger.holds(event)),
    mayMatch: (name) => eventTriggers.some((trigger) => trigger.hasName(name)),
    slotsOf: (event) =>
      limits.map(({ limit, key, prefix }) => ({ limit, key: `${prefix}|${key ? toKey(key.valueOf(event)) : ""}` })),
    flow: compileFlow(config),
  };
}

interface EventTrigger {
  hasName(name: string): boolean;
  holds(event: EngineEvent): boolean;
}

function compileTrigger({ event, expression }: { event: string; expression?: string | undefined }): EventTrigger {
  const prefix = /[/.]\*$/.test(event) ? event.slice(0, -1) : undefined;
  const condition: Expression | undefined = expression ? compileExpression(expression) : undefined;
  return {
    hasName: (name) => (prefix === undefined ? name === event : name.startsWith(prefix)),
    holds: (candidate) => condition?.isTrue(candidate) ?? true,
  };
}
