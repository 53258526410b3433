"use client";

import { useEffect, useRef, useState } from "react";
import { useLinkToken } from "@/lib/client/hooks/use-link-token";
import { enterPortal } from "@/lib/client/sign-in";
import { Notice } from "../ui/Notice";
import { AuthCard } from "./AuthCard";

const HOME = "/overview";

/** Where a portal link leads: exchanges its token for the portal's cookie and goes on. */
export function PortalEntryPage() {
  const token = useLinkToken();
  const isUsed = useRef(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  useEffect(() => {
    // The effect may run twice, the token works once.
    if (!token || isUsed.current) return;
    isUsed.current = true;
    void enterPortal(token).then((sentence) => (sentence === null ? location.replace(HOME) : setRefusal(sentence)));
  }, [token]);
  const missing = token === "" ? "This link is not whole. Open the page again where you came from." : null;
  const problem = refusal ?? missing;
  return (
    <AuthCard title={problem ? "This link does not work" : "One moment…"} lead={problem ? null : "You are signed in."}>
      {problem ? <Notice tone="dead">{problem}</Notice> : null}
    </AuthCard>
  );
}
