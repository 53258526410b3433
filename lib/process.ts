import { logger } from "./logger";

/** Exit code for a configuration that no restart mends; the supervisor stops on it (sysexits EX_CONFIG). */
const EXIT_CONFIG = 78;
/** A shutdown that takes longer ends hard, before the supervisor does it: what is unfinished is in PostgreSQL. */
const SHUTDOWN_LIMIT_MS = 6_500;

/** A start that cannot succeed as configured; its message is for the operator. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

let shutdown: (() => Promise<void>) | null = null;
let ending = false;

/** What to do on SIGTERM, SIGINT, and when the supervisor is gone. */
export function onShutdown(stop: () => Promise<void>): void {
  shutdown = stop;
}

/** Tells the supervisor that the process serves. */
export function reportReady(details: Record<string, unknown>): void {
  process.send?.({ type: "ready", ...details });
}

/** Runs a process of Hookswitch to its clean end. */
export function runProcess(name: string, main: () => Promise<void>): void {
  process.on("SIGTERM", () => void end(name));
  process.on("SIGINT", () => void end(name));
  // The supervisor was killed: without it nobody would restart or stop this process.
  process.on("disconnect", () => void end(name));
  main().catch((error: unknown) => {
    const isConfiguration =
      error instanceof Error && (error.name === "ConfigurationError" || error.message.startsWith("Configuration:"));
    if (isConfiguration) process.stderr.write(`${error.message}\n`);
    else logger.fatal({ err: error }, `${name} could not start`);
    process.exit(isConfiguration ? EXIT_CONFIG : 1);
  });
}

async function end(name: string): Promise<void> {
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(1), SHUTDOWN_LIMIT_MS).unref();
  try {
    await shutdown?.();
    process.exit(0);
  } catch (error) {
    logger.error({ err: error }, `${name} did not end cleanly`);
    process.exit(1);
  }
}
