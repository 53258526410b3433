"use client";

import { useState } from "react";
import { type Person, useRemovePerson, useResetPassword } from "@/lib/client/hooks/use-people";
import { Confirm } from "../common/Confirm";
import { LinkOnceDialog } from "./LinkOnceDialog";
import { PersonMenu } from "./PersonMenu";

interface PersonCommandsProps {
  person: Person;
  isSelf: boolean;
}

export function PersonCommands({ person, isSelf }: PersonCommandsProps) {
  const remove = useRemovePerson();
  const reset = useResetPassword();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <PersonMenu
        email={person.email}
        onReset={() => reset.mutate(person)}
        onRemove={isSelf ? null : () => setIsAsking(true)}
      />
      <Confirm
        title={`Remove ${person.email}?`}
        confirm="Remove the person"
        open={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={() => remove.mutate(person)}
      >
        {person.tenantId === undefined
          ? "They are signed out everywhere and see no tenant any more. What they did stays in the audit log."
          : "They see nothing of this tenant any more, at once. API keys that they made keep working: revoke those apart."}
      </Confirm>
      <LinkOnceDialog
        title="Link to a new password"
        url={reset.data?.url ?? null}
        mailed={reset.data?.mailed ?? false}
        open={reset.data !== undefined}
        onClose={() => reset.reset()}
      >
        Give it to {person.email}. It works once; until then the old password stays.
      </LinkOnceDialog>
    </>
  );
}
