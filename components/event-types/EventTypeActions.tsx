"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useDeleteEventType } from "@/lib/client/hooks/use-event-types";
import type { EventTypeDetailOut } from "@/lib/contracts/event-type";
import { Confirm } from "../common/Confirm";
import { Button } from "../ui/Button";
import { EditEventTypeDialog } from "./EditEventTypeDialog";

interface EventTypeActionsProps {
  type: EventTypeDetailOut;
  onAddVersion: () => void;
}

/** For operators. */
export function EventTypeActions({ type, onAddVersion }: EventTypeActionsProps) {
  const router = useRouter();
  const remove = useDeleteEventType(type);
  const [asked, setAsked] = useState<"edit" | "delete" | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      <Button look="danger" onClick={() => setAsked("delete")}>
        Delete…
      </Button>
      <Button onClick={() => setAsked("edit")}>Edit…</Button>
      <Button onClick={onAddVersion}>Add a version</Button>
      <EditEventTypeDialog type={type} open={asked === "edit"} onClose={close} />
      <Confirm
        title={`Take ${type.name} out of the catalogue?`}
        confirm="Delete the type"
        open={asked === "delete"}
        onClose={close}
        onConfirm={() => remove.mutate(undefined, { onSuccess: () => router.push("/event-types") })}
      >
        Its description, schemas and examples are deleted. Events of this type are still accepted and delivered, unless
        the settings refuse what the catalogue does not know.
      </Confirm>
    </>
  );
}
