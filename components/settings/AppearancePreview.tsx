import { accentOf } from "@/lib/client/accent";
import { BrandMark } from "../shell/BrandMark";

interface AppearancePreviewProps {
  name: string;
  logoUrl: string | null;
  accentColour: string;
}

const INK = { light: "#1c1b18", dark: "#efece5" } as const;

/** Both themes side by side, before anything is saved; in colours of their own, since the page wears one theme. */
export function AppearancePreview({ name, logoUrl, accentColour }: AppearancePreviewProps) {
  const accent = accentOf(accentColour);
  if (!accent) return null;
  return (
    <div className="mb-4.5 grid gap-3 sm:grid-cols-2">
      {(["light", "dark"] as const).map((theme) => (
        <div
          key={theme}
          style={{ background: accent[theme].surface, color: INK[theme] }}
          className="flex items-center justify-between gap-3 rounded-control border border-rule px-3 py-3"
        >
          <span className="inline-flex min-w-0 items-center gap-2 font-semibold">
            <span style={{ color: accent[theme].accent }}>
              <BrandMark logoUrl={logoUrl} />
            </span>
            <span className="truncate">{name || "Name"}</span>
          </span>
          <span
            style={{ background: accent[theme].accent, color: accent[theme].onAccent }}
            className="rounded-control px-2.75 py-1.25 font-medium text-sm"
          >
            Subscribe
          </span>
        </div>
      ))}
    </div>
  );
}
