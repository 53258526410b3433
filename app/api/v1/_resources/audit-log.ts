import { auditEntryOut, auditQuery } from "@/lib/contracts/audit";
import { pageOf } from "@/lib/contracts/common";
import { page, readKeyset } from "@/lib/http/cursor";
import { route } from "@/lib/http/route";
import { listAuditLog as list } from "@/lib/services/audit-log";

export const listAuditLog = route({
  summary: "List the changes that were made, newest first",
  response: pageOf(auditEntryOut),
  auth: "any",
  query: auditQuery,
  handler: async ({ tenantId, query }) => page(await list(tenantId, query, readKeyset("auditEntry", query))),
});
