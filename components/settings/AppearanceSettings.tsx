"use client";

import { useState } from "react";
import type { Settings } from "@/lib/contracts/settings";
import { TextField } from "../ui/Field";
import { AppearancePreview } from "./AppearancePreview";
import { LogoField } from "./LogoField";
import { SettingsForm } from "./SettingsForm";

const OWN_ACCENT = "#0b6e66";

/** What customers see: name, logo, colour. */
export function AppearanceSettings({ settings }: { settings: Settings }) {
  const [name, setName] = useState(settings.name);
  const [logoUrl, setLogoUrl] = useState(settings.logoUrl ?? "");
  const [accentColour, setAccentColour] = useState(settings.accentColour ?? "");
  return (
    <SettingsForm
      title="How it looks to your customers"
      fields={["name", "logoUrl", "accentColour"]}
      patch={() => ({ name: name.trim(), logoUrl: logoUrl || null, accentColour: accentColour || null })}
    >
      {(errorOf) => (
        <>
          <TextField
            label="Name"
            value={name}
            required
            maxLength={80}
            autoComplete="off"
            error={errorOf("name")}
            onChange={({ target }) => setName(target.value)}
          />
          <LogoField logoUrl={logoUrl} error={errorOf("logoUrl")} onChange={setLogoUrl} />
          <div className="flex items-end gap-3">
            <TextField
              label="Accent colour"
              value={accentColour}
              placeholder={OWN_ACCENT}
              maxLength={7}
              spellCheck={false}
              autoComplete="off"
              className="w-32 font-mono text-mono"
              hint="Darkened or lightened where it would be hard to read."
              error={errorOf("accentColour")}
              onChange={({ target }) => setAccentColour(target.value.trim())}
            />
            <input
              type="color"
              aria-label="Choose the accent colour"
              value={/^#[0-9a-f]{6}$/i.test(accentColour) ? accentColour : OWN_ACCENT}
              onChange={({ target }) => setAccentColour(target.value)}
              className="mb-10.5 h-8.5 w-11 rounded-control border border-field-rule bg-panel p-0.75"
            />
          </div>
          <AppearancePreview name={name} logoUrl={logoUrl || null} accentColour={accentColour || OWN_ACCENT} />
        </>
      )}
    </SettingsForm>
  );
}
