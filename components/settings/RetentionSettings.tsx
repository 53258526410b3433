"use client";

import { useState } from "react";
import type { Settings } from "@/lib/contracts/settings";
import { TextField } from "../ui/Field";
import { SettingsForm } from "./SettingsForm";

/** How long requests and responses are kept. */
export function RetentionSettings({ settings }: { settings: Settings }) {
  const [days, setDays] = useState(settings.attemptRetentionDays);
  return (
    <SettingsForm title="Retention" fields={["attemptRetentionDays"]} patch={() => ({ attemptRetentionDays: days })}>
      {(errorOf) => (
        <TextField
          label="Attempts are kept for this many days"
          type="number"
          min={1}
          max={3_650}
          required
          value={days}
          className="w-28"
          hint="Requests and responses with their headers and bodies. Events and deliveries themselves stay."
          error={errorOf("attemptRetentionDays")}
          onChange={({ target }) => setDays(target.valueAsNumber || 1)}
        />
      )}
    </SettingsForm>
  );
}
