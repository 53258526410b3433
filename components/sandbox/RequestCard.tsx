"use client";

import { useState } from "react";
import { formatCount, formatMs } from "@/lib/client/format";
import { answerText, typeOfBody } from "@/lib/client/sandbox-answers";
import type { SandboxRequestOut } from "@/lib/contracts/sandbox";
import { CopyButton } from "../common/CopyButton";
import { HeaderList } from "../common/HeaderList";
import { JsonView } from "../common/JsonView";
import { Card } from "../ui/Card";
import { Tabs } from "../ui/Tabs";
import { SignatureFacts } from "./SignatureFacts";

const TABS = [
  { name: "body", label: "Body" },
  { name: "headers", label: "Headers" },
  { name: "signature", label: "Signature" },
] as const;

/** One request as it arrived. */
export function RequestCard({ request }: { request: SandboxRequestOut }) {
  const [tab, setTab] = useState<(typeof TABS)[number]["name"]>("body");
  return (
    <Card
      title={`#${request.number} ${typeOfBody(request) ?? request.method}`}
      aside={`${answerText(request.answer)}${request.delayMs > 0 ? ` after ${formatMs(request.delayMs)}` : ""}`}
    >
      <Tabs label="Request" tabs={TABS} active={tab} onChange={setTab}>
        <div className="p-3.5">
          {tab === "body" ? <Body request={request} /> : null}
          {tab === "headers" ? <HeaderList headers={request.headers} /> : null}
          {tab === "signature" ? <SignatureFacts request={request} /> : null}
        </div>
      </Tabs>
    </Card>
  );
}

function Body({ request: { body, bodyBytes, isBodyTruncated } }: { request: SandboxRequestOut }) {
  if (body === "") return <p className="text-faint text-sm">The body was empty.</p>;
  return (
    <div className="relative">
      <span className="absolute top-0 right-0">
        <CopyButton text={body} label="body" />
      </span>
      <div className="pr-7">
        <JsonView text={body} />
      </div>
      {isBodyTruncated ? (
        <p className="mt-2 text-faint text-xs">
          {formatCount(bodyBytes)} bytes arrived; the beginning is shown, the signature covers all of them.
        </p>
      ) : null}
    </div>
  );
}
