"use client";

import { useState } from "react";
import type { Settings } from "@/lib/contracts/settings";
import { Field } from "../ui/Field";
import { Select } from "../ui/Select";
import { SettingsForm } from "./SettingsForm";

const CHOICES = [
  { value: "declared", label: "Only types that say so" },
  { value: "all", label: "Every type with a schema" },
  { value: "strict", label: "Every type, and no unknown ones" },
] as const;

/** Which events must fit the catalogue. */
export function CatalogueSettings({ settings }: { settings: Settings }) {
  const [enforcement, setEnforcement] = useState(settings.schemaEnforcement);
  return (
    <SettingsForm title="Event types" fields={["schemaEnforcement"]} patch={() => ({ schemaEnforcement: enforcement })}>
      {(errorOf) => (
        <Field
          label="Which events must fit their schema?"
          hint="An event that does not is refused at the door, and its publisher told which field is wrong."
          error={errorOf("schemaEnforcement")}
        >
          {(control) => (
            <Select
              {...control}
              className="w-full max-w-sm"
              value={enforcement}
              options={CHOICES}
              onChange={({ target }) => setEnforcement(target.value as Settings["schemaEnforcement"])}
            />
          )}
        </Field>
      )}
    </SettingsForm>
  );
}
