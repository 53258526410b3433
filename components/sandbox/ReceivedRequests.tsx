"use client";

import { useClearReceived, useReceived } from "@/lib/client/hooks/use-sandbox";
import { useCanWrite } from "@/lib/client/session";
import type { SandboxReceiverOut } from "@/lib/contracts/sandbox";
import { CodeBlock } from "../common/CodeBlock";
import { DataTable } from "../common/DataTable";
import { EmptyState } from "../common/EmptyState";
import { Button } from "../ui/Button";
import { RequestCard } from "./RequestCard";
import { requestColumns } from "./request-columns";

interface ReceivedRequestsProps {
  receiver: SandboxReceiverOut;
  requestId: string | undefined;
  cursor: string | undefined;
}

/** What arrived, live, and the chosen request whole; the newest until one is chosen. */
export function ReceivedRequests({ receiver, requestId, cursor }: ReceivedRequestsProps) {
  const query = useReceived(receiver.id, cursor);
  const clear = useClearReceived(receiver);
  const mayWrite = useCanWrite();
  const requests = query.data?.data ?? [];
  const chosen = requests.find(({ id }) => id === requestId) ?? requests[0];
  const base = `/sandbox?receiver=${receiver.id}`;
  return (
    <div className="mt-3.5 grid items-start gap-3.5 xl:grid-cols-2">
      <div className="min-w-0">
        <DataTable
          label="Requests received, newest first"
          query={query}
          columns={requestColumns({ requestHref: ({ id }) => `${base}&request=${id}` })}
          rowId={({ id }) => id}
          pageHref={(next) => `${base}&cursor=${encodeURIComponent(next)}`}
          empty={<NothingYet url={receiver.url} />}
        />
        {mayWrite && requests.length > 0 ? (
          <Button look="quiet" className="mt-2" busy={clear.isPending} onClick={() => clear.mutate()}>
            Clear the list
          </Button>
        ) : null}
      </div>
      {chosen ? <RequestCard key={chosen.id} request={chosen} /> : null}
    </div>
  );
}

function NothingYet({ url }: { url: string }) {
  return (
    <EmptyState title="Nothing arrived yet.">
      Subscribe its address and publish an event, or knock by hand:
      <div className="mt-3 text-left">
        <CodeBlock code={`curl -d '{"hello":"sandbox"}' ${url}`} label="the command" />
      </div>
    </EmptyState>
  );
}
