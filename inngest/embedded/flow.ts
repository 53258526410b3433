import { compileCondition, compileExpression } from "./cel";
import { DEFAULT_WAIT, parseDue, parseDuration } from "./duration";
import type { EngineEvent } from "./event";
import type { Due } from "./job";
import { toKey } from "./key";
import type { FunctionConfig } from "./validate";

/** Of the server, in seconds. */
const MAX_PRIORITY = 12 * 3_600;

/** A rate by the generic cell rate algorithm: `burst` + 1 at once, then one per `intervalMs`. */
export interface Gate {
  intervalMs: number;
  burst: number;
  /** Undefined: this event does not count. */
  keyOf(event: EngineEvent): string | undefined;
}

export interface Batching {
  maxSize: number;
  timeoutMs: number;
  keyOf(event: EngineEvent): string;
  /** False: this event starts a run of its own. */
  accepts(event: EngineEvent): boolean;
}

export interface Debouncing {
  periodMs: number;
  /** From the first event of a burst. */
  timeoutMs: number | undefined;
  keyOf(event: EngineEvent): string;
}

export interface Singleton {
  mode: "skip" | "cancel";
  /** Undefined: this event's run is no singleton. */
  keyOf(event: EngineEvent): string | undefined;
}

export interface CancelTrigger {
  eventName: string;
  expression: string | undefined;
  /** Until when it may cancel, from the start of the run. */
  expires: Due;
}

/** What stands between an event and the run that it starts, and what ends a run early. */
export interface Flow {
  /** What is too much is dropped. The option idempotency is one per day and takes the place of rateLimit, as there. */
  rateLimit: Gate | undefined;
  /** What is too much waits. */
  throttle: Gate | undefined;
  debounce: Debouncing | undefined;
  batch: Batching | undefined;
  singleton: Singleton | undefined;
  /** Seconds by which a run goes before others (or, below zero, waits). */
  priorityOf(event: EngineEvent): number;
  cancelOn: readonly CancelTrigger[];
  timeouts: { startMs: number | undefined; finishMs: number | undefined };
}

/** Throws what is wrong with an expression or a duration. */
export function compileFlow(config: FunctionConfig): Flow {
  const { idempotency, rateLimit, throttle, debounce, batchEvents, singleton, priority, cancel, timeouts } = config;
  return {
    rateLimit:
      idempotency === undefined
        ? rateLimit &&
          compileGate({ ...rateLimit, burst: Math.floor(rateLimit.limit / 10) }, optionalKey(rateLimit.key))
        : compileGate({ limit: 1, period: "24h", burst: 0 }, optionalKey(idempotency)),
    throttle: throttle && compileGate({ ...throttle, burst: throttle.burst ?? 0 }, requiredKey(throttle.key)),
    debounce: debounce && {
      periodMs: toMs(debounce.period),
      timeoutMs: debounce.timeout === undefined ? undefined : toMs(debounce.timeout),
      keyOf: requiredKey(debounce.key),
    },
    batch: batchEvents && {
      maxSize: batchEvents.maxSize,
      timeoutMs: toMs(batchEvents.timeout),
      keyOf: requiredKey(batchEvents.key),
      accepts: compileAcceptance(batchEvents.if),
    },
    singleton: singleton && { mode: singleton.mode ?? "skip", keyOf: optionalKey(singleton.key) },
    priorityOf: compilePriority(priority?.run),
    cancelOn: (cancel ?? []).map((trigger) => {
      if (trigger.if !== undefined) compileCondition(trigger.if);
      const expires = parseDue(trigger.timeout ?? "") ?? DEFAULT_WAIT;
      return { eventName: trigger.event, expression: trigger.if, expires };
    }),
    timeouts: {
      startMs: timeouts?.start === undefined ? undefined : toMs(timeouts.start),
      finishMs: timeouts?.finish === undefined ? undefined : toMs(timeouts.finish),
    },
  };
}

interface Rate {
  limit: number;
  period: string;
  burst: number;
}

function compileGate({ limit, period, burst }: Rate, keyOf: Gate["keyOf"]): Gate {
  return { intervalMs: toMs(period) / Math.max(1, limit), burst, keyOf };
}

/** Without a key all events have the same one; a key that is false, or missing, takes the event out. */
function optionalKey(text: string | undefined): (event: EngineEvent) => string | undefined {
  if (text === undefined) return () => "";
  const expression = compileExpression(text);
  return (event) => {
    const value = expression.valueOf(event);
    return value === false ? undefined : toKey(value);
  };
}

/** The same, but false and missing are a key like any other. */
function requiredKey(text: string | undefined): (event: EngineEvent) => string {
  if (text === undefined) return () => "";
  const expression = compileExpression(text);
  return (event) => toKey(expression.valueOf(event));
}

function compileAcceptance(text: string | undefined): (event: EngineEvent) => boolean {
  if (text === undefined) return () => true;
  const expression = compileExpression(text);
  return (event) => expression.isTrue(event);
}

function compilePriority(text: string | undefined): (event: EngineEvent) => number {
  if (text === undefined) return () => 0;
  const expression = compileExpression(text);
  return (event) => {
    const value = expression.valueOf(event);
    const seconds = typeof value === "bigint" || typeof value === "number" ? Number(value) : 0;
    return Number.isSafeInteger(seconds) ? Math.min(MAX_PRIORITY, Math.max(-MAX_PRIORITY, seconds)) : 0;
  };
}

function toMs(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw new Error(`"${text}" is not a duration such as 30s, 5m or 1h30m`);
  return ms;
}
