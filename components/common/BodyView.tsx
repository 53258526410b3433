"use client";

import { WrapText } from "lucide-react";
import { useState } from "react";
import { CopyButton } from "./CopyButton";
import { JsonView } from "./JsonView";

/** A payload, laid out, with a switch for wrapping and a button that copies it as it was sent. */
export function BodyView({ text, label }: { text: string; label: string }) {
  const [isWrapped, setIsWrapped] = useState(true);
  return (
    <div className="relative">
      <div className="absolute top-2.5 right-2.5 z-10 flex gap-0.5 rounded-tag bg-panel">
        <button
          type="button"
          aria-pressed={isWrapped}
          aria-label={`Wrap the lines of the ${label}`}
          title="Wrap long lines"
          onClick={() => setIsWrapped(!isWrapped)}
          className="-my-1 inline-grid size-6 place-items-center rounded-tag text-faint hover:bg-rule hover:text-ink aria-pressed:text-accent"
        >
          <WrapText aria-hidden className="size-3.5" />
        </button>
        <CopyButton text={text} label={label} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach that */}
      <section aria-label={label} tabIndex={0} className="max-h-128 overflow-auto p-3.5 pr-16">
        <JsonView text={text} isWrapped={isWrapped} />
      </section>
    </div>
  );
}
