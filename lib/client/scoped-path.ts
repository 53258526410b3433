/** The path of a resource within the scope: operators name the tenant in it. */
export function scopedPath(tenantId: string | null, path: string): string {
  return tenantId === null ? path : `/tenants/${encodeURIComponent(tenantId)}${path}`;
}
