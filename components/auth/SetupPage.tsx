"use client";

import { AuthCard } from "./AuthCard";
import { AuthQueryClient } from "./AuthQueryClient";
import { SetupForm } from "./SetupForm";

export function SetupPage() {
  return (
    <AuthQueryClient>
      <AuthCard
        title="Set up Hookswitch"
        lead="Make the first account. It is the operator's: it sees all tenants and invites everybody else."
      >
        <SetupForm />
      </AuthCard>
    </AuthQueryClient>
  );
}
