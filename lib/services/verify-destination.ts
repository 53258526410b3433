import { randomToken } from "@/lib/crypto";
import type { SendResult } from "@/lib/destinations/types";
import { AppError, invalidField } from "@/lib/errors";
import { sendTest, type TestTarget } from "./send-test";
import type { ParsedDestination } from "./subscription-input";

const CHECK_TIMEOUT_MS = 5_000;
const CHALLENGE_BYTES = 24;

export interface VerifyInput extends Omit<TestTarget, "adapter" | "config" | "challenge"> {
  destination: ParsedDestination;
  isSkipped: boolean;
  /** The answer must repeat a random text, which only who controls the endpoint can make it do. */
  isChallenged: boolean;
}

/**
 * What stands in the way in any case (form, scheme, addresses that are never called) is refused; then a signed
 * test request must be answered with 2xx, unless that is skipped. Answers when it was verified; null if skipped.
 */
export async function verifyDestination(input: VerifyInput): Promise<Date | null> {
  const { destination, isSkipped, isChallenged, ...target } = input;
  if (isSkipped && isChallenged) throw invalidField("challenge", "cannot be asked for together with skipVerification");
  await refuseForbidden(destination);
  if (isSkipped) return null;
  const { adapter, config, pathOf } = destination;
  const challenge = isChallenged ? randomToken(CHALLENGE_BYTES) : null;
  const failure = failureOf(await sendTest({ ...target, adapter, config, challenge }), challenge);
  if (failure === null) return new Date();
  const { message, code } = failure;
  throw new AppError(
    "verification_failed",
    `The test request failed: ${message} Mend it, or send "skipVerification": true to save it unverified.`,
    { errors: [{ path: pathOf("url"), message, code }] },
  );
}

function failureOf(result: SendResult, challenge: string | null): { message: string; code: string } | null {
  if (result.outcome !== "succeeded")
    return { message: result.errorMessage ?? `It answered ${result.statusCode}.`, code: result.outcome };
  if (challenge === null || result.responseBody?.includes(challenge)) return null;
  return {
    message: `It answered ${result.statusCode}, and its body does not repeat data.challenge of the request.`,
    code: "challenge_failed",
  };
}

async function refuseForbidden({ adapter, config, pathOf }: ParsedDestination): Promise<void> {
  const problems = await adapter.check(config, { reach: false, timeoutMs: CHECK_TIMEOUT_MS });
  if (problems.length === 0) return;
  const errors = problems.map(({ field, code, message }) => ({ path: pathOf(field), message, code }));
  throw new AppError("invalid_request", errors.map(({ message }) => message).join(" "), { errors });
}
