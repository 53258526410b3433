import type { ReactNode } from "react";
import { formatCount, formatMs } from "@/lib/client/format";
import type { TenantHealthOut } from "@/lib/contracts/lane-health";
import type { TenantOut } from "@/lib/contracts/tenant";
import type { Column } from "../common/column";
import { RowLink } from "../common/RowLink";
import { Button } from "../ui/Button";
import { Skeleton } from "../ui/Skeleton";
import { BreakersPill } from "./BreakersPill";

interface TenantColumnOptions {
  healthOf: (tenantId: string) => TenantHealthOut | undefined;
  chosenId: string | null;
  onChoose: (tenantId: string | null) => void;
}

/** How each does, in the last minutes; what is at rest stays quiet. */
export function tenantColumns({ healthOf, chosenId, onChoose }: TenantColumnOptions): Column<TenantOut>[] {
  const figure = (read: (health: TenantHealthOut) => ReactNode) => (tenant: TenantOut) => {
    const health = healthOf(tenant.id);
    return health ? read(health) : <Skeleton className="ml-auto h-3.5 w-10" />;
  };
  return [
    {
      header: "Tenant",
      cell: ({ id, name, externalId }) => (
        <>
          <RowLink href={`/tenants/${id}`}>{name}</RowLink>
          {externalId ? <div className="font-mono text-faint text-xs">{externalId}</div> : null}
        </>
      ),
    },
    { header: "Breakers", cell: figure(({ openBreakers }) => <BreakersPill open={openBreakers.length} />) },
    {
      header: "Errors",
      align: "right",
      from: "sm",
      cell: figure(({ attempts }) => <ErrorShare attempts={attempts} />),
    },
    {
      header: "p95",
      align: "right",
      from: "md",
      cell: figure(({ latency }) => (latency.endpoint ? formatMs(latency.endpoint.p95Ms) : <Dash />)),
    },
    {
      header: "Waiting",
      align: "right",
      from: "sm",
      cell: figure(({ backlog }) => <Count count={backlog.waiting + backlog.unrouted} />),
    },
    {
      header: "Retrying",
      align: "right",
      from: "md",
      cell: figure(({ backlog }) => <Count count={backlog.retrying} className="text-retry" />),
    },
    {
      header: "Dead",
      align: "right",
      from: "lg",
      cell: figure(({ backlog }) => <Count count={backlog.dead} className="text-dead" />),
    },
    {
      header: "Action",
      align: "right",
      className: "w-px",
      cell: ({ id, name }) =>
        id === chosenId ? (
          <Button className="relative z-10" aria-label={`Stop looking at ${name} only`} onClick={() => onChoose(null)}>
            Show all
          </Button>
        ) : (
          <Button className="relative z-10" aria-label={`Look at ${name} only`} onClick={() => onChoose(id)}>
            Look at
          </Button>
        ),
    },
  ];
}

function ErrorShare({ attempts: { total, successRate } }: Pick<TenantHealthOut, "attempts">) {
  if (successRate === null || total === 0) return <Dash />;
  const share = (1 - successRate) * 100;
  if (share === 0) return <>0 %</>;
  return <span className="text-dead">{share < 0.1 ? "<0.1" : share.toFixed(1)} %</span>;
}

function Count({ count, className = "" }: { count: number; className?: string }) {
  return count === 0 ? <span className="text-faint">0</span> : <span className={className}>{formatCount(count)}</span>;
}

function Dash() {
  return <span className="text-faint">–</span>;
}
