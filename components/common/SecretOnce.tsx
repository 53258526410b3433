import type { ReactNode } from "react";
import { CopyButton } from "./CopyButton";

/** A secret that is shown now and not again. */
export function SecretOnce({ secret, label, children }: { secret: string; label: string; children: ReactNode }) {
  return (
    <div>
      <div className="flex items-center gap-2 rounded-control border border-accent bg-accent-wash px-3 py-2">
        <code className="min-w-0 flex-1 break-all font-mono text-mono">{secret}</code>
        <CopyButton text={secret} label={label} />
      </div>
      <p className="mt-2 text-soft text-sm">{children}</p>
    </div>
  );
}
