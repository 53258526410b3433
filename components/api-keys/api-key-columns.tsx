import type { ApiKeyOut } from "@/lib/contracts/api-key";
import type { Column } from "../common/column";
import { Pill } from "../common/Pill";
import { Time } from "../common/Time";
import { Button } from "../ui/Button";

interface ApiKeyColumnOptions {
  tenantNames: ReadonlyMap<string, string>;
  onRevoke: (key: ApiKeyOut) => void;
}

export function apiKeyColumns({ tenantNames, onRevoke }: ApiKeyColumnOptions): Column<ApiKeyOut>[] {
  return [
    {
      header: "Name",
      cell: ({ name, prefix }) => (
        <>
          <span className="font-medium">{name}</span>
          <div className="font-mono text-faint text-xs">{prefix}…</div>
        </>
      ),
    },
    { header: "State", className: "w-px", cell: stateCell },
    {
      header: "Belongs to",
      from: "sm",
      cell: ({ tenantId }) => (tenantId === null ? "operator" : (tenantNames.get(tenantId) ?? "this tenant")),
    },
    { header: "May", from: "md", cell: ({ scopes }) => (scopes.length === 0 ? "everything" : scopes.join(", ")) },
    {
      header: "Last used",
      from: "md",
      align: "right",
      className: "text-soft",
      cell: ({ lastUsedAt }) => (lastUsedAt ? <Time at={lastUsedAt} /> : "never"),
    },
    {
      header: "Made",
      from: "sm",
      align: "right",
      className: "text-soft",
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
    {
      header: "Action",
      align: "right",
      className: "w-px",
      cell: (key) =>
        key.revokedAt === null ? (
          <Button aria-label={`Revoke ${key.name}`} onClick={() => onRevoke(key)}>
            Revoke…
          </Button>
        ) : null,
    },
  ];
}

function stateCell({ revokedAt, expiresAt }: ApiKeyOut) {
  if (revokedAt !== null)
    return (
      <Pill tone="skip" sign="–">
        revoked
      </Pill>
    );
  if (expiresAt !== null && Date.parse(expiresAt) < Date.now())
    return (
      <Pill tone="skip" sign="–">
        expired
      </Pill>
    );
  return (
    <Pill tone="ok" sign="●">
      valid
    </Pill>
  );
}
