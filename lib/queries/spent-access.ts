import { pool } from "@/lib/prisma";

/** Ended sessions and used or expired links are shown in their lists this long. */
const SPENT_DAYS = 90;

/** What nobody can use any more; the audit log keeps who made and used it. */
export async function deleteSpentAccess(): Promise<void> {
  const values = [SPENT_DAYS];
  const old = "< now() - make_interval(days => $1)";
  await pool().query(`delete from sessions where least(expires_at, revoked_at) ${old}`, values);
  await pool().query(`delete from password_resets where expires_at ${old}`, values);
  await pool().query(`delete from invitations where greatest(expires_at, accepted_at) ${old}`, values);
  await pool().query(`delete from portal_links where greatest(expires_at, session_expires_at) ${old}`, values);
  await pool().query("delete from throttles where ends_at < now()");
}
