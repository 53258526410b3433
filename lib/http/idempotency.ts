import { z } from "zod";
import { sha256 } from "@/lib/crypto";
import { AppError, invalidField } from "@/lib/errors";
import { claimRequestKey, findRequestKey, type RequestKey, storeRequestAnswer } from "@/lib/queries/request-keys";
import { inTransaction } from "@/lib/queries/transaction";
import type { HeaderReader } from "./headers";

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;
const answer = z.object({ body: z.unknown() });

/** What one POST answers: `isRepeated` when it is the answer of an earlier request with the same key. */
export interface Once {
  body: unknown;
  isRepeated: boolean;
}

interface OnceOptions {
  key: RequestKey;
  /** Takes secrets out of an answer before it is stored. */
  toStored: (body: unknown) => unknown;
}

type UntiedKey = Omit<RequestKey, "tenantId">;

/** Null without the header. */
export function readRequestKey(headers: HeaderReader, scope: string, body: Buffer): UntiedKey | null {
  const key = headers.get("idempotency-key");
  if (key === null) return null;
  if (!IDEMPOTENCY_KEY.test(key)) throw invalidField("Idempotency-Key", "must be 1 to 255 visible ASCII characters");
  return { scope, key, bodyHash: sha256(body) };
}

/** The stored answer of the key, or null; throws `idempotency_mismatch` when it came with another body. */
export async function findAnswer(key: UntiedKey): Promise<Once | null> {
  const stored = await findRequestKey(key);
  if (!stored) return null;
  if (!stored.bodyHash.equals(key.bodyHash)) {
    throw new AppError(
      "idempotency_mismatch",
      `The Idempotency-Key "${key.key}" was used before with another body. Use a new one.`,
    );
  }
  return { body: repeated(answer.parse(stored.result).body), isRepeated: true };
}

/**
 * Claim, work and answer are one transaction: after a crash either all of them are there or none, and of two
 * twins at the same time one works and the other waits for its answer. A request that fails leaves no key.
 */
export async function runOnce({ key, toStored }: OnceOptions, work: () => Promise<unknown>): Promise<Once> {
  const done = await inTransaction(async () => {
    if (!(await claimRequestKey(key))) return null;
    const body = await work();
    await storeRequestAnswer(key, { body: (toStored(body) ?? null) as never });
    return { body, isRepeated: false };
  });
  const first = done ?? (await findAnswer(key));
  if (!first)
    throw new AppError("conflict", "The first request with this Idempotency-Key has just expired. Send it again.");
  return first;
}

function repeated(body: unknown): unknown {
  const isObject = typeof body === "object" && body !== null && !Array.isArray(body);
  return isObject ? { ...body, duplicate: true } : body;
}
