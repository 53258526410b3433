import {
  MAX_SANDBOX_RECEIVERS,
  SANDBOX_HOURS,
  type SandboxReceiverIn,
  type SandboxReceiverOut,
  type SandboxReceiverPatch,
  type SandboxReceiverRow,
  type SandboxRequestOut,
  sandboxAnswer,
  signatureCheck,
  toSandboxReceiverOut,
} from "@/lib/contracts/sandbox";
import { AppError, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { type Keyset, mapSlice, type Slice } from "@/lib/queries/keyset";
import * as receivers from "@/lib/queries/sandbox-receivers";
import * as requests from "@/lib/queries/sandbox-requests";
import { inTransaction } from "@/lib/queries/transaction";
import { type Caller, recordChange } from "./audit";
import { checkSignature, UNKNOWN_SIGNATURE } from "./check-signature";
import { sandboxUrl } from "./sandbox-address";

export function createReceiver(
  caller: Caller,
  tenantId: string,
  input: SandboxReceiverIn,
): Promise<SandboxReceiverOut> {
  return inTransaction(async () => {
    if ((await receivers.countReceiversLocked(tenantId)) >= MAX_SANDBOX_RECEIVERS) {
      throw new AppError(
        "conflict",
        `A tenant has at most ${MAX_SANDBOX_RECEIVERS} sandbox receivers. Delete one, or wait until one ends.`,
      );
    }
    const id = newId("sandboxReceiver");
    const out = show(await receivers.insertReceiver({ id, tenantId, ...input, expiresAt: endOfStay() }));
    await recordChange(caller, { tenantId, action: "sandbox.create", targetId: id, after: out });
    return out;
  });
}

export async function listReceivers(tenantId: string | null, keyset: Keyset): Promise<Slice<SandboxReceiverOut>> {
  return mapSlice(await receivers.listReceivers(tenantId, keyset), show);
}

export async function getReceiver(tenantId: string | null, id: string): Promise<SandboxReceiverOut> {
  return show(await find(tenantId, id));
}

/** Keeps it for another 24 hours as well. */
export function updateReceiver(
  caller: Caller,
  { tenantId, id }: { tenantId: string; id: string },
  patch: SandboxReceiverPatch,
): Promise<SandboxReceiverOut> {
  return inTransaction(async () => {
    const before = await getReceiver(tenantId, id);
    const row = await receivers.updateReceiver(tenantId, id, { ...patch, expiresAt: endOfStay() });
    if (!row) throw notFound("sandbox receiver");
    const after = show(row);
    await recordChange(caller, { tenantId, action: "sandbox.update", targetId: id, before, after });
    return after;
  });
}

/** From now on its address is behind the guard like any other of this installation. */
export function deleteReceiver(caller: Caller, { tenantId, id }: { tenantId: string; id: string }): Promise<void> {
  return inTransaction(async () => {
    const before = await getReceiver(tenantId, id);
    await receivers.deleteReceiver(tenantId, id);
    await recordChange(caller, { tenantId, action: "sandbox.delete", targetId: id, before });
  });
}

export async function listReceived(
  tenantId: string | null,
  receiverId: string,
  keyset: Keyset,
): Promise<Slice<SandboxRequestOut>> {
  const receiver = await find(tenantId, receiverId);
  const slice = await requests.listRequests(receiver.id, keyset);
  return { ...slice, rows: await Promise.all(slice.rows.map(showRequest)) };
}

export async function clearReceived(tenantId: string, receiverId: string): Promise<void> {
  const receiver = await find(tenantId, receiverId);
  await requests.deleteRequests(receiver.id);
}

export function pruneSandbox(now = new Date()): Promise<number> {
  return receivers.deleteExpiredReceivers(now);
}

async function find(tenantId: string | null, id: string): Promise<SandboxReceiverRow> {
  const row = await receivers.findReceiver(tenantId, id);
  if (!row) throw notFound("sandbox receiver");
  return row;
}

function show(row: SandboxReceiverRow): SandboxReceiverOut {
  return toSandboxReceiverOut(row, sandboxUrl(row.id));
}

async function showRequest(row: requests.StoredSandboxRequest): Promise<SandboxRequestOut> {
  const { tenantId, headers: text, signature, answer, receivedAt, ...rest } = row;
  const headers = JSON.parse(text) as Record<string, string>;
  const stored = signatureCheck.nullable().parse(signature);
  // What could not be checked when it came (its subscription was just being made) may be checked now.
  const late = stored || row.isBodyTruncated ? null : await lateCheck(row, headers);
  return {
    ...rest,
    headers,
    answer: sandboxAnswer.parse(answer),
    signature: stored ?? late ?? UNKNOWN_SIGNATURE,
    receivedAt: receivedAt.toISOString(),
  };
}

function lateCheck({ tenantId, body, receivedAt }: requests.StoredSandboxRequest, headers: Record<string, string>) {
  return checkSignature(tenantId, { headers, body: Buffer.from(body), receivedAtMs: receivedAt.getTime() });
}

function endOfStay(): Date {
  return new Date(Date.now() + SANDBOX_HOURS * 3_600_000);
}
