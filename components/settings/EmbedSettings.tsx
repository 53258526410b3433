"use client";

import { useState } from "react";
import type { Settings } from "@/lib/contracts/settings";
import { CONTROL, Field } from "../ui/Field";
import { SettingsForm } from "./SettingsForm";

/** Whose pages may hold the portal. */
export function EmbedSettings({ settings }: { settings: Settings }) {
  const [text, setText] = useState(settings.embedOrigins.join("\n"));
  const origins = text.split(/\s+/).filter(Boolean);
  return (
    <SettingsForm title="Embedding" fields={["embedOrigins"]} patch={() => ({ embedOrigins: origins })}>
      {(errorOf) => (
        <Field
          label="Pages of these origins may frame the portal"
          hint="One a line, such as https://app.example.com. Only somebody who came by a portal link is shown inside."
          error={errorOf("embedOrigins")}
        >
          {(control) => (
            <textarea
              {...control}
              value={text}
              rows={3}
              spellCheck={false}
              onChange={({ target }) => setText(target.value)}
              className={`${CONTROL} resize-y font-mono text-mono`}
            />
          )}
        </Field>
      )}
    </SettingsForm>
  );
}
