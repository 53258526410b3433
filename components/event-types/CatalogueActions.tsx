"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button, ButtonLink } from "../ui/Button";
import { NewEventTypeDialog } from "./NewEventTypeDialog";

/** For operators. */
export function CatalogueActions() {
  const [isMaking, setIsMaking] = useState(false);
  return (
    <>
      <ButtonLink href="/event-types/import">Import…</ButtonLink>
      <Button look="primary" onClick={() => setIsMaking(true)}>
        <Plus aria-hidden className="size-3.5" /> New event type
      </Button>
      <NewEventTypeDialog open={isMaking} onClose={() => setIsMaking(false)} />
    </>
  );
}
