import { formatCount } from "@/lib/client/format";
import type { UndeliveredByTenantOut } from "@/lib/contracts/health";
import type { Column } from "../common/column";
import { RowLink } from "../common/RowLink";
import { Time } from "../common/Time";
import { Button } from "../ui/Button";

export type UndeliveredRow = UndeliveredByTenantOut["data"][number];

interface UndeliveredColumnOptions {
  /** Shows the rows behind a number: the log of that tenant. */
  onShow: (row: UndeliveredRow) => void;
}

export function undeliveredColumns({ onShow }: UndeliveredColumnOptions): Column<UndeliveredRow>[] {
  return [
    { header: "Tenant", cell: ({ tenantId, name }) => <RowLink href={`/tenants/${tenantId}`}>{name}</RowLink> },
    {
      header: "Events",
      align: "right",
      className: "font-semibold text-dead",
      cell: ({ events }) => formatCount(events),
    },
    { header: "Waiting, retrying", align: "right", from: "sm", cell: ({ pending }) => formatCount(pending) },
    { header: "Dead", align: "right", from: "sm", cell: ({ dead }) => formatCount(dead) },
    { header: "Not routed", align: "right", from: "md", cell: ({ unrouted }) => formatCount(unrouted) },
    {
      header: "Oldest",
      align: "right",
      from: "md",
      className: "text-soft",
      cell: ({ oldest }) => <Time at={oldest} />,
    },
    {
      header: "Action",
      align: "right",
      className: "w-px",
      cell: (row) => (
        <Button
          className="relative z-10"
          aria-label={`Show them: what ${row.name} did not get`}
          onClick={() => onShow(row)}
        >
          Show them
        </Button>
      ),
    },
  ];
}
