"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { useApiKeys, useRevokeApiKey } from "@/lib/client/hooks/use-api-keys";
import { useFilters } from "@/lib/client/hooks/use-filters";
import { useTenants } from "@/lib/client/hooks/use-tenants";
import { useScope } from "@/lib/client/scope";
import { useIsOperator, useSession } from "@/lib/client/session";
import type { ApiKeyOut } from "@/lib/contracts/api-key";
import { Confirm } from "../common/Confirm";
import { DataTable } from "../common/DataTable";
import { EmptyState } from "../common/EmptyState";
import { NotYours } from "../common/NotYours";
import { PageHeader } from "../common/PageHeader";
import { Button } from "../ui/Button";
import { apiKeyColumns } from "./api-key-columns";
import { NewApiKeyDialog } from "./NewApiKeyDialog";

const NAMES = [] as const;
const MOST_TENANTS = 200;

export function ApiKeysPage() {
  const { role } = useSession();
  if (role === "operator" || role === "owner") return <ApiKeys />;
  return <NotYours title="API keys" whose="operators and owners" />;
}

function ApiKeys() {
  const { cursor, pageHref } = useFilters(NAMES);
  const query = useApiKeys({ cursor });
  const isOperator = useIsOperator();
  const tenants = useTenants({ limit: MOST_TENANTS }, isOperator).data?.data ?? [];
  const { tenantId } = useScope();
  const revoke = useRevokeApiKey();
  const [isMaking, setIsMaking] = useState(false);
  const [doomed, setDoomed] = useState<ApiKeyOut | null>(null);
  return (
    <>
      <PageHeader
        title="API keys"
        actions={
          <Button look="primary" onClick={() => setIsMaking(true)}>
            <Plus aria-hidden className="size-3.5" /> New key
          </Button>
        }
      />
      {isOperator ? (
        <p className="-mt-2 mb-3.5 text-soft">
          {tenantId === null
            ? "Operator keys see and change every tenant. For a tenant's own keys, choose the tenant above."
            : "Keys of the chosen tenant: they see and change nothing else."}
        </p>
      ) : null}
      <DataTable
        label="API keys, newest first"
        query={query}
        columns={apiKeyColumns({
          tenantNames: new Map(tenants.map(({ id, name }) => [id, name])),
          onRevoke: setDoomed,
        })}
        rowId={({ id }) => id}
        pageHref={pageHref}
        empty={
          <EmptyState title="No key here yet.">
            A key lets your own programs use the same API as this portal.
          </EmptyState>
        }
      />
      <NewApiKeyDialog open={isMaking} onClose={() => setIsMaking(false)} tenantId={tenantId} />
      <Confirm
        title="Revoke this key?"
        confirm="Revoke the key"
        open={doomed !== null}
        onClose={() => setDoomed(null)}
        onConfirm={() => doomed && revoke.mutate(doomed)}
      >
        Whatever still uses “{doomed?.name}” is refused within a second. This cannot be taken back.
      </Confirm>
    </>
  );
}
