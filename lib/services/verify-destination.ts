import { AppError } from "@/lib/errors";
import { sendTest, type TestTarget } from "./send-test";
import type { ParsedDestination } from "./subscription-input";

const CHECK_TIMEOUT_MS = 5_000;

export interface VerifyInput extends Omit<TestTarget, "adapter" | "config"> {
  destination: ParsedDestination;
  isSkipped: boolean;
}

/**
 * What stands in the way in any case (form, scheme, addresses that are never called) is refused; then a signed
 * test request must be answered with 2xx, unless that is skipped. Answers when it was verified; null if skipped.
 */
export async function verifyDestination({ destination, isSkipped, ...target }: VerifyInput): Promise<Date | null> {
  await refuseForbidden(destination);
  if (isSkipped) return null;
  const { adapter, config, pathOf } = destination;
  const result = await sendTest({ ...target, adapter, config });
  if (result.outcome === "succeeded") return new Date();
  const happened = result.errorMessage ?? `It answered ${result.statusCode}.`;
  throw new AppError(
    "verification_failed",
    `The test request failed: ${happened} Mend it, or send "skipVerification": true to save it unverified.`,
    {
      errors: [{ path: pathOf("url"), message: happened, code: result.outcome }],
    },
  );
}

async function refuseForbidden({ adapter, config, pathOf }: ParsedDestination): Promise<void> {
  const problems = await adapter.check(config, { reach: false, timeoutMs: CHECK_TIMEOUT_MS });
  if (problems.length === 0) return;
  const errors = problems.map(({ field, code, message }) => ({ path: pathOf(field), message, code }));
  throw new AppError("invalid_request", errors.map(({ message }) => message).join(" "), { errors });
}
