"use client";

import { useState } from "react";
import { useEventType } from "@/lib/client/hooks/use-event-types";
import { useCanWrite, useIsOperator } from "@/lib/client/session";
import type { EventTypeDetailOut } from "@/lib/contracts/event-type";
import { PageHeader } from "../common/PageHeader";
import { PageQueryState } from "../common/PageQueryState";
import { ButtonLink } from "../ui/Button";
import { EventTypeActions } from "./EventTypeActions";
import { EventTypeFacts } from "./EventTypeFacts";
import { EventTypePills } from "./EventTypePills";
import { VersionCard } from "./VersionCard";
import { VersionEditor } from "./VersionEditor";

const PARENT = { href: "/event-types", label: "Event types" };

export function EventTypePage({ name }: { name: string }) {
  const query = useEventType(name);
  return (
    <PageQueryState query={query} title="Event type" parent={PARENT}>
      {(type) => <EventTypeView type={type} />}
    </PageQueryState>
  );
}

/** `version`: a saved one is edited; null: a new one is written. */
type Editing = { version: string | null };

function EventTypeView({ type }: { type: EventTypeDetailOut }) {
  const [shown, setShown] = useState<string | null>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  const isOperator = useIsOperator();
  const mayWrite = useCanWrite();
  const version = type.versions.find((one) => one.version === shown) ?? type.versions[0];
  return (
    <>
      <PageHeader
        title={type.name}
        parent={{ ...PARENT, here: <span>{type.name}</span> }}
        beside={<EventTypePills type={{ ...type }} />}
        actions={
          <>
            {isOperator ? <EventTypeActions type={type} onAddVersion={() => setEditing({ version: null })} /> : null}
            {mayWrite ? (
              <ButtonLink look="primary" href={`/subscriptions/new?events=${encodeURIComponent(type.name)}`}>
                Subscribe to it
              </ButtonLink>
            ) : null}
          </>
        }
      />
      {type.description ? (
        <p className="-mt-1.5 mb-3.5 max-w-3xl whitespace-pre-line text-soft">{type.description}</p>
      ) : null}
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        {editing ? (
          <VersionEditor
            key={editing.version ?? "new"}
            type={type}
            version={type.versions.find((one) => one.version === editing.version) ?? null}
            onDone={(saved) => {
              setEditing(null);
              if (saved !== null) setShown(saved);
            }}
          />
        ) : (
          <VersionCard
            type={type}
            version={version}
            onShow={setShown}
            onEdit={isOperator && version ? () => setEditing({ version: version.version }) : null}
          />
        )}
        <EventTypeFacts type={type} />
      </div>
    </>
  );
}
