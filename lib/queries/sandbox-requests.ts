import type { SandboxAnswer, SignatureCheck } from "@/lib/contracts/sandbox";
import { pool } from "@/lib/prisma";
import { type Keyset, keysetFind, type Slice, toSlice } from "./keyset";
import { db } from "./transaction";

export interface SandboxStep {
  tenantId: string;
  answers: unknown;
  repeat: boolean;
  delayMs: number;
  failureRate: number;
  /** 1 for the first request since the answers were set. */
  step: number;
  /** 1 for the first request ever. */
  number: number;
}

const TAKE_STEP = `
update sandbox_receivers
   set step = step + 1, request_count = request_count + 1, last_request_at = now()
 where id = $1 and expires_at > now()
returning tenant_id as "tenantId", answers, repeat, delay_ms as "delayMs", failure_rate as "failureRate", step,
          request_count as number`;

/** Counts one request; null when there is no such receiver. The row's lock puts simultaneous requests in order. */
export async function takeStep(receiverId: string): Promise<SandboxStep | null> {
  const { rows } = await pool().query<SandboxStep>(TAKE_STEP, [receiverId]);
  return rows[0] ?? null;
}

export interface NewSandboxRequest {
  id: string;
  receiverId: string;
  tenantId: string;
  number: number;
  method: string;
  query: string;
  /** JSON text. */
  headers: string;
  body: string;
  bodyBytes: number;
  isBodyTruncated: boolean;
  answer: SandboxAnswer;
  delayMs: number;
  signature: SignatureCheck | null;
}

export async function insertRequest({ answer, signature, ...row }: NewSandboxRequest): Promise<void> {
  await db().sandboxRequest.create({
    data: { ...row, answer, ...(signature ? { signature: { ...signature } } : {}) },
    select: { id: true },
  });
}

// A tenant keeps a few hundred rows, so the window is short; octet_length does not read what lies outside of the row.
const TRIM = `
delete from sandbox_requests where id in (
  select id from (
    select id, row_number() over newest as place,
           sum(octet_length(body) + octet_length(headers)) over newest as bytes
      from sandbox_requests where tenant_id = $1
    window newest as (order by id desc)
  ) kept where place > $2 or bytes > $3)`;

/** Deletes the oldest of a tenant beyond both caps. */
export async function trimRequests(tenantId: string, cap: { requests: number; bytes: number }): Promise<void> {
  await pool().query(TRIM, [tenantId, cap.requests, cap.bytes]);
}

export interface StoredSandboxRequest extends Omit<NewSandboxRequest, "answer" | "signature"> {
  answer: unknown;
  signature: unknown;
  receivedAt: Date;
}

export async function listRequests(receiverId: string, keyset: Keyset): Promise<Slice<StoredSandboxRequest>> {
  const { where, ...rest } = keysetFind(keyset);
  return toSlice(await db().sandboxRequest.findMany({ where: { receiverId, ...where }, ...rest }), keyset);
}

export async function deleteRequests(receiverId: string): Promise<void> {
  await db().sandboxRequest.deleteMany({ where: { receiverId } });
}
