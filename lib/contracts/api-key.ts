import { z } from "zod";
import { line, MAX_NAME_LENGTH, time, timestamp, toTime } from "./common";

/** `publish`: POST events. `read`: every GET. `write`: every other change, and what shows a secret. */
export const API_SCOPES = ["publish", "read", "write"] as const;
export const apiScope = z.enum(API_SCOPES);
export type ApiScope = z.output<typeof apiScope>;

export const apiKeyIn = z.strictObject({
  name: line(MAX_NAME_LENGTH),
  /** Empty: all of them. */
  scopes: z.array(apiScope).max(API_SCOPES.length).default([]),
  expiresAt: timestamp.nullable().default(null),
});
export type ApiKeyIn = z.output<typeof apiKeyIn>;

export const apiKeyOut = z.object({
  id: z.string(),
  /** Null: an operator key. */
  tenantId: z.string().nullable(),
  name: z.string(),
  /** The first characters of the key, to recognise it. */
  prefix: z.string(),
  scopes: z.array(apiScope),
  createdAt: time,
  expiresAt: time.nullable(),
  revokedAt: time.nullable(),
  /** Written at most once a minute. */
  lastUsedAt: time.nullable(),
});
export type ApiKeyOut = z.output<typeof apiKeyOut>;

/** The answer to the creation: the only one that holds the key itself. */
export const apiKeyCreatedOut = apiKeyOut.extend({ key: z.string().nullable() });
export type ApiKeyCreatedOut = z.output<typeof apiKeyCreatedOut>;

export interface ApiKeyRow {
  id: string;
  tenantId: string | null;
  name: string;
  prefix: string;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}

export function toApiKeyOut(row: ApiKeyRow): ApiKeyOut {
  return {
    id: row.id,
    tenantId: row.tenantId,
    name: row.name,
    prefix: row.prefix,
    scopes: z.array(apiScope).parse(row.scopes),
    createdAt: toTime(row.createdAt),
    expiresAt: toTime(row.expiresAt),
    revokedAt: toTime(row.revokedAt),
    lastUsedAt: toTime(row.lastUsedAt),
  };
}
