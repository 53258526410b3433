import type { TenantOut } from "@/lib/contracts/tenant";
import { CopyId } from "../common/CopyId";
import type { Column } from "../common/column";
import { Time } from "../common/Time";
import { Button } from "../ui/Button";

interface TenantColumnOptions {
  chosenId: string | null;
  onChoose: (tenantId: string | null) => void;
}

export function tenantColumns({ chosenId, onChoose }: TenantColumnOptions): Column<TenantOut>[] {
  return [
    {
      header: "Name",
      cell: ({ id, name }) => (
        <>
          <span className="font-medium">{name}</span>
          <div>
            <CopyId id={id} />
          </div>
        </>
      ),
    },
    {
      header: "External id",
      from: "sm",
      cell: ({ externalId }) => (externalId ? <CopyId id={externalId} whole /> : <span className="text-faint">–</span>),
    },
    {
      header: "Rate limit",
      from: "md",
      cell: ({ rateLimit }) =>
        rateLimit ? `${rateLimit.limit} in ${rateLimit.periodSeconds} s` : <span className="text-faint">none</span>,
    },
    {
      header: "Made",
      align: "right",
      from: "sm",
      className: "text-soft",
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
    {
      header: "Action",
      align: "right",
      className: "w-px",
      cell: ({ id, name }) =>
        id === chosenId ? (
          <Button aria-label={`Stop looking at ${name} only`} onClick={() => onChoose(null)}>
            Show all
          </Button>
        ) : (
          <Button aria-label={`Look at ${name} only`} onClick={() => onChoose(id)}>
            Look at
          </Button>
        ),
    },
  ];
}
