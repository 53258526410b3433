import type { Column } from "../common/column";
import { Pill } from "../common/Pill";
import { Time } from "../common/Time";

export interface PersonRow {
  id: string;
  email: string;
  name: string | null;
  createdAt: string;
  lastSignInAt: string | null;
}

/** What a member and one of the staff have in common. `selfEmail`: the one who looks. */
export function nameColumn<Row extends PersonRow>(selfEmail: string): Column<Row> {
  return {
    header: "Person",
    cell: ({ name, email }) => (
      <>
        <span className="inline-flex flex-wrap items-center gap-2">
          <span className="break-all font-medium">{name ?? email}</span>
          {email === selfEmail ? (
            <Pill tone="skip" sign="○">
              you
            </Pill>
          ) : null}
        </span>
        {name ? <div className="break-all text-faint text-xs">{email}</div> : null}
      </>
    ),
  };
}

export function signInColumns<Row extends PersonRow>(): Column<Row>[] {
  return [
    {
      header: "Last signed in",
      align: "right",
      from: "md",
      className: "text-soft",
      cell: ({ lastSignInAt }) => (lastSignInAt ? <Time at={lastSignInAt} /> : "never yet"),
    },
    {
      header: "Since",
      align: "right",
      from: "lg",
      className: "text-soft",
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
  ];
}
