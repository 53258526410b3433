import { z } from "zod";
import { pageQuery, time, timestamp, toTime } from "./common";

export const auditEntryOut = z.object({
  id: z.string(),
  /** Null: a change of the operator's own. */
  tenantId: z.string().nullable(),
  /** `key:key_…`, `user:usr_…`, `portal-link:plk_…`, `system`, or `anonymous` (before anybody signed in). */
  actor: z.string(),
  /** Resource and verb, such as `subscription.pause`. */
  action: z.string(),
  targetId: z.string().nullable(),
  /** As the API showed it; secrets are masked. */
  before: z.unknown(),
  after: z.unknown(),
  address: z.string().nullable(),
  requestId: z.string().nullable(),
  createdAt: time,
});
export type AuditEntryOut = z.output<typeof auditEntryOut>;

export const auditQuery = pageQuery.extend({
  actor: z.string().max(100).optional(),
  /** One action (`subscription.pause`), or all of a resource (`subscription.*`). */
  action: z.string().max(100).optional(),
  targetId: z.string().max(100).optional(),
  after: timestamp.optional(),
  before: timestamp.optional(),
});
export type AuditQuery = z.output<typeof auditQuery>;

export function toAuditEntryOut(row: Omit<AuditEntryOut, "createdAt"> & { createdAt: Date }): AuditEntryOut {
  const { id, tenantId, actor, action, targetId, before, after, address, requestId, createdAt } = row;
  return { id, tenantId, actor, action, targetId, before, after, address, requestId, createdAt: toTime(createdAt) };
}
