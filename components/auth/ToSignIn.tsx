"use client";

import { useEffect } from "react";
import { signInHref } from "@/lib/client/sign-in";
import { ButtonLink } from "../ui/Button";

/** Leads to the sign-in and, after it, back to the page that was asked for: a link in a chat must not be lost. */
export function ToSignIn() {
  useEffect(() => location.replace(signInHref()), []);
  return (
    <noscript>
      <ButtonLink href="/sign-in">Sign in</ButtonLink>
    </noscript>
  );
}
