import type { Queryable } from "../transaction";
import { ENGINE_CHANNEL } from "./channel";

// The lease ends now; its owner stays in the row, so that whoever claims it knows that a call was cut off.
const SQL = `
with released as (
  update engine_jobs set ready_at = now() where id = any($1) and lease_owner = $2 returning id)
select pg_notify($3, '') where exists (select from released)`;

export async function releaseJobs(
  db: Queryable,
  { ids, owner }: { ids: readonly string[]; owner: string },
): Promise<void> {
  if (ids.length > 0) await db.query(SQL, [ids, owner, ENGINE_CHANNEL]);
}
