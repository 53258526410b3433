import { z } from "zod";
import { apiScope } from "@/lib/contracts/api-key";
import { AppError } from "@/lib/errors";
import type { StoredKey } from "@/lib/queries/api-keys";
import type { Credential } from "./access";
import type { HeaderReader } from "./headers";
import { findKey } from "./key-cache";
import { sessionCredentialOf } from "./session";

const BEARER = /^bearer +(\S+)$/i;
const KEY = /^hs_[A-Za-z0-9_-]{16,200}$/;

/**
 * Who calls: by `Authorization: Bearer hs_…`, else by a cookie of the portal. Throws `unauthenticated`;
 * a bad key is not excused by a good cookie.
 */
export async function authenticate(headers: HeaderReader): Promise<Credential> {
  const authorization = headers.get("authorization");
  if (authorization !== null) return byKey(authorization);
  const credential = await sessionCredentialOf(headers);
  if (credential) return credential;
  throw new AppError("unauthenticated", "Send an API key as Authorization: Bearer hs_…, or sign in to the portal.");
}

async function byKey(authorization: string): Promise<Credential> {
  const plain = BEARER.exec(authorization)?.[1];
  const key = plain !== undefined && KEY.test(plain) ? await findKey(plain) : null;
  if (key) return keyCredential(key);
  throw new AppError(
    "unauthenticated",
    "The API key is unknown, revoked or expired. Send a valid one as Authorization: Bearer hs_….",
  );
}

/** A tenant's key acts as its owner, within its scopes. */
function keyCredential(key: StoredKey): Credential {
  const base = { actor: `key:${key.id}`, proof: { via: "key" } as const, scopes: z.array(apiScope).parse(key.scopes) };
  if (key.tenantId === null) return { ...base, kind: "operator" };
  return { ...base, kind: "tenant", tenantId: key.tenantId, role: "owner" };
}
