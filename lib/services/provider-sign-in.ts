import type { SignInMethod } from "@/lib/contracts/session";
import { findOpenByEmail } from "@/lib/queries/invitations";
import { endPasswordResets } from "@/lib/queries/password-resets";
import { endSessionsOf } from "@/lib/queries/sessions";
import { inTransaction } from "@/lib/queries/transaction";
import { findUserByEmail, findUserByProvider, linkProvider, type UserRow, updateUser } from "@/lib/queries/users";
import { admit } from "./accept-invitation";
import { type Caller, recordOwnChange } from "./audit";
import { type Browser, startSession } from "./sessions";
import type { SignedIn } from "./sign-in";

/** Whom GitHub or Google told us of. */
export interface ProviderPerson {
  provider: Exclude<SignInMethod, "password">;
  /** Their id of the person; for ever the same. */
  providerAccountId: string;
  /** Lower case, and only if they verified it. */
  verifiedEmail: string | null;
  name: string | null;
}

/**
 * A new session for a person that GitHub or Google vouches for; null for strangers. Known by their account there, else
 * by the verified address: of an account that exists, or of an open invitation, which is accepted by it.
 */
export function signInByProvider(person: ProviderPerson, browser: Browser): Promise<SignedIn | null> {
  const caller: Caller = { actor: "anonymous", address: browser.address, requestId: null };
  return inTransaction(async () => {
    const { provider, providerAccountId, verifiedEmail } = person;
    const linked = await findUserByProvider(provider, providerAccountId);
    const userId = linked?.id ?? (verifiedEmail === null ? null : await linkByEmail(caller, person, verifiedEmail));
    return userId === null ? null : { userId, sessionId: await startSession(userId, provider, browser) };
  });
}

async function linkByEmail(caller: Caller, person: ProviderPerson, email: string): Promise<string | null> {
  const { provider, providerAccountId, name } = person;
  const known = await findUserByEmail(email);
  if (known) await takeOver(caller, known);
  const account = { name, passwordHash: null, emailVerifiedAt: new Date() };
  const invitations = await findOpenByEmail(email);
  let userId = known?.id ?? null;
  for (const invitation of invitations) userId = await admit(caller, invitation, account);
  if (userId === null) return null;
  await linkProvider({ provider, providerAccountId, userId });
  await recordOwnChange({ ...caller, actor: `user:${userId}` }, userId, {
    action: "account.link",
    targetId: userId,
    after: { provider },
  });
  return userId;
}

/**
 * The account may have been made by somebody else, who had a link for this address. The one who proved the address
 * takes it over: its password, links for a new one and its sessions end, before the two share what the person is invited to.
 */
async function takeOver(caller: Caller, { id, emailVerifiedAt }: UserRow): Promise<void> {
  if (emailVerifiedAt !== null) return;
  await updateUser(id, { emailVerifiedAt: new Date(), passwordHash: null });
  const endedSessions = await endSessionsOf(id, null);
  await endPasswordResets(id);
  await recordOwnChange({ ...caller, actor: `user:${id}` }, id, {
    action: "account.take_over",
    targetId: id,
    after: { endedSessions },
  });
}
