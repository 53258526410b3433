import { diffOf } from "@/lib/client/diff";
import type { AuditEntryOut } from "@/lib/contracts/audit";
import { CopyId } from "../common/CopyId";
import { Facts } from "../common/Facts";
import { Time } from "../common/Time";
import { Card } from "../ui/Card";
import { actionText } from "./audit-columns";
import { DiffTable } from "./DiffTable";

interface AuditEntryCardProps {
  entry: AuditEntryOut;
  actorName: (actor: string) => string;
}

/** One change: who, from where, and what was before and after. */
export function AuditEntryCard({ entry, actorName }: AuditEntryCardProps) {
  const differences = diffOf(entry.before, entry.after);
  return (
    <Card title={actionText(entry.action)} aside={<Time at={entry.createdAt} />}>
      <div className="border-rule border-b p-3.5">
        <Facts
          facts={[
            ["Who", actorName(entry.actor)],
            ["Known as", <CopyId key="actor" id={entry.actor} whole />],
            ["Of", entry.targetId ? <CopyId key="target" id={entry.targetId} whole /> : "–"],
            ["From", entry.address ?? "inside of Hookswitch"],
            ["Request", entry.requestId ? <CopyId key="request" id={entry.requestId} whole /> : "–"],
          ]}
        />
      </div>
      <div className="px-3.5 py-2">
        {differences.length === 0 ? (
          <p className="py-2 text-faint text-sm">Nothing was changed by it: it was looked at or done.</p>
        ) : (
          <DiffTable differences={differences} />
        )}
      </div>
    </Card>
  );
}
