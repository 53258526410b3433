"use client";

import { useMembers, useUpdateMember } from "@/lib/client/hooks/use-people";
import { useSession } from "@/lib/client/session";
import { MEMBER_ROLES, type MemberOut, type MemberRole } from "@/lib/contracts/member";
import type { Column } from "../common/column";
import { DataTable } from "../common/DataTable";
import { EmptyState } from "../common/EmptyState";
import { Select } from "../ui/Select";
import { PersonCommands } from "./PersonCommands";
import { nameColumn, signInColumns } from "./person-columns";
import { RoleText } from "./RoleText";

const ROLES = MEMBER_ROLES.map((role) => ({ value: role, label: role }));

interface MembersDataTableProps {
  cursor: string | undefined;
  pageHref: (cursor: string) => string;
  /** Owners and operators change who may what. */
  mayChange: boolean;
}

export function MembersDataTable({ cursor, pageHref, mayChange }: MembersDataTableProps) {
  const query = useMembers({ cursor });
  const update = useUpdateMember();
  const { email } = useSession();
  const columns: (Column<MemberOut> | null)[] = [
    nameColumn<MemberOut>(email),
    {
      header: "Role",
      cell: (member) =>
        mayChange ? (
          <Select
            aria-label={`Role of ${member.email}`}
            value={member.role}
            options={ROLES}
            disabled={update.isPending}
            onChange={({ target }) => update.mutate({ member, role: target.value as MemberRole })}
          />
        ) : (
          <RoleText role={member.role} />
        ),
    },
    ...signInColumns<MemberOut>(),
    mayChange
      ? {
          header: "Action",
          align: "right",
          className: "w-px",
          cell: (member) => <PersonCommands person={member} isSelf={member.email === email} />,
        }
      : null,
  ];
  return (
    <DataTable
      label="Members, newest first"
      query={query}
      columns={columns.filter((column) => column !== null)}
      rowId={({ id }) => id}
      pageHref={pageHref}
      empty={
        <EmptyState title="Nobody is in here yet.">
          {mayChange ? "Invite the first person: they choose their own password." : "An owner can invite people."}
        </EmptyState>
      }
    />
  );
}
