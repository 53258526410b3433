"use client";

import { useInvitations, useRenewInvitation, useRevokeInvitation } from "@/lib/client/hooks/use-people";
import type { InvitationOut, InvitationStatus } from "@/lib/contracts/invitation";
import { Pill, type Tone } from "../common/Pill";
import { QueryState } from "../common/QueryState";
import { Time } from "../common/Time";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Skeleton } from "../ui/Skeleton";
import { LinkOnceDialog } from "./LinkOnceDialog";

const LOOKS: Record<InvitationStatus, { tone: Tone; sign: string }> = {
  open: { tone: "wait", sign: "○" },
  accepted: { tone: "ok", sign: "●" },
  expired: { tone: "skip", sign: "–" },
  revoked: { tone: "skip", sign: "–" },
};

/** Who was asked and has not come yet, and who did. */
export function InvitationsCard() {
  const query = useInvitations(true);
  const renew = useRenewInvitation();
  const revoke = useRevokeInvitation();
  return (
    <Card title="Invitations">
      <QueryState query={query} skeleton={<Skeleton className="m-3.5 h-10" />}>
        {({ data }) =>
          data.length === 0 ? (
            <p className="px-3.5 py-4 text-faint text-sm">Nobody was invited yet.</p>
          ) : (
            <ul>
              {data.map((invitation) => (
                <InvitationRow
                  key={invitation.id}
                  invitation={invitation}
                  isBusy={renew.isPending || revoke.isPending}
                  onRenew={() => renew.mutate(invitation)}
                  onRevoke={() => revoke.mutate(invitation)}
                />
              ))}
            </ul>
          )
        }
      </QueryState>
      <LinkOnceDialog
        title="A new link"
        url={renew.data?.url ?? null}
        mailed={renew.data?.mailed ?? false}
        open={renew.data !== undefined}
        onClose={() => renew.reset()}
      >
        Give it to {renew.data?.email}. The old one ended.
      </LinkOnceDialog>
    </Card>
  );
}

interface InvitationRowProps {
  invitation: InvitationOut;
  isBusy: boolean;
  onRenew: () => void;
  onRevoke: () => void;
}

function InvitationRow({ invitation, isBusy, onRenew, onRevoke }: InvitationRowProps) {
  const { email, role, status, expiresAt, acceptedAt } = invitation;
  const mayRenew = status === "open" || status === "expired";
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-rule border-b px-3.5 py-2 last:border-b-0">
      <Pill {...LOOKS[status]}>{status}</Pill>
      <span className="min-w-0 break-all font-medium">{email}</span>
      <span className="text-faint text-xs">
        as {role}, {acceptedAt ? "came" : status === "open" ? "until" : "ended"} <Time at={acceptedAt ?? expiresAt} />
      </span>
      <span className="ml-auto flex gap-2">
        {mayRenew ? (
          <Button busy={isBusy} aria-label={`New link for ${email}`} onClick={onRenew}>
            New link
          </Button>
        ) : null}
        {status === "open" ? (
          <Button busy={isBusy} aria-label={`Revoke the invitation of ${email}`} onClick={onRevoke}>
            Revoke
          </Button>
        ) : null}
      </span>
    </li>
  );
}
