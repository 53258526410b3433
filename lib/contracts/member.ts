import { z } from "zod";

export const MEMBER_ROLES = ["owner", "developer", "viewer"] as const;
export const memberRole = z.enum(MEMBER_ROLES);
export type MemberRole = z.output<typeof memberRole>;
