import { z } from "zod";
import { linkToken } from "./account";
import { line, MAX_NAME_LENGTH, pageQuery, time, toTime } from "./common";
import { memberRole } from "./member";

const MAX_LINK_SECONDS = 86_400;
const MAX_SESSION_SECONDS = 30 * 86_400;

export const PORTAL_LINK_STATUSES = ["open", "used", "expired", "revoked"] as const;
export type PortalLinkStatus = (typeof PORTAL_LINK_STATUSES)[number];

export const portalLinkIn = z.strictObject({
  /** Our id of the tenant, or the operator's own. */
  tenant: line(200),
  role: memberRole.default("developer"),
  /** For how long the link can be used. */
  expiresInSeconds: z.number().int().min(10).max(MAX_LINK_SECONDS).default(300),
  /** For how long the person stays signed in. */
  sessionSeconds: z
    .number()
    .int()
    .min(60)
    .max(MAX_SESSION_SECONDS)
    .default(8 * 3_600),
  /** Who it is for, in your words (a name or your own user id); stands in the audit log. */
  person: line(MAX_NAME_LENGTH).nullable().default(null),
});
export type PortalLinkIn = z.output<typeof portalLinkIn>;

export const portalLinkOut = z.object({
  id: z.string(),
  tenantId: z.string(),
  role: memberRole,
  person: z.string().nullable(),
  /** `used`: somebody is or was signed in by it; until `sessionExpiresAt`, or until it is revoked. */
  status: z.enum(PORTAL_LINK_STATUSES),
  createdBy: z.string(),
  createdAt: time,
  expiresAt: time,
  usedAt: time.nullable(),
  sessionExpiresAt: time.nullable(),
  lastSeenAt: time.nullable(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  revokedAt: time.nullable(),
});
export type PortalLinkOut = z.output<typeof portalLinkOut>;

/** The answer to the creation: the only one with the link. */
export const portalLinkCreatedOut = portalLinkOut.extend({
  /** Open it, or frame it from an allowed origin. The token behind `#` works once. Null in a repeated answer. */
  url: z.string().nullable(),
});
export type PortalLinkCreatedOut = z.output<typeof portalLinkCreatedOut>;

export const portalLinkQuery = pageQuery.extend({
  /** Our id of the tenant, or the operator's own. */
  tenant: z.string().min(1).max(200).optional(),
  status: z.enum(PORTAL_LINK_STATUSES).optional(),
});
export type PortalLinkQuery = z.output<typeof portalLinkQuery>;

export const portalLinkExchangeIn = z.strictObject({ token: linkToken });
export const portalLinkExchangedOut = z.object({ tenantId: z.string(), role: memberRole, expiresAt: time });
export type PortalLinkExchangedOut = z.output<typeof portalLinkExchangedOut>;

export interface PortalLinkRow {
  id: string;
  tenantId: string;
  role: "owner" | "developer" | "viewer";
  person: string | null;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date;
  usedAt: Date | null;
  sessionExpiresAt: Date | null;
  lastSeenAt: Date | null;
  address: string | null;
  userAgent: string | null;
  revokedAt: Date | null;
}

export function toPortalLinkOut(row: PortalLinkRow, now = new Date()): PortalLinkOut {
  return {
    id: row.id,
    tenantId: row.tenantId,
    role: row.role,
    person: row.person,
    status: statusOf(row, now),
    createdBy: row.createdBy,
    createdAt: toTime(row.createdAt),
    expiresAt: toTime(row.expiresAt),
    usedAt: toTime(row.usedAt),
    sessionExpiresAt: toTime(row.sessionExpiresAt),
    lastSeenAt: toTime(row.lastSeenAt),
    address: row.address,
    userAgent: row.userAgent,
    revokedAt: toTime(row.revokedAt),
  };
}

function statusOf({ usedAt, revokedAt, expiresAt }: PortalLinkRow, now: Date): PortalLinkStatus {
  if (revokedAt) return "revoked";
  if (usedAt) return "used";
  return expiresAt <= now ? "expired" : "open";
}
