"use client";

import type { FormEvent } from "react";
import { useRequestReset } from "@/lib/client/hooks/use-people-links";
import { Button, ButtonLink } from "../ui/Button";
import { TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { AuthCard } from "./AuthCard";
import { AuthQueryClient } from "./AuthQueryClient";

/** `canMail` false: the installation sends no mail, so somebody else has to make the link. */
export function ForgotPasswordPage({ canMail }: { canMail: boolean }) {
  return (
    <AuthQueryClient>
      <AuthCard
        title="Choose a new password"
        lead={canMail ? "You get a letter with a link that works for an hour." : null}
      >
        {canMail ? (
          <RequestForm />
        ) : (
          <p className="mb-5 text-soft">
            This installation sends no mail. Ask an owner of your team, or the operator, for a link: they find it beside
            your name in the list of members.
          </p>
        )}
        <ButtonLink href="/sign-in" look="quiet">
          Back to the sign-in
        </ButtonLink>
      </AuthCard>
    </AuthQueryClient>
  );
}

function RequestForm() {
  const request = useRequestReset();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    request.mutate({ email: String(new FormData(event.currentTarget).get("email")) });
  };
  if (request.isSuccess)
    return <Notice tone="ok">If there is an account with this email, the letter is on its way.</Notice>;
  return (
    <form method="post" onSubmit={submit} className="mb-3">
      {request.error ? <Notice tone="dead">{request.error.message}</Notice> : null}
      <TextField label="Email" name="email" type="email" autoComplete="username" required />
      <Button look="primary" type="submit" busy={request.isPending} className="w-full">
        {request.isPending ? "Sending…" : "Send the link"}
      </Button>
    </form>
  );
}
