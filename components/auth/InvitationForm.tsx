"use client";

import { type FormEvent, useState } from "react";
import { ApiError } from "@/lib/client/api";
import { useAcceptInvitation } from "@/lib/client/hooks/use-people-links";
import { signIn } from "@/lib/client/sign-in";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "@/lib/contracts/account";
import type { InvitationPreviewOut } from "@/lib/contracts/invitation";
import { Button } from "../ui/Button";
import { TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";

interface InvitationFormProps {
  token: string;
  invitation: InvitationPreviewOut;
}

/** A new person chooses name and password; who has an account gives its password. */
export function InvitationForm({ token, invitation: { email, isNewAccount } }: InvitationFormProps) {
  const accept = useAcceptInvitation();
  const [isEntering, setIsEntering] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = String(form.get("password"));
    const name = isNewAccount ? String(form.get("name")) : null;
    const onSuccess = async () => {
      setIsEntering(true);
      location.assign((await signIn({ email, password })) === null ? "/overview" : "/sign-in");
    };
    accept.mutate({ token, name, password }, { onSuccess: () => void onSuccess() });
  };
  const refused = accept.error instanceof ApiError ? accept.error : null;
  const isBusy = accept.isPending || isEntering;
  return (
    <form method="post" onSubmit={submit}>
      {accept.error && !refused?.field("password") && !refused?.field("name") ? (
        <Notice tone="dead">{accept.error.message}</Notice>
      ) : null}
      {isNewAccount ? (
        <TextField
          label="Your name"
          name="name"
          autoComplete="name"
          required
          maxLength={200}
          error={refused?.field("name")}
        />
      ) : null}
      <input type="hidden" name="email" autoComplete="username" value={email} />
      <TextField
        label={isNewAccount ? "Choose a password" : "Your password"}
        name="password"
        type="password"
        autoComplete={isNewAccount ? "new-password" : "current-password"}
        required
        minLength={isNewAccount ? MIN_PASSWORD_LENGTH : 1}
        maxLength={MAX_PASSWORD_LENGTH}
        hint={
          isNewAccount ? `At least ${MIN_PASSWORD_LENGTH} characters.` : "You have an account already: its password."
        }
        error={refused?.field("password")}
      />
      <Button look="primary" type="submit" busy={isBusy} className="w-full">
        {isBusy ? "Accepting…" : "Accept the invitation"}
      </Button>
    </form>
  );
}
