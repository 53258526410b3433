"use client";

import { useFilters } from "@/lib/client/hooks/use-filters";
import { useReceivers } from "@/lib/client/hooks/use-sandbox";
import { useTenants } from "@/lib/client/hooks/use-tenants";
import { SANDBOX_FILTERS } from "@/lib/client/queries/sandbox";
import { useScope } from "@/lib/client/scope";
import { useCanWrite, useIsOperator } from "@/lib/client/session";
import type { SandboxReceiverOut } from "@/lib/contracts/sandbox";
import { EmptyState } from "../common/EmptyState";
import { LiveChip } from "../common/LiveChip";
import { PageHeader } from "../common/PageHeader";
import { QueryState } from "../common/QueryState";
import { Card } from "../ui/Card";
import { Skeleton } from "../ui/Skeleton";
import { NewReceiverButton } from "./NewReceiverButton";
import { ReceivedRequests } from "./ReceivedRequests";
import { ReceiverCard } from "./ReceiverCard";
import { ReceiverList } from "./ReceiverList";

const MOST_TENANTS = 200;

/** Test receivers in the product: what arrives, and whether its signature is right. */
export function SandboxPage() {
  const query = useReceivers();
  const { cursor } = useFilters(SANDBOX_FILTERS);
  const mayWrite = useCanWrite();
  return (
    <>
      <PageHeader
        title="Sandbox"
        beside={<LiveChip isLive={!cursor} />}
        actions={mayWrite ? <NewReceiverButton /> : null}
      />
      <p className="-mt-2 mb-3.5 max-w-3xl text-soft">
        Endpoints that behave as you tell them to. Subscribe one to see what your own endpoint will get, or let it fail
        and watch the retries.
      </p>
      <QueryState query={query} skeleton={<SandboxSkeleton />}>
        {({ data }) => (data.length === 0 ? <NoReceiver mayWrite={mayWrite} /> : <Receivers receivers={data} />)}
      </QueryState>
    </>
  );
}

function Receivers({ receivers }: { receivers: SandboxReceiverOut[] }) {
  const { values, cursor } = useFilters(SANDBOX_FILTERS);
  const { tenantId } = useScope();
  const isOfMany = useIsOperator() && tenantId === null;
  const tenants = useTenants({ limit: MOST_TENANTS }, isOfMany).data?.data ?? [];
  const chosen = receivers.find(({ id }) => id === values.receiver) ?? receivers[0];
  if (!chosen) return null;
  return (
    <div className="grid items-start gap-3.5 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <ReceiverList
        receivers={receivers}
        chosenId={chosen.id}
        tenantNames={isOfMany ? new Map(tenants.map(({ id, name }) => [id, name])) : null}
      />
      <div className="min-w-0">
        <ReceiverCard key={chosen.id} receiver={chosen} />
        <ReceivedRequests receiver={chosen} requestId={values.request} cursor={cursor} />
      </div>
    </div>
  );
}

function NoReceiver({ mayWrite }: { mayWrite: boolean }) {
  return (
    <Card>
      <EmptyState title="No receiver yet." action={mayWrite ? <NewReceiverButton look="plain" /> : null}>
        {mayWrite
          ? "One click makes an address that takes whatever is sent to it and shows it here. It stays for 24 hours."
          : "Developers and owners can make one: an address that shows what is sent to it."}
      </EmptyState>
    </Card>
  );
}

function SandboxSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-3.5 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <Skeleton className="h-32 rounded-panel" />
      <Skeleton className="h-64 rounded-panel" />
    </div>
  );
}
