"use client";

import { useState } from "react";
import type { Settings } from "@/lib/contracts/settings";
import { TextField } from "../ui/Field";
import { SettingsForm } from "./SettingsForm";

/** Where a customer turns who cannot help himself. */
export function SupportSettings({ settings }: { settings: Settings }) {
  const [email, setEmail] = useState(settings.supportEmail ?? "");
  const [url, setUrl] = useState(settings.supportUrl ?? "");
  return (
    <SettingsForm
      title="Support"
      fields={["supportEmail", "supportUrl"]}
      patch={() => ({ supportEmail: email.trim() || null, supportUrl: url.trim() || null })}
    >
      {(errorOf) => (
        <div className="grid gap-x-3.5 sm:grid-cols-2">
          <TextField
            label="Email"
            type="email"
            value={email}
            autoComplete="off"
            placeholder="support@example.com"
            error={errorOf("supportEmail")}
            onChange={({ target }) => setEmail(target.value)}
          />
          <TextField
            label="Page"
            type="url"
            value={url}
            autoComplete="off"
            placeholder="https://help.example.com"
            error={errorOf("supportUrl")}
            onChange={({ target }) => setUrl(target.value)}
          />
        </div>
      )}
    </SettingsForm>
  );
}
