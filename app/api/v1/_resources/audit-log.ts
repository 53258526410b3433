import { auditQuery } from "@/lib/contracts/audit";
import { page, readKeyset } from "@/lib/http/cursor";
import { route } from "@/lib/http/route";
import { listAuditLog as list } from "@/lib/services/audit-log";

export const listAuditLog = route({
  auth: "any",
  query: auditQuery,
  handler: async ({ tenantId, query }) => page(await list(tenantId, query, readKeyset("auditEntry", query))),
});
