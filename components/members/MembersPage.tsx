"use client";

import { useFilters } from "@/lib/client/hooks/use-filters";
import { useScope } from "@/lib/client/scope";
import { useSession } from "@/lib/client/session";
import { PageHeader } from "../common/PageHeader";
import { InvitationsCard } from "./InvitationsCard";
import { InviteButton } from "./InviteButton";
import { MembersDataTable } from "./MembersDataTable";
import { OperatorsDataTable } from "./OperatorsDataTable";
import { SessionsCard } from "./SessionsCard";

const NAMES = [] as const;

/** Who may see and change things: of the tenant, or the operator's own staff where all tenants are looked at. */
export function MembersPage() {
  const { cursor, pageHref } = useFilters(NAMES);
  const { role, email } = useSession();
  const { tenantId } = useScope();
  const isStaff = role === "operator" && tenantId === null;
  const mayChange = role === "operator" || role === "owner";
  const isPerson = email !== "";
  return (
    <>
      <PageHeader
        title={isStaff ? "Operators" : "Members"}
        actions={mayChange ? <InviteButton tenantId={tenantId} isStaff={isStaff} /> : null}
      />
      {isStaff ? (
        <p className="-mt-2 mb-3.5 text-soft">
          Your own staff: they see and change every tenant. For the members of one, choose it above.
        </p>
      ) : null}
      {isStaff ? (
        <OperatorsDataTable cursor={cursor} pageHref={pageHref} />
      ) : (
        <MembersDataTable cursor={cursor} pageHref={pageHref} mayChange={mayChange} />
      )}
      <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-2">
        {mayChange ? <InvitationsCard /> : null}
        {isPerson ? <SessionsCard /> : null}
      </div>
    </>
  );
}
