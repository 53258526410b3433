"use client";

import { clsx } from "clsx";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";

interface MenuProps {
  label: string;
  /** What the button shows. */
  trigger: ReactNode;
  className?: string;
  /** Which edge the panel shares with the button. */
  align?: "left" | "right";
  /** `close` puts the focus back on the button. */
  children: (close: () => void) => ReactNode;
}

/** A button and what it discloses. Escape, a click elsewhere and leaving with Tab close it. */
export function Menu({ label, trigger, className, align = "right", children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panelId = useId();
  useEffect(() => {
    if (!open) return;
    const onPointer = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    const onFocus = (event: FocusEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("focusin", onFocus);
    document.addEventListener("pointerdown", onPointer);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("focusin", onFocus);
      document.removeEventListener("pointerdown", onPointer);
      document.removeEventListener("keydown", onKey);
    };
  }, [open]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div ref={root} className="relative min-w-0">
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-expanded={open}
        aria-controls={panelId}
        onClick={() => setOpen(!open)}
        className={className}
      >
        {trigger}
      </button>
      <div
        id={panelId}
        hidden={!open}
        className={clsx(
          "appear absolute z-30 mt-1.5 min-w-52 rounded-panel border border-rule-strong bg-panel p-1",
          align === "left" ? "left-0" : "right-0",
        )}
      >
        {open ? children(close) : null}
      </div>
    </div>
  );
}
