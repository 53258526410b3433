import { z } from "zod";
import { DAY_MS, SECOND_MS } from "@/lib/clock";
import { parseDue, parseDuration } from "./duration";
import { compileFunction, type EngineFunction } from "./function";

// Limits of the server.
const MAX_TRIGGERS = 10;
const MAX_RETRIES = 20;
const MAX_LIMITS = 2;
const MAX_CANCELS = 5;
const MAX_DEBOUNCE_MS = 7 * DAY_MS;

const duration = z.string().refine((text) => parseDuration(text) !== undefined, "is not a duration such as 30s or 1h");
const atLeastOneSecond = duration.refine((text) => (parseDuration(text) ?? 0) >= SECOND_MS, "must be at least 1s");
/** The server reads a batch's timeout as Go does, which knows no days. */
const goDuration = atLeastOneSecond.refine((text) => !/[dw]/.test(text), "may have hours, minutes and seconds only");
const durationOrDate = z
  .string()
  .refine((text) => parseDue(text) !== undefined, "is neither a duration such as 30s or 1h nor a date");
/** The server refuses macros here: it looks such conditions up by the values they name. */
const restrictedExpression = z
  .string()
  .refine((text) => !/\.(exists|exists_one|all|map|filter)\s*\(/.test(text), "may not use macros such as exists()");
const count = z.number().int().min(1);

const limit = z
  .strictObject({ limit: count, key: z.string().optional(), scope: z.enum(["fn", "env", "account"]).optional() })
  .refine(
    ({ key, scope }) => key !== undefined || scope === undefined || scope === "fn",
    "a limit of env or account needs a key",
  );
const trigger = z.union([
  z.strictObject({ event: z.string().min(1), expression: z.string().optional() }),
  z.strictObject({ cron: z.string(), jitter: duration.optional() }),
]);

/** What the SDK registers per function. */
const registered = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z.array(trigger).max(MAX_TRIGGERS, `at most ${MAX_TRIGGERS} triggers`),
  steps: z.object({
    step: z.object({
      retries: z
        .object({ attempts: z.number().int().min(0).max(MAX_RETRIES, `at most ${MAX_RETRIES} retries`).optional() })
        .optional(),
    }),
  }),
  concurrency: z
    .union([count, limit, z.array(limit).max(MAX_LIMITS, `at most ${MAX_LIMITS} limits`)])
    .optional()
    .transform((value) => {
      const limits = value === undefined ? [] : [value].flat();
      return limits.map((item) => (typeof item === "number" ? { limit: item } : item));
    }),
  idempotency: z.string().min(1).optional(),
  rateLimit: z
    .strictObject({
      limit: count,
      period: duration.refine((text) => (parseDuration(text) ?? 0) <= DAY_MS, "must be at most 24h"),
      key: z.string().optional(),
    })
    .optional(),
  throttle: z
    .strictObject({
      limit: count,
      period: duration,
      burst: z.number().int().min(0).optional(),
      key: z.string().optional(),
    })
    .optional(),
  debounce: z
    .strictObject({
      period: atLeastOneSecond.refine((text) => (parseDuration(text) ?? 0) <= MAX_DEBOUNCE_MS, "must be at most 7d"),
      key: z.string().optional(),
      timeout: duration.optional(),
    })
    .optional(),
  batchEvents: z
    .strictObject({
      maxSize: z.number().int().min(2, "must be at least 2"),
      timeout: goDuration,
      key: z.string().optional(),
      if: z.string().optional(),
    })
    .optional(),
  singleton: z.strictObject({ key: z.string().optional(), mode: z.enum(["skip", "cancel"]).optional() }).optional(),
  priority: z.strictObject({ run: z.string().optional() }).optional(),
  cancel: z
    .array(
      z.strictObject({
        event: z.string().min(1),
        if: restrictedExpression.optional(),
        timeout: durationOrDate.optional(),
      }),
    )
    .max(MAX_CANCELS, `at most ${MAX_CANCELS} cancelOn`)
    .optional(),
  timeouts: z.strictObject({ start: duration.optional(), finish: duration.optional() }).optional(),
});
export type RegisteredFunction = z.output<typeof registered>;

export type FunctionConfig = Omit<RegisteredFunction, "steps" | "name"> & { retries: number | undefined };

/** What the server refuses beside batchEvents. */
const NOT_WITH_BATCHES = ["cancel", "debounce", "singleton", "priority"] as const;
/** Options of the SDK under the names that users write. */
const OPTION_NAMES: Readonly<Record<string, string>> = { cancel: "cancelOn" };

/**
 * Registered functions → functions to run. Throws one error that names every function and option which this engine
 * does not support or a real server rejects: nothing starts half.
 */
export function compileFunctions(raw: readonly unknown[]): EngineFunction[] {
  const problems: string[] = [];
  const functions = raw.flatMap((config) => {
    const result = compileOne(config);
    problems.push(...result.problems);
    return result.fn ? [result.fn] : [];
  });
  if (problems.length > 0) throw new Error(`The embedded engine cannot run these functions: ${problems.join("; ")}.`);
  return functions;
}

interface Compiled {
  fn?: EngineFunction;
  problems: string[];
}

function compileOne(raw: unknown): Compiled {
  const { id: rawId, ...given } = z.record(z.string(), z.unknown()).parse(raw);
  const id = String(rawId);
  const parsed = registered.safeParse({ id, ...given });
  if (!parsed.success) return { problems: parsed.error.issues.map((issue) => `${id}: ${describe(issue)}`) };
  const { steps, ...options } = parsed.data;
  const config = { ...options, retries: steps.step.retries?.attempts };
  const clashes = config.batchEvents ? NOT_WITH_BATCHES.filter((option) => !isEmpty(config[option])) : [];
  if (clashes.length > 0) {
    return { problems: clashes.map((option) => `${id}: batchEvents and ${nameOf(option)} exclude each other`) };
  }
  try {
    refuseTwins(config);
    return { fn: compileFunction(config), problems: [] };
  } catch (error) {
    return { problems: [`${id}: ${error instanceof Error ? error.message : String(error)}`] };
  }
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

function refuseTwins({ triggers }: FunctionConfig): void {
  const crons = triggers.flatMap((item) => ("cron" in item ? [item.cron] : []));
  const twin = crons.find((cron, index) => crons.indexOf(cron) !== index);
  if (twin !== undefined) throw new Error(`the cron "${twin}" stands there twice`);
  const odd = triggers.find((item) => "event" in item && item.event.includes("*") && !/^[^*]*[/.]\*$/.test(item.event));
  if (odd && "event" in odd) throw new Error(`the trigger "${odd.event}" may have a * only at its end, after / or .`);
}

function nameOf(option: string): string {
  return OPTION_NAMES[option] ?? option;
}

function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return `the option ${issue.keys.map(nameOf).join(", ")} is not supported`;
  if (issue.code === "invalid_union") {
    const inner = issue.errors.flat().find((item) => item.path.length > 0 || item.code !== "invalid_type");
    return inner
      ? describe({ ...inner, path: [...issue.path, ...inner.path] })
      : `${issue.path.join(".")} is not valid`;
  }
  const [option, ...rest] = issue.path;
  return `${[nameOf(String(option)), ...rest].join(".")}: ${issue.message}`;
}
