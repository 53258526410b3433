import type { EventTypeGroup } from "@/lib/client/event-type-groups";
import { RowLink } from "../common/RowLink";
import { Card } from "../ui/Card";
import { EventTypePills } from "./EventTypePills";

/** The types of a group, alphabetically. */
export function EventTypeGroupCard({ group: { name, types } }: { group: EventTypeGroup }) {
  return (
    <Card title={name} aside={String(types.length)}>
      <ul>
        {types.map((type) => (
          <li
            key={type.id}
            data-row={type.name}
            className="relative grid items-center gap-x-4 gap-y-0.5 border-rule border-b px-3.5 py-2.25 last:border-b-0 focus-within:bg-sunk hover:bg-sunk sm:grid-cols-[minmax(0,16rem)_minmax(0,1fr)_auto]"
          >
            <RowLink href={`/event-types/${encodeURIComponent(type.name)}`} className="break-words">
              {type.name}
            </RowLink>
            <span className="truncate text-soft text-sm">{type.description ?? ""}</span>
            <span className="flex items-center gap-2 text-faint text-xs sm:justify-end">
              <EventTypePills type={type} />
              {type.versions.length > 1 ? `${type.versions.length} versions` : `version ${type.versions[0] ?? "–"}`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
