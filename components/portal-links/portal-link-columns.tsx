import { browserName } from "@/lib/client/browser-name";
import type { PortalLinkOut, PortalLinkStatus } from "@/lib/contracts/portal-link";
import type { Column } from "../common/column";
import { Pill, type Tone } from "../common/Pill";
import { Time } from "../common/Time";
import { Button } from "../ui/Button";

const LOOKS: Record<PortalLinkStatus, { tone: Tone; sign: string }> = {
  open: { tone: "wait", sign: "○" },
  used: { tone: "ok", sign: "●" },
  expired: { tone: "skip", sign: "–" },
  revoked: { tone: "skip", sign: "–" },
};

interface PortalLinkColumnOptions {
  tenantName: (id: string) => string;
  onRevoke: (link: PortalLinkOut) => void;
}

export function portalLinkColumns({ tenantName, onRevoke }: PortalLinkColumnOptions): Column<PortalLinkOut>[] {
  return [
    { header: "State", className: "w-px", cell: ({ status }) => <Pill {...LOOKS[status]}>{status}</Pill> },
    {
      header: "For",
      cell: ({ tenantId, person, role }) => (
        <>
          <span className="font-medium">{tenantName(tenantId)}</span>
          <div className="text-faint text-xs">
            {person ?? "nobody named"}, as {role}
          </div>
        </>
      ),
    },
    { header: "Session", from: "md", cell: sessionCell },
    {
      header: "Made",
      align: "right",
      from: "sm",
      className: "text-soft",
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
    {
      header: "Action",
      align: "right",
      className: "w-px",
      cell: (link) =>
        link.status === "open" || link.status === "used" ? (
          <Button aria-label={`Revoke the link for ${tenantName(link.tenantId)}`} onClick={() => onRevoke(link)}>
            Revoke…
          </Button>
        ) : null,
    },
  ];
}

function sessionCell({ status, expiresAt, usedAt, userAgent, lastSeenAt }: PortalLinkOut) {
  if (usedAt === null && status === "revoked") return <span className="text-faint">revoked before it was opened</span>;
  if (usedAt === null)
    return (
      <span className="text-faint">
        {status === "open" ? "not opened; ends " : "was not opened; ended "}
        <Time at={expiresAt} />
      </span>
    );
  return (
    <>
      {browserName(userAgent)}
      <div className="text-faint text-xs">
        last seen <Time at={lastSeenAt ?? usedAt} />
      </div>
    </>
  );
}
