import { sha256Hex } from "@/lib/crypto";
import { env } from "@/lib/env";
import { newId } from "@/lib/ids";
import { insertKeyOnce } from "@/lib/queries/api-keys";
import { inTransaction } from "@/lib/queries/transaction";
import { prefixOf } from "./api-keys";
import { recordChange, SYSTEM } from "./audit";

/**
 * Makes the key of HOOKSWITCH_OPERATOR_KEY work; called at every start. A key that was revoked stays revoked, and
 * one that is not configured any more stays valid until it is revoked.
 */
export async function ensureOperatorKey(): Promise<void> {
  const key = env().HOOKSWITCH_OPERATOR_KEY;
  if (key === undefined) return;
  await inTransaction(async () => {
    const id = newId("apiKey");
    const isNew = await insertKeyOnce({
      id,
      name: "HOOKSWITCH_OPERATOR_KEY",
      prefix: prefixOf(key),
      hash: sha256Hex(key),
    });
    if (isNew)
      await recordChange(SYSTEM, {
        tenantId: null,
        action: "api_key.create",
        targetId: id,
        after: { prefix: prefixOf(key) },
      });
  });
}
