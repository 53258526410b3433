"use client";

import { useLinkToken } from "@/lib/client/hooks/use-link-token";
import { useInvitation } from "@/lib/client/hooks/use-people-links";
import { Notice } from "../ui/Notice";
import { AuthCard } from "./AuthCard";
import { AuthQueryClient } from "./AuthQueryClient";
import { InvitationForm } from "./InvitationForm";

export function InvitationPage() {
  return (
    <AuthQueryClient>
      <Invitation />
    </AuthQueryClient>
  );
}

function Invitation() {
  const token = useLinkToken();
  const { data: invitation, error } = useInvitation(token);
  if (token === "" || error) {
    return (
      <AuthCard title="This invitation does not work" lead={null}>
        <Notice tone="dead">{error?.message ?? "The link is not whole. Copy all of it."}</Notice>
      </AuthCard>
    );
  }
  if (!token || !invitation) return <AuthCard title="One moment…" lead="Your invitation is looked up." />;
  const { tenantName, role, email } = invitation;
  const lead = tenantName ? `As ${role} of ${tenantName}, with ${email}.` : `As an operator, with ${email}.`;
  return (
    <AuthCard title="You are invited" lead={lead}>
      <InvitationForm token={token} invitation={invitation} />
    </AuthCard>
  );
}
