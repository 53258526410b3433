import type { CSSProperties } from "react";
import { type AccentColours, accentOf } from "@/lib/client/accent";
import { BrandMark } from "../shell/BrandMark";

interface AppearancePreviewProps {
  name: string;
  logoUrl: string | null;
  accentColour: string | null;
}

/** Both themes side by side, before anything is saved. */
export function AppearancePreview({ name, logoUrl, accentColour }: AppearancePreviewProps) {
  const accent = accentOf(accentColour);
  return (
    <div className="mb-4.5 grid gap-3 sm:grid-cols-2">
      {(["light", "dark"] as const).map((theme) => (
        <div
          key={theme}
          style={{ colorScheme: theme, ...(accent ? variablesOf(accent[theme]) : {}) }}
          className="flex items-center justify-between gap-3 rounded-control border border-rule bg-sunk px-3 py-3 text-ink"
        >
          <span className="inline-flex min-w-0 items-center gap-2 font-semibold">
            <BrandMark logoUrl={logoUrl} />
            <span className="truncate">{name || "Name"}</span>
          </span>
          <span className="rounded-control bg-accent px-2.75 py-1.25 font-medium text-on-accent text-sm">
            Subscribe
          </span>
        </div>
      ))}
    </div>
  );
}

function variablesOf({ accent, onAccent, wash }: AccentColours): CSSProperties {
  return { "--color-accent": accent, "--color-on-accent": onAccent, "--color-accent-wash": wash } as CSSProperties;
}
