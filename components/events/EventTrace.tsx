"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { formatMs } from "@/lib/client/format";
import { useEventTrace, useSendEvent } from "@/lib/client/hooks/use-events";
import { useCanWrite } from "@/lib/client/session";
import { traceSentence } from "@/lib/client/trace-sentences";
import type { EventOut } from "@/lib/contracts/event";
import type { TraceEntryOut } from "@/lib/contracts/trace";
import { Pill } from "../common/Pill";
import { QueryState } from "../common/QueryState";
import { Time } from "../common/Time";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Skeleton } from "../ui/Skeleton";
import { NobodyGotIt } from "./NobodyGotIt";
import { TRACE_LOOKS } from "./trace-looks";

/** The way of an event: accepted, routed, and for each subscription whether it got it, and why not. */
export function EventTrace({ event }: { event: EventOut }) {
  const trace = useEventTrace(event.id);
  return (
    <Card title="Its way">
      <ol className="px-3.5 pt-3">
        <Step sign="●" at={event.acceptedAt}>
          Accepted, and kept before the answer went out.
        </Step>
        <Step sign={event.routedAt ? "●" : "○"} at={event.routedAt}>
          {routedSentence(event)}
        </Step>
      </ol>
      <QueryState query={trace} skeleton={<Skeleton className="m-3.5 h-24" />}>
        {({ data }) => (data.length === 0 ? <NobodyGotIt event={event} /> : <Entries event={event} entries={data} />)}
      </QueryState>
    </Card>
  );
}

function routedSentence({ routedAt, acceptedAt, deliverAt, matched, skipped, status }: EventOut): ReactNode {
  if (routedAt === null) return deliverAt ? "Scheduled: routed when its time comes." : "Not routed yet.";
  if (status !== "routed") return `It left the queue: ${status}.`;
  const after = formatMs(Math.max(0, Date.parse(routedAt) - Date.parse(deliverAt ?? acceptedAt)));
  return `Routed after ${after}: ${matched ?? 0} matched, ${skipped ?? 0} skipped it.`;
}

function Step({ sign, at, children }: { sign: string; at: string | null; children: ReactNode }) {
  return (
    <li className="flex items-baseline gap-2.5 pb-1.5">
      <span aria-hidden className={sign === "●" ? "text-ok text-xs" : "text-faint text-xs"}>
        {sign}
      </span>
      <span className="min-w-0 flex-1 text-soft">{children}</span>
      <span className="text-faint text-xs">{at ? <Time at={at} /> : null}</span>
    </li>
  );
}

/** Those that got it, or will, before those that did not. */
function receiversFirst(entries: readonly TraceEntryOut[]): TraceEntryOut[] {
  const isReceiver = ({ status }: TraceEntryOut) => status !== null && status !== "skipped";
  return entries.toSorted((a, b) => Number(isReceiver(b)) - Number(isReceiver(a)));
}

function Entries({ event, entries }: { event: EventOut; entries: TraceEntryOut[] }) {
  const send = useSendEvent(event);
  const mayWrite = useCanWrite();
  return (
    <ul className="mt-1.5 border-rule border-t">
      {receiversFirst(entries).map((entry) => (
        <li
          key={entry.subscriptionId}
          className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-rule border-b px-3.5 py-2 last:border-b-0"
        >
          <span className="w-28 shrink-0">
            <Pill {...TRACE_LOOKS[entry.status ?? entry.outcome]} />
          </span>
          <span className="min-w-0 flex-1 basis-60">
            <Link href={`/subscriptions/${entry.subscriptionId}`} className="break-all font-medium hover:underline">
              {entry.destination}
            </Link>
            <span className="block text-faint text-xs">{traceSentence(entry)}</span>
          </span>
          {entry.deliveryId ? (
            <Link href={`/deliveries/${entry.deliveryId}`} className="text-accent text-sm hover:underline">
              Delivery
            </Link>
          ) : null}
          {mayWrite && entry.outcome !== "deleted" && entry.outcome !== "waiting" && entry.status !== "pending" ? (
            <Button
              busy={send.isPending && send.variables.subscriptionId === entry.subscriptionId}
              onClick={() => send.mutate({ subscriptionId: entry.subscriptionId })}
            >
              {entry.status === "delivered" || entry.status === "dead" ? "Send again" : "Send it here"}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
