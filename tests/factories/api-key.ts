import { type ApiKeyIn, apiKeyIn } from "@/lib/contracts/api-key";
import { createApiKey } from "@/lib/services/api-keys";
import { SYSTEM } from "@/lib/services/audit";

/** The key itself. */
export async function createOperatorKey(input: Partial<ApiKeyIn> = {}): Promise<string> {
  return createKey(null, input);
}

export async function createTenantKey(tenantId: string, input: Partial<ApiKeyIn> = {}): Promise<string> {
  return createKey(tenantId, input);
}

async function createKey(tenantId: string | null, input: Partial<ApiKeyIn>): Promise<string> {
  const created = await createApiKey(
    SYSTEM,
    { tenantId, callerScopes: [] },
    { ...apiKeyIn.parse({ name: "test" }), ...input },
  );
  if (created.key === null) throw new Error("a created key is shown");
  return created.key;
}
