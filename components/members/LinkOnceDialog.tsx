"use client";

import type { ReactNode } from "react";
import { SecretOnce } from "../common/SecretOnce";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";

interface LinkOnceDialogProps {
  title: string;
  /** Null in an answer that was repeated. */
  url: string | null;
  mailed: boolean;
  open: boolean;
  onClose: () => void;
  /** Whom to give it to. */
  children: ReactNode;
}

/** A link that is shown now and not again. */
export function LinkOnceDialog({ title, url, mailed, open, onClose, children }: LinkOnceDialogProps) {
  return (
    <Dialog title={title} open={open} onClose={onClose}>
      {url ? (
        <SecretOnce secret={url} label="link">
          {children} {mailed ? "It is on its way by mail too." : "It is not mailed: copy it now."}
        </SecretOnce>
      ) : (
        <p className="text-soft">The link was shown before. Make a new one.</p>
      )}
      <div className="mt-5 flex justify-end">
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </Dialog>
  );
}
