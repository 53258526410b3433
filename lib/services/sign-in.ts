import { findUserByEmail } from "@/lib/queries/users";
import { verifyPassword } from "./passwords";
import { type Browser, startSession } from "./sessions";
import { forget, requireTry, type Throttle, takeBack } from "./throttle";

const WINDOW_SECONDS = 15 * 60;
const BY_EMAIL: Throttle = { name: "sign-in email", limit: 10, windowSeconds: WINDOW_SECONDS };
/** Higher: many people may share an address. */
const BY_ADDRESS: Throttle = { name: "sign-in address", limit: 50, windowSeconds: WINDOW_SECONDS };

export interface SignIn {
  /** Lower case. */
  email: string;
  password: string;
  browser: Browser;
}

export interface SignedIn {
  userId: string;
  sessionId: string;
}

/**
 * A new session of the user whose password it is, else null: an unknown e-mail and a wrong password answer alike.
 * Throws `rate_limited` after too many tries for the e-mail or from the address, right password or not.
 */
export async function signIn({ email, password, browser }: SignIn): Promise<SignedIn | null> {
  const { address } = browser;
  await requireTry(BY_EMAIL, email);
  // Unknown only without the custom server; one count for everybody would lock everybody out.
  if (address !== null) await requireTry(BY_ADDRESS, address);
  const user = await findUserByEmail(email);
  if (!(await verifyPassword(user?.passwordHash ?? null, password)) || !user) return null;
  await forget(BY_EMAIL, email);
  if (address !== null) await takeBack(BY_ADDRESS, address);
  return { userId: user.id, sessionId: await startSession(user.id, "password", browser) };
}
