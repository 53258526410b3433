import { z } from "zod";
import { time, toTime } from "./common";

export const MEMBER_ROLES = ["owner", "developer", "viewer"] as const;
export const memberRole = z.enum(MEMBER_ROLES);
export type MemberRole = z.output<typeof memberRole>;

/** PATCH /members/{id} */
export const memberPatch = z.strictObject({ role: memberRole });
export type MemberPatch = z.output<typeof memberPatch>;

export const memberOut = z.object({
  id: z.string(),
  tenantId: z.string(),
  userId: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  role: memberRole,
  createdAt: time,
  /** To any tenant of theirs; null: never yet. */
  lastSignInAt: time.nullable(),
});
export type MemberOut = z.output<typeof memberOut>;

/** Somebody of the operator's staff: sees all tenants. The id is the user's. */
export const operatorOut = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  createdAt: time,
  lastSignInAt: time.nullable(),
});
export type OperatorOut = z.output<typeof operatorOut>;

interface PersonRow {
  id: string;
  email: string;
  name: string | null;
  createdAt: Date;
  lastSignInAt: Date | null;
}

export interface MemberRow {
  id: string;
  tenantId: string;
  role: MemberRole;
  createdAt: Date;
  user: Omit<PersonRow, "createdAt">;
}

export function toMemberOut({ id, tenantId, role, createdAt, user }: MemberRow): MemberOut {
  return {
    id,
    tenantId,
    userId: user.id,
    email: user.email,
    name: user.name,
    role,
    createdAt: toTime(createdAt),
    lastSignInAt: toTime(user.lastSignInAt),
  };
}

export function toOperatorOut({ id, email, name, createdAt, lastSignInAt }: PersonRow): OperatorOut {
  return { id, email, name, createdAt: toTime(createdAt), lastSignInAt: toTime(lastSignInAt) };
}
