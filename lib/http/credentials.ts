import { z } from "zod";
import { apiScope } from "@/lib/contracts/api-key";
import { AppError } from "@/lib/errors";
import type { StoredKey } from "@/lib/queries/api-keys";
import { whenReady } from "@/lib/when-ready";
import type { Credential } from "./access";
import type { HeaderReader } from "./headers";
import { findKey } from "./key-cache";
import { sessionCredentialOf } from "./session";

const BEARER = /^bearer +(\S+)$/i;
const KEY = /^hs_[A-Za-z0-9_-]{16,200}$/;
const scopes = z.array(apiScope);

/**
 * Who calls: by `Authorization: Bearer hs_…`, else by a cookie of the portal. Throws `unauthenticated`, at once or
 * later; a bad key is not excused by a good cookie. Answers at once while the key is cached.
 */
export function authenticate(headers: HeaderReader): Credential | Promise<Credential> {
  const authorization = headers.get("authorization");
  return authorization === null ? bySession(headers) : byKey(authorization);
}

async function bySession(headers: HeaderReader): Promise<Credential> {
  const credential = await sessionCredentialOf(headers);
  if (credential) return credential;
  throw new AppError("unauthenticated", "Send an API key as Authorization: Bearer hs_…, or sign in to the portal.");
}

function byKey(authorization: string): Credential | Promise<Credential> {
  const plain = BEARER.exec(authorization)?.[1];
  return whenReady(plain !== undefined && KEY.test(plain) ? findKey(plain) : null, keyCredential);
}

/** Of a cached key, which is the same object for each of its requests. */
const known = new WeakMap<StoredKey, Credential>();

function keyCredential(key: StoredKey | null): Credential {
  if (!key) {
    throw new AppError(
      "unauthenticated",
      "The API key is unknown, revoked or expired. Send a valid one as Authorization: Bearer hs_….",
    );
  }
  const credential = known.get(key) ?? readCredential(key);
  known.set(key, credential);
  return credential;
}

/** A tenant's key acts as its owner, within its scopes. */
function readCredential(key: StoredKey): Credential {
  const base = { actor: `key:${key.id}`, proof: { via: "key" } as const, scopes: scopes.parse(key.scopes) };
  if (key.tenantId === null) return { ...base, kind: "operator" };
  return { ...base, kind: "tenant", tenantId: key.tenantId, role: "owner" };
}
