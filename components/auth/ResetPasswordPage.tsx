"use client";

import type { FormEvent } from "react";
import { ApiError } from "@/lib/client/api";
import { useLinkToken } from "@/lib/client/hooks/use-link-token";
import { useCompleteReset } from "@/lib/client/hooks/use-people-links";
import { signIn } from "@/lib/client/sign-in";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "@/lib/contracts/account";
import { Button } from "../ui/Button";
import { TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { AuthCard } from "./AuthCard";
import { AuthQueryClient } from "./AuthQueryClient";

export function ResetPasswordPage() {
  const token = useLinkToken();
  return (
    <AuthQueryClient>
      <AuthCard title="Choose a new password" lead="You are signed out everywhere else, and signed in here.">
        {token === "" ? <Notice tone="dead">The link is not whole. Copy all of it.</Notice> : null}
        {token ? <ResetForm token={token} /> : null}
      </AuthCard>
    </AuthQueryClient>
  );
}

function ResetForm({ token }: { token: string }) {
  const complete = useCompleteReset();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password"));
    const enter = async (email: string) =>
      location.assign((await signIn({ email, password })) === null ? "/overview" : "/sign-in");
    complete.mutate({ token, password }, { onSuccess: ({ email }) => void enter(email) });
  };
  const fieldError = complete.error instanceof ApiError ? complete.error.field("password") : undefined;
  const isBusy = complete.isPending || complete.isSuccess;
  return (
    <form method="post" onSubmit={submit}>
      {complete.error && !fieldError ? <Notice tone="dead">{complete.error.message}</Notice> : null}
      <TextField
        label="New password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={MIN_PASSWORD_LENGTH}
        maxLength={MAX_PASSWORD_LENGTH}
        hint={`At least ${MIN_PASSWORD_LENGTH} characters.`}
        error={fieldError}
      />
      <Button look="primary" type="submit" busy={isBusy} className="w-full">
        {isBusy ? "Saving…" : "Save and sign in"}
      </Button>
    </form>
  );
}
