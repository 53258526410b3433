"use client";

import type { ReactNode } from "react";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";

interface ConfirmProps {
  title: string;
  /** The effect, spelled out. */
  children: ReactNode;
  confirm: string;
  open: boolean;
  onClose: () => void;
  onConfirm: () => void;
}

/** Asked before what cannot be taken back. */
export function Confirm({ title, children, confirm, open, onClose, onConfirm }: ConfirmProps) {
  return (
    <Dialog title={title} open={open} onClose={onClose}>
      <div className="text-soft">{children}</div>
      <div className="mt-5 flex justify-end gap-3">
        <Button onClick={onClose}>Keep it</Button>
        <Button
          look="danger"
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
