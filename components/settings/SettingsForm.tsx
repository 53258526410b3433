"use client";

import type { FormEvent, ReactNode } from "react";
import { ApiError } from "@/lib/client/api";
import { type SettingsChanges, useUpdateSettings } from "@/lib/client/hooks/use-settings";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Notice } from "../ui/Notice";

interface SettingsFormProps {
  title: string;
  /** What the fields have come to. */
  patch: () => SettingsChanges;
  /** Names of the fields that show their own error. */
  fields: readonly string[];
  children: (errorOf: (field: string) => string | undefined) => ReactNode;
}

/** One group of settings with a button of its own, so that nothing is saved by the way. */
export function SettingsForm({ title, patch, fields, children }: SettingsFormProps) {
  const update = useUpdateSettings();
  const refused = update.error instanceof ApiError ? update.error : null;
  const isPlaced = fields.some((field) => refused?.field(field));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate(patch());
  };
  return (
    <Card title={title}>
      <form method="post" onSubmit={submit} className="p-3.5">
        {update.error && !isPlaced ? <Notice tone="dead">{update.error.message}</Notice> : null}
        {children((field) => refused?.field(field))}
        <Button type="submit" busy={update.isPending}>
          Save
        </Button>
      </form>
    </Card>
  );
}
