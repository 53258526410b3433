"use client";

import { type ReactNode, useState } from "react";
import { statusLine } from "@/lib/client/sentences";
import type { AttemptOut } from "@/lib/contracts/attempt";
import type { DeliveryDetailOut } from "@/lib/contracts/delivery";
import { CopyButton } from "../common/CopyButton";
import { HeaderList } from "../common/HeaderList";
import { JsonView } from "../common/JsonView";
import { Card } from "../ui/Card";
import { Tabs } from "../ui/Tabs";
import { DeliveryFacts } from "./DeliveryFacts";

const TABS = [
  { name: "request", label: "Request" },
  { name: "response", label: "Response" },
  { name: "facts", label: "Event" },
] as const;

interface ExchangeCardProps {
  delivery: DeliveryDetailOut;
  attempt: AttemptOut | null;
}

/** What was sent and what came back in the chosen attempt. */
export function ExchangeCard({ delivery, attempt }: ExchangeCardProps) {
  const [tab, setTab] = useState<(typeof TABS)[number]["name"]>("request");
  return (
    <Card>
      <Tabs label="Exchange" tabs={TABS} active={tab} onChange={setTab}>
        <div className="p-3.5">
          {tab === "request" ? <Request {...{ delivery, attempt }} /> : null}
          {tab === "response" ? <Response attempt={attempt} /> : null}
          {tab === "facts" ? <DeliveryFacts delivery={delivery} /> : null}
        </div>
      </Tabs>
    </Card>
  );
}

function Request({ delivery, attempt }: ExchangeCardProps) {
  return (
    <>
      {attempt ? (
        <Section title={`Headers of attempt ${attempt.number}`}>
          <HeaderList headers={attempt.requestHeaders} />
        </Section>
      ) : null}
      {delivery.requestBody === null ? (
        <p className="text-faint text-sm">{attempt ? "The body is no longer kept." : "Nothing was sent yet."}</p>
      ) : (
        <Body text={delivery.requestBody} label="request body" />
      )}
    </>
  );
}

function Response({ attempt }: { attempt: AttemptOut | null }) {
  if (!attempt) return <p className="text-faint text-sm">There is no answer yet.</p>;
  if (attempt.responseHeaders === null) {
    return <p className="text-soft text-sm">No response came. {attempt.errorMessage}</p>;
  }
  return (
    <>
      <Section title={attempt.statusCode === null ? "Headers" : statusLine(attempt.statusCode)}>
        <HeaderList headers={attempt.responseHeaders} />
      </Section>
      {attempt.responseBody ? (
        <Body text={attempt.responseBody} label="response body" />
      ) : (
        <p className="text-faint text-sm">The body was empty.</p>
      )}
      {attempt.responseTruncated ? (
        <p className="mt-2 text-faint text-xs">It was longer; only the beginning is kept.</p>
      ) : null}
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mb-2.75 border-rule border-b pb-2.75">
      <h3 className="mb-2 font-medium text-sm">{title}</h3>
      {children}
    </div>
  );
}

function Body({ text, label }: { text: string; label: string }) {
  return (
    <div className="relative">
      <span className="absolute top-0 right-0">
        <CopyButton text={text} label={label} />
      </span>
      <div className="pr-7">
        <JsonView text={text} />
      </div>
    </div>
  );
}
