import { MINUTE_MS, systemClock } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { findSessionUser, findUserByEmail, recordSignIn, type SessionUserRow } from "@/lib/queries/users";
import { verifyPassword } from "./passwords";
import { createThrottle } from "./throttle";

const WINDOW_MS = 15 * MINUTE_MS;
const byEmail = createThrottle(systemClock, { limit: 10, windowMs: WINDOW_MS });
/** Higher: many people may share an address. */
const byAddress = createThrottle(systemClock, { limit: 50, windowMs: WINDOW_MS });

export interface SignIn {
  /** Lower case. */
  email: string;
  password: string;
  address: string | null;
}

/**
 * The user whose password it is, else null: an unknown e-mail and a wrong password answer alike. Throws
 * `rate_limited` after too many failures for the e-mail or from the address, right password or not.
 */
export async function signIn({ email, password, address }: SignIn): Promise<SessionUserRow | null> {
  const from = address ?? "unknown";
  const retryAfterSeconds = Math.max(byEmail.waitSeconds(email), byAddress.waitSeconds(from));
  if (retryAfterSeconds > 0) {
    throw new AppError("rate_limited", "Too many failed attempts to sign in. Wait some minutes.", {
      retryAfterSeconds,
    });
  }
  const user = await findUserByEmail(email);
  if (!(await verifyPassword(user?.passwordHash ?? null, password)) || !user) {
    byEmail.fail(email);
    byAddress.fail(from);
    return null;
  }
  byEmail.forget(email);
  await recordSignIn(user.id);
  return findSessionUser(user.id);
}
