"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { AuthCard } from "./AuthCard";
import { SetupForm } from "./SetupForm";

export function SetupPage() {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <AuthCard
        title="Set up Hookswitch"
        lead="Make the first account. It is the operator's: it sees all tenants and invites everybody else."
      >
        <SetupForm />
      </AuthCard>
    </QueryClientProvider>
  );
}
