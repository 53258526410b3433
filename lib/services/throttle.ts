import { sha256Hex } from "@/lib/crypto";
import { AppError } from "@/lib/errors";
import { countTry, forgetTries, uncountTry } from "@/lib/queries/throttles";

/** So many tries by one in a window of time, counted in the database for all processes together. */
export interface Throttle {
  /** What is tried; a name of its own. */
  name: string;
  limit: number;
  windowSeconds: number;
}

/**
 * Counts a try before it is made, so that many at the same time cannot pass together; throws `rate_limited` when
 * there were too many. Whom it counts is stored as a hash. Fail closed: without the database nobody signs in anyway.
 */
export async function requireTry(throttle: Throttle, whom: string): Promise<void> {
  const { tries, secondsLeft } = await countTry(keyOf(throttle, whom), throttle.windowSeconds);
  if (tries <= throttle.limit) return;
  throw new AppError("rate_limited", "Too many attempts. Wait some minutes, then try again.", {
    retryAfterSeconds: secondsLeft,
  });
}

/** The try was none to be counted: it succeeded. */
export function takeBack(throttle: Throttle, whom: string): Promise<void> {
  return uncountTry(keyOf(throttle, whom));
}

export function forget(throttle: Throttle, whom: string): Promise<void> {
  return forgetTries(keyOf(throttle, whom));
}

function keyOf({ name }: Throttle, whom: string): string {
  return `${name}:${sha256Hex(whom)}`;
}
