"use client";

import { useEffect } from "react";
import { leavePortal } from "@/lib/client/sign-in";
import { ButtonLink } from "../ui/Button";
import { AuthCard } from "./AuthCard";

/** For somebody whose portal link's session has ended. Takes the cookie away, so that an account can be used again. */
export function PortalEnded() {
  useEffect(() => void leavePortal(), []);
  return (
    <AuthCard
      title="Your visit has ended"
      lead="For your safety it lasts a limited time. Go back to where you came from and open this page from there again."
    >
      <ButtonLink href="/sign-in">Sign in with an account instead</ButtonLink>
    </AuthCard>
  );
}
