import {
  type ApiKeyCreatedOut,
  type ApiKeyIn,
  type ApiKeyOut,
  type ApiScope,
  toApiKeyOut,
} from "@/lib/contracts/api-key";
import { randomToken, sha256Hex } from "@/lib/crypto";
import { AppError, invalidField, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import * as queries from "@/lib/queries/api-keys";
import { type Keyset, mapSlice, type Slice } from "@/lib/queries/keyset";
import { inTransaction } from "@/lib/queries/transaction";
import { type Caller, recordChange } from "./audit";

const KEY_BYTES = 32;
/** `hs_` and enough to tell keys apart, not to guess them. */
const PREFIX_LENGTH = 9;

/** `tenantId` null: an operator key. */
export async function createApiKey(
  caller: Caller,
  { tenantId, callerScopes }: { tenantId: string | null; callerScopes: readonly ApiScope[] },
  input: ApiKeyIn,
): Promise<ApiKeyCreatedOut> {
  refuseMoreThanOwn(callerScopes, input.scopes);
  if (input.expiresAt && input.expiresAt.getTime() <= Date.now())
    throw invalidField("expiresAt", "must be in the future");
  const key = `hs_${randomToken(KEY_BYTES)}`;
  return inTransaction(async () => {
    const row = { id: newId("apiKey"), tenantId, prefix: prefixOf(key), hash: sha256Hex(key), ...input };
    const out = toApiKeyOut(await queries.insertKey(row));
    await recordChange(caller, { tenantId, action: "api_key.create", targetId: out.id, after: out });
    return { ...out, key };
  });
}

export async function listApiKeys(tenantId: string | null, keyset: Keyset): Promise<Slice<ApiKeyOut>> {
  return mapSlice(await queries.listKeys(tenantId, keyset), toApiKeyOut);
}

/** Refused everywhere within a second of the commit. */
export function revokeApiKey(caller: Caller, tenantId: string | null, id: string): Promise<ApiKeyOut> {
  return inTransaction(async () => {
    const row = await queries.revokeKey(tenantId, id);
    if (!row) throw notFound("API key");
    const out = toApiKeyOut(row);
    const before = { ...out, revokedAt: null };
    await recordChange(caller, { tenantId, action: "api_key.revoke", targetId: id, before, after: out });
    return out;
  });
}

export function prefixOf(key: string): string {
  return key.slice(0, PREFIX_LENGTH);
}

/** No key makes a stronger one. */
function refuseMoreThanOwn(own: readonly ApiScope[], wanted: readonly ApiScope[]): void {
  if (own.length === 0) return;
  const isWithin = wanted.length > 0 && wanted.every((scope) => own.includes(scope));
  if (!isWithin)
    throw new AppError(
      "forbidden",
      `This key has the scopes ${own.join(", ")}; a key that it makes must name some of them and no other.`,
    );
}
