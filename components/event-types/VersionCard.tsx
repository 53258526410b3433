"use client";

import { useState } from "react";
import type { EventTypeDetailOut, EventTypeVersionOut } from "@/lib/contracts/event-type";
import { CopyButton } from "../common/CopyButton";
import { EmptyState } from "../common/EmptyState";
import { JsonView } from "../common/JsonView";
import { Time } from "../common/Time";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Select } from "../ui/Select";
import { Tabs } from "../ui/Tabs";
import { SchemaFields } from "./SchemaFields";

const TABS = [
  { name: "example", label: "Example" },
  { name: "fields", label: "Fields" },
  { name: "schema", label: "JSON Schema" },
] as const;

interface VersionCardProps {
  type: EventTypeDetailOut;
  version: EventTypeVersionOut | undefined;
  onShow: (version: string) => void;
  /** Null for whoever may not. */
  onEdit: (() => void) | null;
}

/** One version: what its data looks like. */
export function VersionCard({ type, version, onShow, onEdit }: VersionCardProps) {
  const [tab, setTab] = useState<(typeof TABS)[number]["name"]>("example");
  if (!version) {
    return (
      <Card>
        <EmptyState title="It has no version yet." />
      </Card>
    );
  }
  return (
    <Card
      title={`Version ${version.version}`}
      aside={
        <span className="flex flex-wrap items-center gap-2.5">
          <span>
            changed <Time at={version.updatedAt} />
          </span>
          {type.versions.length > 1 ? (
            <Select
              aria-label="Version"
              value={version.version}
              options={type.versions.map((one) => ({ value: one.version, label: `Version ${one.version}` }))}
              onChange={({ target }) => onShow(target.value)}
            />
          ) : null}
          {onEdit ? <Button onClick={onEdit}>Edit</Button> : null}
        </span>
      }
    >
      <Tabs label="Version" tabs={TABS} active={tab} onChange={setTab}>
        <div className="p-3.5">
          {tab === "example" ? <Example version={version} /> : null}
          {tab === "fields" ? <SchemaFields schema={version.schema} /> : null}
          {tab === "schema" ? <Schema version={version} /> : null}
        </div>
      </Tabs>
    </Card>
  );
}

function Example({ version: { example, exampleFrom } }: { version: EventTypeVersionOut }) {
  if (exampleFrom === "none") return <p className="text-faint text-sm">There is no example, and none could be made.</p>;
  return (
    <>
      <Json value={example} label="example" />
      {exampleFrom === "generated" ? (
        <p className="mt-3 text-faint text-xs">Made from the schema; real events hold real values.</p>
      ) : null}
    </>
  );
}

function Schema({ version: { schema } }: { version: EventTypeVersionOut }) {
  if (!schema) return <p className="text-faint text-sm">It has no schema: any data fits.</p>;
  return <Json value={schema} label="JSON Schema" />;
}

function Json({ value, label }: { value: unknown; label: string }) {
  const text = JSON.stringify(value, null, 2);
  return (
    <div className="relative">
      <span className="absolute top-0 right-0">
        <CopyButton text={text} label={label} />
      </span>
      <div className="pr-7">
        <JsonView text={text} />
      </div>
    </div>
  );
}
