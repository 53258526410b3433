import { type OperatorOut, toOperatorOut } from "@/lib/contracts/member";
import { AppError, notFound } from "@/lib/errors";
import { type Keyset, mapSlice, type Slice } from "@/lib/queries/keyset";
import { endSessionsOf } from "@/lib/queries/sessions";
import { db, inTransaction } from "@/lib/queries/transaction";
import * as users from "@/lib/queries/users";
import { type Caller, recordChange } from "./audit";

export async function listOperators(keyset: Keyset): Promise<Slice<OperatorOut>> {
  return mapSlice(await users.listOperators(keyset), toOperatorOut);
}

/** Ends their sessions; who is a member of a tenant stays that. The last operator stays. */
export function removeOperator(caller: Caller, id: string): Promise<void> {
  return inTransaction(async () => {
    await users.lockOperators(db());
    const row = await users.findOperator(id);
    if (!row) throw notFound("operator");
    if ((await users.countOperators()) === 1)
      throw new AppError("conflict", "This is the last operator. Invite another one first.");
    await endSessionsOf(id, null);
    await users.updateUser(id, { role: "member" });
    await users.deleteIfNobody([id]);
    await recordChange(caller, { tenantId: null, action: "operator.delete", targetId: id, before: toOperatorOut(row) });
  });
}
