import { logger } from "@/lib/logger";

const LEVELS = ["debug", "info", "warn", "error"] as const;
type Level = (typeof LEVELS)[number];
export type SdkLogger = Record<Level, (...args: unknown[]) => void>;

/** The SDK's log lines, which come as (fields, text) or (text, …details), as lines of our own log. */
export function sdkLogger(): SdkLogger {
  const child = logger.child({ component: "inngest" });
  const write = (level: Level, [first, ...rest]: unknown[]): void => {
    if (typeof first === "object" && first !== null) child[level](first, rest.map(String).join(" "));
    else child[level](rest.length > 0 ? { details: rest } : {}, String(first));
  };
  return {
    debug: (...args) => write("debug", args),
    info: (...args) => write("info", args),
    warn: (...args) => write("warn", args),
    error: (...args) => write("error", args),
  };
}
