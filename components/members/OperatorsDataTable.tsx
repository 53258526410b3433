"use client";

import { useOperators } from "@/lib/client/hooks/use-people";
import { useSession } from "@/lib/client/session";
import type { OperatorOut } from "@/lib/contracts/member";
import { DataTable } from "../common/DataTable";
import { EmptyState } from "../common/EmptyState";
import { PersonCommands } from "./PersonCommands";
import { nameColumn, signInColumns } from "./person-columns";

interface OperatorsDataTableProps {
  cursor: string | undefined;
  pageHref: (cursor: string) => string;
}

/** The operator's own staff. */
export function OperatorsDataTable({ cursor, pageHref }: OperatorsDataTableProps) {
  const query = useOperators({ cursor });
  const { email } = useSession();
  return (
    <DataTable
      label="Operators, newest first"
      query={query}
      columns={[
        nameColumn<OperatorOut>(email),
        ...signInColumns<OperatorOut>(),
        {
          header: "Action",
          align: "right",
          className: "w-px",
          cell: (operator) => <PersonCommands person={operator} isSelf={operator.email === email} />,
        },
      ]}
      rowId={({ id }) => id}
      pageHref={pageHref}
      empty={<EmptyState title="Nobody is in here yet." />}
    />
  );
}
