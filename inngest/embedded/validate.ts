import { z } from "zod";
import { compileFunction, type EngineFunction } from "./function";

const MAX_TRIGGERS = 10;
const MAX_RETRIES = 20;
const MAX_LIMITS = 2;
/** Options of the SDK that this engine does not carry out yet. A function must not run as if they held. */
const UNSUPPORTED = {
  batchEvents: "batchEvents",
  debounce: "debounce",
  singleton: "singleton",
  throttle: "throttle",
  rateLimit: "rateLimit",
  priority: "priority",
  cancel: "cancelOn",
  timeouts: "timeouts",
  idempotency: "idempotency",
} as const;

const limit = z.strictObject({
  limit: z.number().int().min(1),
  key: z.string().optional(),
  scope: z.literal("fn", "only the scope fn is supported").optional(),
});
const trigger = z.union([
  z.strictObject({ event: z.string().min(1), expression: z.string().optional() }),
  z.strictObject({ cron: z.string(), jitter: z.undefined("is not supported yet").optional() }),
]);

/** What the SDK registers per function, as far as this engine reads it. */
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
    .union([z.number().int().min(1), limit, z.array(limit).max(MAX_LIMITS, `at most ${MAX_LIMITS} limits`)])
    .optional(),
});

export interface FunctionConfig {
  id: string;
  triggers: z.output<typeof trigger>[];
  retries: number | undefined;
  concurrency: { limit: number; key?: string | undefined }[];
}

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
  const given = z.record(z.string(), z.unknown()).parse(raw);
  const id = String(given.id);
  const unsupported = Object.entries(UNSUPPORTED).filter(([option]) => given[option] !== undefined);
  if (unsupported.length > 0) {
    return { problems: unsupported.map(([, name]) => `${id}: the option ${name} is not supported yet`) };
  }
  const parsed = registered.safeParse(given);
  if (!parsed.success) return { problems: parsed.error.issues.map((issue) => `${id}: ${describe(issue)}`) };
  try {
    const config = toConfig(parsed.data);
    refuseTwins(config);
    return { fn: compileFunction(config), problems: [] };
  } catch (error) {
    return { problems: [`${id}: ${error instanceof Error ? error.message : String(error)}`] };
  }
}

function toConfig({ id, triggers, steps, concurrency }: z.output<typeof registered>): FunctionConfig {
  const limits = concurrency === undefined ? [] : [concurrency].flat();
  return {
    id,
    triggers,
    retries: steps.step.retries?.attempts,
    concurrency: limits.map((item) => (typeof item === "number" ? { limit: item } : item)),
  };
}

function refuseTwins({ triggers }: FunctionConfig): void {
  const crons = triggers.flatMap((item) => ("cron" in item ? [item.cron] : []));
  const twin = crons.find((cron, index) => crons.indexOf(cron) !== index);
  if (twin !== undefined) throw new Error(`the cron "${twin}" stands there twice`);
  const odd = triggers.find((item) => "event" in item && item.event.includes("*") && !/^[^*]*[/.]\*$/.test(item.event));
  if (odd && "event" in odd) throw new Error(`the trigger "${odd.event}" may have a * only at its end, after / or .`);
}

function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return `the option ${issue.keys.join(", ")} is not known here`;
  if (issue.code === "invalid_union") {
    const inner = issue.errors.flat().find((item) => item.path.length > 0 || item.code !== "invalid_type");
    return inner
      ? describe({ ...inner, path: [...issue.path, ...inner.path] })
      : `${issue.path.join(".")} is not valid`;
  }
  return `${issue.path.join(".")}: ${issue.message}`;
}
