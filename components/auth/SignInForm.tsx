"use client";

import { type FormEvent, useState } from "react";
import { signIn } from "@/lib/client/sign-in";
import { Button } from "../ui/Button";
import { TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";

/** `next` is a path of our own, checked by the page. */
export function SignInForm({ next }: { next: string }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setIsBusy(true);
    const sentence = await signIn({ email: String(form.get("email")), password: String(form.get("password")) });
    if (sentence === null) return location.assign(next);
    setRefusal(sentence);
    setIsBusy(false);
  };
  return (
    <form method="post" onSubmit={(event) => void submit(event)}>
      {refusal ? <Notice tone="dead">{refusal}</Notice> : null}
      <TextField label="Email" name="email" type="email" autoComplete="username" required />
      <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
      <Button look="primary" type="submit" busy={isBusy} className="w-full">
        {isBusy ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
