"use client";

import { type FormEvent, useEffect, useState } from "react";
import { ApiError } from "@/lib/client/api";
import { useSetup } from "@/lib/client/hooks/use-setup";
import { signIn } from "@/lib/client/sign-in";
import { Button } from "../ui/Button";
import { TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";

const PASSWORD_LENGTH = 12;

export function SetupForm() {
  const [code, setCode] = useCodeFromFragment();
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
        onChange={(event) => setCode(event.target.value)}
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
        minLength={PASSWORD_LENGTH}
        hint={`At least ${PASSWORD_LENGTH} characters.`}
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

/** The code comes behind `#`, which browsers never send, and leaves the address at once, so that it is not in the history. */
function useCodeFromFragment() {
  const [code, setCode] = useState("");
  useEffect(() => {
    const given = new URLSearchParams(location.hash.slice(1)).get("code");
    if (!given) return;
    setCode(given);
    history.replaceState(history.state, "", location.pathname);
  }, []);
  return [code, setCode] as const;
}
