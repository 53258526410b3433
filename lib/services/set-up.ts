import { MINUTE_MS, systemClock } from "@/lib/clock";
import type { SetupIn, SetupOut } from "@/lib/contracts/setup";
import { safeEqual } from "@/lib/crypto";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { db, inTransaction } from "@/lib/queries/transaction";
import { insertOperator, isSetUp, lockSetUp } from "@/lib/queries/users";
import { type Caller, recordChange } from "./audit";
import { hashPassword } from "./passwords";
import { createThrottle } from "./throttle";

/** Wrong codes of everybody together. */
const attempts = createThrottle(systemClock, { limit: 20, windowMs: 10 * MINUTE_MS });
const EVERYBODY = "set-up";

/**
 * Makes the first operator's account against the code that the terminal printed. Works once: of two at the same
 * time one wins. Throws `conflict` afterwards, `forbidden` for a wrong code (and when there is no code).
 */
export async function setUp(caller: Caller, { code, email, name, password }: SetupIn): Promise<SetupOut> {
  requireCode(code);
  const passwordHash = await hashPassword(password);
  return inTransaction(async () => {
    await lockSetUp(db());
    if (await isSetUp()) throw new AppError("conflict", "This installation has its operator already. Sign in.");
    const id = newId("user");
    await insertOperator({ id, email, name, passwordHash });
    await recordChange(
      { ...caller, actor: `user:${id}` },
      { tenantId: null, action: "installation.set_up", targetId: id, after: { email, name } },
    );
    return { userId: id, email };
  });
}

function requireCode(code: string): void {
  const retryAfterSeconds = attempts.waitSeconds(EVERYBODY);
  if (retryAfterSeconds > 0)
    throw new AppError("rate_limited", "Too many wrong codes. Wait some minutes.", { retryAfterSeconds });
  const expected = env().HOOKSWITCH_SETUP_CODE;
  if (expected !== undefined && safeEqual(code, expected)) return;
  attempts.fail(EVERYBODY);
  throw new AppError(
    "forbidden",
    "The set-up code is not right. Take it from the link that the terminal printed at the start.",
  );
}
