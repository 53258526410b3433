import { z } from "zod";
import { externalId, line, MAX_NAME_LENGTH, pageQuery, time, toTime } from "./common";

export const rateLimit = z.strictObject({
  limit: z.number().int().min(1).max(1_000_000),
  periodSeconds: z.number().int().min(1).max(3_600).default(1),
});

export const tenantIn = z.strictObject({
  name: line(MAX_NAME_LENGTH),
  externalId: externalId.nullable().default(null),
  rateLimit: rateLimit.nullable().default(null),
  maxConcurrency: z.number().int().min(1).max(10_000).nullable().default(null),
});
export type TenantIn = z.output<typeof tenantIn>;

export const tenantPatch = z.strictObject({
  name: line(MAX_NAME_LENGTH).optional(),
  rateLimit: rateLimit.nullable().optional(),
  maxConcurrency: z.number().int().min(1).max(10_000).nullable().optional(),
});
export type TenantPatch = z.output<typeof tenantPatch>;

/** GET /tenants, and GET /health/tenants for the same tenants. */
export const tenantQuery = pageQuery.extend({ externalId: z.string().max(200).optional() });

/** PUT /tenants/{tenant}/partition */
export const tenantPlacement = z.strictObject({ partition: z.union([z.int().min(0).max(32_767), z.literal("own")]) });

export const tenantMovedOut = z.object({ partition: z.number() });

export const tenantOut = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  name: z.string(),
  rateLimit: rateLimit.nullable(),
  maxConcurrency: z.number().nullable(),
  createdAt: time,
  updatedAt: time,
});
export type TenantOut = z.output<typeof tenantOut>;

export interface TenantRow {
  id: string;
  externalId: string | null;
  name: string;
  rateLimit: unknown;
  maxConcurrency: number | null;
  createdAt: Date;
  updatedAt: Date;
}

export function toTenantOut(row: TenantRow): TenantOut {
  return {
    id: row.id,
    externalId: row.externalId,
    name: row.name,
    rateLimit: rateLimit.nullable().parse(row.rateLimit),
    maxConcurrency: row.maxConcurrency,
    createdAt: toTime(row.createdAt),
    updatedAt: toTime(row.updatedAt),
  };
}
