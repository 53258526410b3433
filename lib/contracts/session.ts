import { z } from "zod";
import { time, toTime } from "./common";
import { memberRole } from "./member";

export const SIGN_IN_METHODS = ["password", "github", "google"] as const;
export const signInMethod = z.enum(SIGN_IN_METHODS);
export type SignInMethod = z.output<typeof signInMethod>;

/** One browser that is signed in as you. */
export const sessionOut = z.object({
  id: z.string(),
  isCurrent: z.boolean(),
  method: signInMethod,
  address: z.string().nullable(),
  /** As the browser names itself. */
  userAgent: z.string().nullable(),
  createdAt: time,
  /** Written at most once a minute. */
  lastSeenAt: time,
  expiresAt: time,
});
export type SessionOut = z.output<typeof sessionOut>;

/** DELETE /sessions: all of yours; with `keepCurrent=true` all but this one. */
export const sessionsEndQuery = z.object({ keepCurrent: z.enum(["true", "false"]).default("false") });

/** PATCH /session: the tenant that a member of several acts in from now on (our id, or the operator's own). */
export const sessionPatch = z.strictObject({ tenant: z.string().min(1).max(200) });

export const tenantChoice = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  name: z.string(),
  role: memberRole,
});
export type TenantChoice = z.output<typeof tenantChoice>;

/** GET /session: who is signed in here. */
export const currentSessionOut = z.object({
  id: z.string(),
  via: z.union([signInMethod, z.literal("portal-link")]),
  /** Null: signed in by a portal link, which is for no account. */
  user: z.object({ id: z.string(), email: z.string(), name: z.string().nullable() }).nullable(),
  /** Of a portal link: who it was made for, in the operator's words. */
  person: z.string().nullable(),
  role: z.union([memberRole, z.literal("operator")]),
  /** The tenant that this session acts in; null for operators. */
  tenant: tenantChoice.omit({ role: true }).nullable(),
  /** All tenants of the person, to switch between. */
  tenants: z.array(tenantChoice),
  expiresAt: time,
});
export type CurrentSessionOut = z.output<typeof currentSessionOut>;

export interface SessionRow {
  id: string;
  method: string;
  address: string | null;
  userAgent: string | null;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
}

export function toSessionOut(row: SessionRow, currentId: string | null): SessionOut {
  return {
    id: row.id,
    isCurrent: row.id === currentId,
    method: signInMethod.parse(row.method),
    address: row.address,
    userAgent: row.userAgent,
    createdAt: toTime(row.createdAt),
    lastSeenAt: toTime(row.lastSeenAt),
    expiresAt: toTime(row.expiresAt),
  };
}
