import { shortenId } from "@/lib/client/format";
import type { AuditEntryOut } from "@/lib/contracts/audit";
import type { Column } from "../common/column";
import { RowLink } from "../common/RowLink";
import { Time } from "../common/Time";

interface AuditColumnOptions {
  actorName: (actor: string) => string;
  entryHref: (entry: AuditEntryOut) => string;
}

export function auditColumns({ actorName, entryHref }: AuditColumnOptions): Column<AuditEntryOut>[] {
  return [
    {
      header: "What",
      cell: (entry) => (
        <>
          <RowLink href={entryHref(entry)}>{actionText(entry.action)}</RowLink>
          {entry.targetId ? (
            <div className="font-mono text-faint text-xs" title={entry.targetId}>
              {shortenId(entry.targetId)}
            </div>
          ) : null}
        </>
      ),
    },
    { header: "Who", from: "sm", cell: ({ actor }) => <span className="break-words">{actorName(actor)}</span> },
    { header: "When", align: "right", className: "text-soft", cell: ({ createdAt }) => <Time at={createdAt} /> },
  ];
}

/** `subscription.rotate_secret` → `subscription: rotate secret` */
export function actionText(action: string): string {
  const [resource, ...verb] = action
    .replaceAll("_", " ")
    .replace(/^api key/, "API key")
    .split(".");
  return verb.length === 0 ? action : `${resource}: ${verb.join(" ")}`;
}
