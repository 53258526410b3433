"use client";

import { browserName } from "@/lib/client/browser-name";
import { useEndSession, useSessions } from "@/lib/client/hooks/use-sessions";
import type { SessionOut } from "@/lib/contracts/session";
import { Pill } from "../common/Pill";
import { QueryState } from "../common/QueryState";
import { Time } from "../common/Time";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Skeleton } from "../ui/Skeleton";

/** Where one is signed in oneself. */
export function SessionsCard() {
  const query = useSessions();
  const end = useEndSession();
  const others = (query.data?.data ?? []).filter(({ isCurrent }) => !isCurrent);
  return (
    <Card
      title="Where you are signed in"
      aside={
        others.length > 0 ? (
          <Button busy={end.isPending} onClick={() => end.mutate(null)}>
            Sign out everywhere else
          </Button>
        ) : null
      }
    >
      <QueryState query={query} skeleton={<Skeleton className="m-3.5 h-10" />}>
        {({ data }) => (
          <ul>
            {data.map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                isBusy={end.isPending}
                onEnd={() => end.mutate(session.id)}
              />
            ))}
          </ul>
        )}
      </QueryState>
    </Card>
  );
}

function SessionRow({ session, isBusy, onEnd }: { session: SessionOut; isBusy: boolean; onEnd: () => void }) {
  const { isCurrent, userAgent, address, method, createdAt, lastSeenAt } = session;
  const name = browserName(userAgent);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-rule border-b px-3.5 py-2 last:border-b-0">
      <span className="font-medium">{name}</span>
      {isCurrent ? (
        <Pill tone="ok" sign="●">
          this one
        </Pill>
      ) : null}
      <span className="text-faint text-xs">
        {address ?? "unknown address"}, by {method}, since <Time at={createdAt} />, last seen <Time at={lastSeenAt} />
      </span>
      {isCurrent ? null : (
        <Button className="ml-auto" busy={isBusy} aria-label={`Sign out of ${name}`} onClick={onEnd}>
          Sign out
        </Button>
      )}
    </li>
  );
}
