import Link from "next/link";
import { groupOf } from "@/lib/client/event-type-groups";
import type { EventTypeDetailOut } from "@/lib/contracts/event-type";
import { CopyId } from "../common/CopyId";
import { Facts } from "../common/Facts";
import { Time } from "../common/Time";
import { Card } from "../ui/Card";

export function EventTypeFacts({ type }: { type: EventTypeDetailOut }) {
  return (
    <div className="flex flex-col gap-3.5">
      <Card title="About it">
        <div className="p-3.5">
          <Facts
            facts={[
              ["Name", <CopyId key="name" id={type.name} whole />],
              ["Group", groupOf(type)],
              ["Versions", type.versions.map(({ version }) => version).join(", ") || "none"],
              ["Checked", type.enforce ? "events must fit the schema" : "not at the door"],
              ["Deprecated", type.deprecatedAt ? <Time key="at" at={type.deprecatedAt} /> : "no"],
            ]}
          />
        </div>
      </Card>
      <Card title="Use it">
        <ul className="flex flex-col gap-2 p-3.5 text-sm">
          <li>
            <Link href={`/events?type=${encodeURIComponent(type.name)}`} className="text-accent hover:underline">
              Events of this type
            </Link>
          </li>
          <li>
            <Link href={`/deliveries?type=${encodeURIComponent(type.name)}`} className="text-accent hover:underline">
              Their deliveries
            </Link>
          </li>
          <li>
            <Link href="/docs/guides/verify" className="text-accent hover:underline">
              How to verify a signature, in your language
            </Link>
          </li>
        </ul>
      </Card>
    </div>
  );
}
