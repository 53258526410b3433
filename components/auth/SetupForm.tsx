"use client";

import { type FormEvent, useState } from "react";
import { ApiError } from "@/lib/client/api";
import { useLinkToken } from "@/lib/client/hooks/use-link-token";
import { useSetup } from "@/lib/client/hooks/use-setup";
import { signIn } from "@/lib/client/sign-in";
import { MIN_PASSWORD_LENGTH } from "@/lib/contracts/account";
import { Button } from "../ui/Button";
import { TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";

export function SetupForm() {
  const given = useLinkToken("code");
  const [typed, setTyped] = useState<string | null>(null);
  const code = typed ?? given ?? "";
  const setup = useSetup();
  const refused = setup.error instanceof ApiError ? setup.error : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [name, email, password] = [String(form.get("name")), String(form.get("email")), String(form.get("password"))];
    setup.mutate({ code: code.trim(), name, email, password }, { onSuccess: () => void enter(email, password) });
  };
  const isBusy = setup.isPending || setup.isSuccess;
  return (
    <form method="post" onSubmit={submit}>
      {setup.error && !refused?.field("password") && !refused?.field("email") ? (
        <Notice tone="dead">{setup.error.message}</Notice>
      ) : null}
      <TextField
        label="Set-up code"
        value={code}
        onChange={(event) => setTyped(event.target.value)}
        autoComplete="off"
        spellCheck={false}
        className="font-mono text-mono"
        hint="From the link in the terminal; it works once."
        required
      />
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
        required
        maxLength={200}
        error={refused?.field("name")}
      />
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        required
        error={refused?.field("email")}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={MIN_PASSWORD_LENGTH}
        hint={`At least ${MIN_PASSWORD_LENGTH} characters.`}
        error={refused?.field("password")}
      />
      <Button look="primary" type="submit" busy={isBusy} className="w-full">
        {isBusy ? "Setting up…" : "Create the account"}
      </Button>
    </form>
  );
}

/** The account exists now; if signing in fails all the same, the person signs in by hand. */
async function enter(email: string, password: string): Promise<void> {
  const refusal = await signIn({ email, password });
  location.assign(refusal === null ? "/overview" : "/sign-in");
}
