"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";

interface DialogProps {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** The browser's own modal: focus stays inside, Escape closes, focus returns. */
export function Dialog({ title, open, onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (open && !dialog?.open) dialog?.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={onClose}
      className="appear m-auto w-[calc(100%-2rem)] max-w-md rounded-panel border border-rule-strong bg-panel p-5 text-ink"
    >
      <h2 id={titleId} className="mb-2 font-semibold text-[0.9375rem]">
        {title}
      </h2>
      {open ? children : null}
    </dialog>
  );
}
