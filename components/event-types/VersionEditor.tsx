"use client";

import { type FormEvent, useState } from "react";
import { ApiError } from "@/lib/client/api";
import { parseJsonField } from "@/lib/client/event-type-groups";
import { useSaveVersion } from "@/lib/client/hooks/use-event-types";
import type { EventTypeDetailOut, EventTypeVersionOut } from "@/lib/contracts/event-type";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { JsonField } from "./JsonField";

interface VersionEditorProps {
  type: EventTypeDetailOut;
  /** Null: a new one, which begins with the schema of the newest. */
  version: EventTypeVersionOut | null;
  /** With the name of the saved version; null when it was left. */
  onDone: (saved: string | null) => void;
}

export function VersionEditor({ type, version, onDone }: VersionEditorProps) {
  const save = useSaveVersion(type);
  const from = version ?? type.versions[0];
  const [name, setName] = useState(version?.version ?? nextVersion(type));
  const [schema, setSchema] = useState(from?.schema ? pretty(from.schema) : "");
  const [example, setExample] = useState(version?.exampleFrom === "given" ? pretty(version.example) : "");
  const refused = save.error instanceof ApiError ? save.error : null;
  const parsed = { schema: parseJsonField(schema), example: parseJsonField(example) };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!parsed.schema || !parsed.example) return;
    save.mutate(
      {
        version: name,
        isNew: version === null,
        schema: (parsed.schema.value as Record<string, unknown> | undefined) ?? null,
        ...(parsed.example.value === undefined ? {} : { example: parsed.example.value }),
      },
      { onSuccess: () => onDone(name) },
    );
  };
  return (
    <Card title={version ? `Edit version ${version.version}` : "New version"}>
      <form method="post" onSubmit={submit} className="p-3.5">
        {save.error && !refused?.field("schema") && !refused?.field("example") ? (
          <Notice tone="dead">{save.error.message}</Notice>
        ) : null}
        {version ? null : (
          <TextField
            label="Version"
            value={name}
            required
            maxLength={50}
            className="max-w-32"
            hint="As publishers send it in the event's version."
            onChange={({ target }) => setName(target.value)}
          />
        )}
        <JsonField
          label="JSON Schema of data"
          hint="Draft 2020-12. Empty: any data fits."
          value={schema}
          isValid={parsed.schema !== null}
          error={refused?.field("schema")}
          onChange={setSchema}
        />
        <JsonField
          label="Example of data"
          hint="Empty: made from the schema."
          value={example}
          isValid={parsed.example !== null}
          error={refused?.field("example")}
          onChange={setExample}
        />
        <div className="flex gap-3">
          <Button look="primary" type="submit" busy={save.isPending} disabled={!parsed.schema || !parsed.example}>
            Save the version
          </Button>
          <Button onClick={() => onDone(null)}>Cancel</Button>
        </div>
      </form>
    </Card>
  );
}

function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** One more than the highest number; empty where versions are no numbers. */
function nextVersion({ versions }: EventTypeDetailOut): string {
  const numbers = versions.map(({ version }) => Number(version)).filter(Number.isFinite);
  return numbers.length === 0 ? "" : String(Math.max(...numbers) + 1);
}
