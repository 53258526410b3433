import { DAY_MS } from "@/lib/clock";
import { type SessionOut, type SignInMethod, toSessionOut } from "@/lib/contracts/session";
import { notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { type Keyset, mapSlice, type Slice } from "@/lib/queries/keyset";
import * as queries from "@/lib/queries/sessions";
import { findTenantId } from "@/lib/queries/tenants";
import { inTransaction } from "@/lib/queries/transaction";
import { recordSignIn } from "@/lib/queries/users";
import { type Caller, recordChange, recordOwnChange } from "./audit";

export const SESSION_DAYS = 14;
const MAX_USER_AGENT_LENGTH = 300;

/** Where a person signs in from. */
export interface Browser {
  address: string | null;
  userAgent: string | null;
}

/** Answers the id that the session's cookie carries. */
export function startSession(userId: string, method: SignInMethod, { address, userAgent }: Browser): Promise<string> {
  return inTransaction(async () => {
    const id = newId("session");
    const expiresAt = new Date(Date.now() + SESSION_DAYS * DAY_MS);
    await queries.insertSession({ id, userId, method, address, userAgent: shorten(userAgent), expiresAt });
    await recordSignIn(userId);
    const caller = { actor: `user:${userId}`, address, requestId: null };
    await recordOwnChange(caller, userId, { action: "session.start", targetId: id, after: { method } });
    return id;
  });
}

export function shorten(userAgent: string | null): string | null {
  return userAgent?.slice(0, MAX_USER_AGENT_LENGTH) ?? null;
}

export interface OwnSession {
  userId: string;
  sessionId: string;
}

export async function listSessions({ userId, sessionId }: OwnSession, keyset: Keyset): Promise<Slice<SessionOut>> {
  return mapSlice(await queries.listLiveSessions(userId, keyset), (row) => toSessionOut(row, sessionId));
}

/** Refused everywhere from the commit on. */
export function endSession(caller: Caller, userId: string, id: string): Promise<void> {
  return inTransaction(async () => {
    if (!(await queries.endSession(userId, id))) throw notFound("session");
    await recordOwnChange(caller, userId, { action: "session.end", targetId: id });
  });
}

export function endAllSessions(caller: Caller, { userId, sessionId }: OwnSession, keepCurrent: boolean): Promise<void> {
  return inTransaction(async () => {
    const count = await queries.endSessionsOf(userId, keepCurrent ? sessionId : null);
    await recordOwnChange(caller, userId, { action: "session.end_all", targetId: userId, after: { count } });
  });
}

/** For a person who signs out: an end that was made already is none to complain about. */
export async function signOut(userId: string, id: string): Promise<void> {
  const caller = { actor: `user:${userId}`, address: null, requestId: null };
  await inTransaction(async () => {
    if (await queries.endSession(userId, id))
      await recordOwnChange(caller, userId, { action: "session.end", targetId: id });
  });
}

/** A tenant that the person does not belong to is as unknown as any other. */
export function switchTenant(caller: Caller, session: queries.LiveSession, reference: string): Promise<void> {
  return inTransaction(async () => {
    const tenantId = await findTenantId(reference);
    const isOwn = session.user.members.some((member) => member.tenantId === tenantId);
    if (tenantId === null || !isOwn) throw notFound("tenant");
    await queries.chooseTenant(session.id, tenantId);
    const before = { tenantId: session.tenantId };
    await recordChange(caller, {
      tenantId,
      action: "session.switch",
      targetId: session.id,
      before,
      after: { tenantId },
    });
  });
}
