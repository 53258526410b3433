import type { SetupIn, SetupOut } from "@/lib/contracts/setup";
import { safeEqual } from "@/lib/crypto";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { db, inTransaction } from "@/lib/queries/transaction";
import { insertUser, isSetUp, lockOperators } from "@/lib/queries/users";
import { type Caller, recordChange } from "./audit";
import { hashPassword } from "./passwords";
import { requireTry, type Throttle, takeBack } from "./throttle";

/** Wrong codes of everybody together. */
const CODES: Throttle = { name: "set-up code", limit: 20, windowSeconds: 600 };
const EVERYBODY = "set-up";

/**
 * Makes the first operator's account against the code that the terminal printed. Works once: of two at the same
 * time one wins. Throws `conflict` afterwards, `forbidden` for a wrong code (and when there is no code).
 */
export async function setUp(caller: Caller, { code, email, name, password }: SetupIn): Promise<SetupOut> {
  await requireCode(code);
  const passwordHash = await hashPassword(password);
  return inTransaction(async () => {
    await lockOperators(db());
    if (await isSetUp()) throw new AppError("conflict", "This installation has its operator already. Sign in.");
    const id = newId("user");
    await insertUser({ id, email, name, passwordHash, emailVerifiedAt: new Date(), role: "operator" });
    await recordChange(
      { ...caller, actor: `user:${id}` },
      { tenantId: null, action: "installation.set_up", targetId: id, after: { email, name } },
    );
    return { userId: id, email };
  });
}

async function requireCode(code: string): Promise<void> {
  await requireTry(CODES, EVERYBODY);
  const expected = env().HOOKSWITCH_SETUP_CODE;
  if (expected !== undefined && safeEqual(code, expected)) return takeBack(CODES, EVERYBODY);
  throw new AppError(
    "forbidden",
    "The set-up code is not right. Take it from the link that the terminal printed at the start.",
  );
}
