import { clsx } from "clsx";
import Link from "next/link";
import { countOf } from "@/lib/client/format";
import { answerMark } from "@/lib/client/sandbox-answers";
import type { SandboxReceiverOut } from "@/lib/contracts/sandbox";
import { Line } from "../common/Line";
import { Card } from "../ui/Card";

const MOST_MARKS = 6;

interface ReceiverListProps {
  receivers: readonly SandboxReceiverOut[];
  chosenId: string;
  /** Null where all are of one tenant. */
  tenantNames: ReadonlyMap<string, string> | null;
}

export function ReceiverList({ receivers, chosenId, tenantNames }: ReceiverListProps) {
  return (
    <Card title="Receivers" aside={String(receivers.length)}>
      <ul className="p-1">
        {receivers.map((receiver) => (
          <li key={receiver.id}>
            <Link
              href={`/sandbox?receiver=${receiver.id}`}
              scroll={false}
              aria-current={receiver.id === chosenId ? "true" : undefined}
              className={clsx(
                "-outline-offset-2 block rounded-tag px-2.5 py-2 hover:bg-sunk",
                receiver.id === chosenId && "bg-sunk",
              )}
            >
              <span className="flex items-center justify-between gap-2">
                <span className="truncate font-medium">{receiver.name}</span>
                <Line marks={receiver.answers.slice(0, MOST_MARKS).map(answerMark)} />
              </span>
              <span className="mt-0.5 block truncate text-faint text-xs">
                {tenantNames ? `${tenantNames.get(receiver.tenantId) ?? "a tenant"} · ` : ""}
                {receiver.requestCount === 0 ? "nothing yet" : countOf(receiver.requestCount, "request")}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
